import type { Role } from '../../domain/roles.js';

/** People of the demonstration: one in every role, two where a second person must confirm; every name says that it is invented. */
export interface DemoPerson {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  /** Code of the office or unit. */
  readonly unit: string | null;
  readonly regencyCode: string | null;
  /** Code of the demonstration's institution. */
  readonly institution: string | null;
}

interface Post {
  readonly role: Role;
  readonly address: string;
  readonly title: string;
  readonly unit: string | null;
  readonly people: 1 | 2;
}

const posts: readonly Post[] = [
  { role: 'SECRETARIAT', address: 'sekretariat', title: 'Sekretariat', unit: 'BIRO-KESRA', people: 2 },
  { role: 'ADMIN_VERIFIER', address: 'verifikator', title: 'Verifikator', unit: 'DINSOS-VERIFIKASI', people: 1 },
  { role: 'FIELD_VERIFIER', address: 'lapangan', title: 'Petugas Lapangan', unit: 'DINSOS-VERIFIKASI', people: 2 },
  { role: 'KETUA_TIM', address: 'ketua-tim', title: 'Ketua Tim', unit: 'DINSOS-VERIFIKASI', people: 1 },
  { role: 'KABID', address: 'kabid', title: 'Kepala Bidang', unit: 'DINSOS-REHSOS', people: 1 },
  { role: 'SEKRETARIS_DINAS', address: 'sekretaris', title: 'Sekretaris Dinas', unit: 'DINSOS-SEKRETARIAT', people: 1 },
  { role: 'HEAD_DINSOS', address: 'kepala-dinas', title: 'Kepala Dinas', unit: 'DINSOS', people: 1 },
  {
    role: 'SUBBAG_PERENCANAAN',
    address: 'perencanaan',
    title: 'Subbag Perencanaan',
    unit: 'DINSOS-PERENCANAAN',
    people: 2,
  },
  { role: 'SUBBAG_KEUANGAN', address: 'keuangan', title: 'Subbag Keuangan', unit: 'DINSOS-KEUANGAN', people: 1 },
  { role: 'PENGURUS_BARANG', address: 'barang', title: 'Pengurus Barang', unit: 'DINSOS-BARANG', people: 1 },
  { role: 'LPJ_REVIEWER', address: 'lpj', title: 'Pemeriksa LPJ', unit: 'DINSOS-REHSOS', people: 1 },
  { role: 'APPEAL_REVIEWER', address: 'keberatan', title: 'Peninjau Keberatan', unit: 'DINSOS-SEKRETARIAT', people: 1 },
  { role: 'INSPECTORATE', address: 'inspektorat', title: 'Inspektorat', unit: 'INSPEKTORAT', people: 1 },
  { role: 'BPK_AUDITOR', address: 'auditor', title: 'Auditor', unit: null, people: 1 },
  { role: 'DPO', address: 'pelindung-data', title: 'Pelindung Data', unit: null, people: 1 },
  { role: 'ADMIN', address: 'admin', title: 'Administrator', unit: null, people: 1 },
];

const DOMAIN = 'salur.invalid';

/** `units` are the provincial units that distribute, `institutions` the demonstration's own. */
export function demoPeople(
  units: readonly { readonly code: string; readonly name: string }[],
  institutions: readonly { readonly code: string; readonly regency: string }[],
  regencyCode: string,
): readonly DemoPerson[] {
  const none = { unit: null, regencyCode: null, institution: null };
  return [
    ...posts.flatMap(({ role, address, title, unit, people }) =>
      Array.from({ length: people }, (_, index): DemoPerson => {
        const number = people === 1 ? '' : String(index + 1);
        return {
          ...none,
          role,
          unit,
          name: `Peraga ${title}${number === '' ? '' : ` ${number}`}`,
          email: `${address}${number}@${DOMAIN}`,
        };
      }),
    ),
    ...units.map((unit): DemoPerson => ({
      ...none,
      role: 'UPTD_OFFICER',
      unit: unit.code,
      name: `Peraga Petugas ${unit.code}`,
      email: `uptd-${unit.code.toLowerCase()}@${DOMAIN}`,
    })),
    {
      ...none,
      role: 'KABKOTA_OFFICER',
      unit: `DINSOS-${regencyCode}`,
      regencyCode,
      name: 'Peraga Petugas Kab/Kota',
      email: `kabkota@${DOMAIN}`,
    },
    ...institutions.flatMap(({ code, regency }, index): DemoPerson[] => {
      const person = (role: Role, title: string, address: string): DemoPerson => ({
        ...none,
        role,
        institution: code,
        name: `Peraga ${title} LKS ${regency}`,
        email: `${address}${index + 1}@${DOMAIN}`,
      });
      return [person('LKS_OPERATOR', 'Operator', 'lks'), person('LKS_CHAIR', 'Ketua', 'ketua-lks')];
    }),
  ];
}
