/** Roles of process.md 3 that log in. The bodies marked * there (TAPD, Governor …) act through a recorder and a second person. */
export const roles = {
  LKS_OPERATOR: { labelId: 'Operator LKS', labelEn: 'Institution operator' },
  LKS_CHAIR: { labelId: 'Ketua LKS', labelEn: 'Institution chair' },
  KABKOTA_OFFICER: { labelId: 'Petugas Dinsos Kab/Kota', labelEn: 'Regency social office' },
  SECRETARIAT: { labelId: 'Sekretariat Biro Kesra', labelEn: 'Secretariat' },
  ADMIN_VERIFIER: { labelId: 'Verifikator Administrasi', labelEn: 'Administrative verifier' },
  FIELD_VERIFIER: { labelId: 'Petugas Verifikasi Lapangan', labelEn: 'Field verifier' },
  KETUA_TIM: { labelId: 'Ketua Tim Verifikasi', labelEn: 'Head of the verification team' },
  KABID: { labelId: 'Kepala Bidang', labelEn: 'Head of division' },
  SEKRETARIS_DINAS: { labelId: 'Sekretaris Dinas', labelEn: 'Secretary of the office' },
  HEAD_DINSOS: { labelId: 'Kepala Dinas Sosial', labelEn: 'Head of the social office' },
  SUBBAG_PERENCANAAN: { labelId: 'Subbag Perencanaan', labelEn: 'Planning section' },
  SUBBAG_KEUANGAN: { labelId: 'Subbag Keuangan', labelEn: 'Finance section' },
  PENGURUS_BARANG: { labelId: 'Pengurus Barang', labelEn: 'Goods keeper' },
  UPTD_OFFICER: { labelId: 'Petugas UPTD', labelEn: 'Provincial unit officer' },
  LPJ_REVIEWER: { labelId: 'Pemeriksa LPJ', labelEn: 'Report reviewer' },
  APPEAL_REVIEWER: { labelId: 'Peninjau Keberatan', labelEn: 'Appeal reviewer' },
  INSPECTORATE: { labelId: 'Inspektorat', labelEn: 'Inspectorate' },
  BPK_AUDITOR: { labelId: 'Auditor BPK', labelEn: 'External auditor' },
  DPO: { labelId: 'Pejabat Pelindungan Data Pribadi', labelEn: 'Data protection officer' },
  ADMIN: { labelId: 'Administrator Sistem', labelEn: 'System administrator' },
} as const satisfies Record<string, { labelId: string; labelEn: string }>;

export type Role = keyof typeof roles;

export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text);
}
/** Keep system and personal data in order and have no power in any case (process.md 3). */
const rolesWithoutBusiness: readonly string[] = ['ADMIN', 'DPO'] satisfies readonly Role[];
export function hasBusiness(held: readonly string[]): boolean {
  return held.some((role) => !rolesWithoutBusiness.includes(role));
}
export const institutionRoles: readonly Role[] = ['LKS_OPERATOR', 'LKS_CHAIR'];

/** One step up the organisation, for escalation of an overdue task (process.md 8). */
export const superiorOf: Readonly<Partial<Record<Role, Role>>> = {
  LKS_OPERATOR: 'KABKOTA_OFFICER',
  LKS_CHAIR: 'KABKOTA_OFFICER',
  SECRETARIAT: 'SEKRETARIS_DINAS',
  ADMIN_VERIFIER: 'KETUA_TIM',
  FIELD_VERIFIER: 'KETUA_TIM',
  KETUA_TIM: 'KABID',
  KABID: 'SEKRETARIS_DINAS',
  SEKRETARIS_DINAS: 'HEAD_DINSOS',
  SUBBAG_PERENCANAAN: 'SEKRETARIS_DINAS',
  SUBBAG_KEUANGAN: 'SEKRETARIS_DINAS',
  PENGURUS_BARANG: 'KABID',
  UPTD_OFFICER: 'KABID',
  LPJ_REVIEWER: 'KABID',
  APPEAL_REVIEWER: 'HEAD_DINSOS',
};

/** What one person did in a case; the pairs below may not meet in one person (process.md 3). */
export type Duty =
  | 'LKS'
  | 'ASSISTED_INTAKE'
  | 'OFFICIAL'
  | 'VERIFIER'
  | 'RECOMMENDER'
  | 'REPORT_ACCEPTOR'
  | 'RECORDER'
  | 'AUDITOR'
  | 'APPEAL_REVIEWER';

export const forbiddenPairs: readonly (readonly [Duty, Duty])[] = [
  ['LKS', 'OFFICIAL'],
  ['LKS', 'RECORDER'],
  ['ASSISTED_INTAKE', 'OFFICIAL'],
  ['ASSISTED_INTAKE', 'RECORDER'],
  ['VERIFIER', 'RECOMMENDER'],
  ['VERIFIER', 'REPORT_ACCEPTOR'],
  ['AUDITOR', 'LKS'],
  ['AUDITOR', 'ASSISTED_INTAKE'],
  ['AUDITOR', 'OFFICIAL'],
  ['AUDITOR', 'RECORDER'],
  // whoever took part, on whichever side; every official act is one of these two
  ['APPEAL_REVIEWER', 'LKS'],
  ['APPEAL_REVIEWER', 'ASSISTED_INTAKE'],
  ['APPEAL_REVIEWER', 'OFFICIAL'],
  ['APPEAL_REVIEWER', 'RECORDER'],
  ['APPEAL_REVIEWER', 'AUDITOR'],
];

/** The first pair that `adding` would complete with what the person already did, or null. */
export function forbiddenPairWith(held: readonly string[], adding: readonly Duty[]): readonly [Duty, Duty] | null {
  for (const pair of forbiddenPairs) {
    const [left, right] = pair;
    const completes = (duty: Duty, other: Duty): boolean =>
      adding.includes(duty) && (held.includes(other) || adding.includes(other));
    if (completes(left, right) || completes(right, left)) return pair;
  }
  return null;
}
