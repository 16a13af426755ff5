export type OrgUnitKind = 'OFFICE' | 'DIVISION' | 'SECTION' | 'UPTD' | 'REGENCY_OFFICE';

export interface OrgUnitSeed {
  readonly code: string;
  readonly name: string;
  readonly kind: OrgUnitKind;
  readonly targetGroup: string | null;
  readonly regencyCode: string | null;
  /** Code of the unit above. */
  readonly parent: string | null;
}

const office = (code: string, name: string, kind: OrgUnitKind, parent: string | null): OrgUnitSeed => ({
  code,
  name,
  kind,
  targetGroup: null,
  regencyCode: null,
  parent,
});

const provincial: readonly OrgUnitSeed[] = [
  office('BIRO-KESRA', 'Biro Kesejahteraan Rakyat', 'OFFICE', null),
  office('INSPEKTORAT', 'Inspektorat Provinsi Kalimantan Timur', 'OFFICE', null),
  office('DINSOS', 'Dinas Sosial Provinsi Kalimantan Timur', 'OFFICE', null),
  office('DINSOS-SEKRETARIAT', 'Sekretariat Dinas Sosial', 'DIVISION', 'DINSOS'),
  office('DINSOS-PERENCANAAN', 'Subbagian Perencanaan Program', 'SECTION', 'DINSOS-SEKRETARIAT'),
  office('DINSOS-KEUANGAN', 'Subbagian Keuangan', 'SECTION', 'DINSOS-SEKRETARIAT'),
  office('DINSOS-BARANG', 'Pengurus Barang', 'SECTION', 'DINSOS-SEKRETARIAT'),
  office('DINSOS-REHSOS', 'Bidang Rehabilitasi Sosial', 'DIVISION', 'DINSOS'),
  office('DINSOS-VERIFIKASI', 'Tim Verifikasi Bantuan Sosial Terencana', 'SECTION', 'DINSOS-REHSOS'),
];

/** The province's offices, its units that care and distribute, and the social office of every regency. */
export function orgUnits(
  units: readonly {
    readonly code: string;
    readonly name: string;
    readonly target_group: string;
    readonly regency_code: string;
  }[],
  regencies: readonly { readonly code: string; readonly name: string }[],
): readonly OrgUnitSeed[] {
  return [
    ...provincial,
    ...units.map((unit) => ({
      code: unit.code,
      name: unit.name,
      kind: 'UPTD' as const,
      targetGroup: unit.target_group,
      regencyCode: unit.regency_code,
      parent: 'DINSOS',
    })),
    ...regencies.map((regency) => ({
      code: `DINSOS-${regency.code}`,
      name: `Dinas Sosial ${regency.name}`,
      kind: 'REGENCY_OFFICE' as const,
      targetGroup: null,
      regencyCode: regency.code,
      parent: null,
    })),
  ];
}
