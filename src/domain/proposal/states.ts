/** States of a proposal that exist in this release (process.md 1): label, who is waited for, public step. */
export const proposalStates = {
  DRAFT: { labelId: 'Draf', labelEn: 'Draft', waitsFor: ['LKS_OPERATOR'], publicStep: 0 },
  SUBMITTED: { labelId: 'Diajukan', labelEn: 'Submitted', waitsFor: ['SECRETARIAT'], publicStep: 1 },
  REGISTERED: { labelId: 'Sudah Diagendakan', labelEn: 'Registered', waitsFor: ['ADMIN_VERIFIER'], publicStep: 1 },
  ADMIN_REVIEW: {
    labelId: 'Verifikasi Administrasi',
    labelEn: 'Administrative verification',
    waitsFor: ['ADMIN_VERIFIER'],
    publicStep: 2,
  },
  RETURNED: {
    labelId: 'Dikembalikan untuk Perbaikan',
    labelEn: 'Returned for repair',
    waitsFor: ['LKS_OPERATOR'],
    publicStep: 2,
  },
  ADMIN_VERIFIED: {
    labelId: 'Lolos Verifikasi Administrasi',
    labelEn: 'Passed administrative verification',
    waitsFor: ['KABID'],
    publicStep: 2,
  },
  FIELD_VERIFICATION: {
    labelId: 'Verifikasi Lapangan',
    labelEn: 'Field verification',
    waitsFor: ['FIELD_VERIFIER'],
    publicStep: 2,
  },
  FIELD_VERIFIED: {
    labelId: 'Selesai Verifikasi Lapangan',
    labelEn: 'Field verification done',
    waitsFor: ['KETUA_TIM', 'KABID', 'SEKRETARIS_DINAS', 'HEAD_DINSOS'],
    publicStep: 3,
  },
  RECOMMENDED: { labelId: 'Direkomendasikan', labelEn: 'Recommended', waitsFor: ['SUBBAG_PERENCANAAN'], publicStep: 4 },
  CONSIDERED: {
    labelId: 'Selesai Pertimbangan TAPD',
    labelEn: 'Considered by the budget team',
    waitsFor: ['SUBBAG_PERENCANAAN'],
    publicStep: 4,
  },
  WAITLISTED: {
    labelId: 'Daftar Tunggu',
    labelEn: 'Waiting list',
    waitsFor: ['SUBBAG_PERENCANAAN'],
    publicStep: 4,
  },
  BUDGETED: {
    labelId: 'Tercantum dalam DPA',
    labelEn: 'In the budget document',
    waitsFor: ['SECRETARIAT'],
    publicStep: 5,
  },
  DECREED: {
    labelId: 'Ditetapkan (Keputusan Gubernur)',
    labelEn: 'Decreed by the Governor',
    waitsFor: ['LKS_CHAIR'],
    publicStep: 5,
  },
  PACT_SIGNED: {
    labelId: 'Pakta Integritas Ditandatangani',
    labelEn: 'Integrity pact signed',
    waitsFor: ['PENGURUS_BARANG'],
    publicStep: 5,
  },
  IN_DELIVERY: {
    labelId: 'Penyaluran',
    labelEn: 'In delivery',
    waitsFor: ['UPTD_OFFICER', 'LKS_OPERATOR'],
    publicStep: 6,
  },
  REPORT_DUE: {
    labelId: 'Sudah Disalurkan · Menunggu LPJ',
    labelEn: 'Delivered · report due',
    waitsFor: ['LKS_OPERATOR'],
    publicStep: 7,
  },
  REPORT_REVIEW: {
    labelId: 'LPJ Diperiksa',
    labelEn: 'Report under review',
    waitsFor: ['LPJ_REVIEWER'],
    publicStep: 7,
  },
  REPORT_RETURNED: {
    labelId: 'LPJ Dikembalikan',
    labelEn: 'Report returned',
    waitsFor: ['LKS_OPERATOR'],
    publicStep: 7,
  },
  DEFAULTED: {
    labelId: 'LPJ Menunggak',
    labelEn: 'Report in default',
    waitsFor: ['LKS_OPERATOR', 'HEAD_DINSOS'],
    publicStep: 7,
  },
  REJECTED: { labelId: 'Ditolak', labelEn: 'Rejected', waitsFor: ['LKS_OPERATOR'], publicStep: 0 },
  APPEAL_REVIEW: {
    labelId: 'Keberatan Diperiksa',
    labelEn: 'Appeal under review',
    waitsFor: ['SEKRETARIS_DINAS', 'APPEAL_REVIEWER'],
    publicStep: 0,
  },
  REJECTED_FINAL: { labelId: 'Ditolak (final)', labelEn: 'Rejected (final)', waitsFor: [], publicStep: 0 },
  CLOSED: { labelId: 'Selesai', labelEn: 'Closed', waitsFor: [], publicStep: 8 },
  CANCELLED: { labelId: 'Dibatalkan', labelEn: 'Cancelled', waitsFor: [], publicStep: 0 },
  WITHDRAWN: { labelId: 'Ditarik', labelEn: 'Withdrawn', waitsFor: [], publicStep: 0 },
  EXPIRED: { labelId: 'Gugur', labelEn: 'Expired', waitsFor: [], publicStep: 0 },
} as const satisfies Record<
  string,
  { labelId: string; labelEn: string; waitsFor: readonly string[]; publicStep: number }
>;

export type ProposalState = keyof typeof proposalStates;

/** A case in one of these never moves again (I9). */
export const terminalStates: readonly ProposalState[] = [
  'CLOSED',
  'REJECTED_FINAL',
  'WITHDRAWN',
  'EXPIRED',
  'CANCELLED',
];
/**
 * Ended without aid: such a case holds no place, claim or money any more, and the institution may propose anew. Named as the
 * record may hold them, also those that only a later release reaches.
 */
export const givenUpStates: readonly string[] = ['REJECTED', 'REJECTED_FINAL', 'WITHDRAWN', 'EXPIRED', 'CANCELLED'];
/** Neither money nor the needs of persons are kept for a case here: whoever comes back from it takes them anew. */
export const holdsNothing: readonly string[] = [...givenUpStates, 'WAITLISTED', 'APPEAL_REVIEW'];
/** The institution may edit its working copies only here. */
export const editableStates: readonly ProposalState[] = ['DRAFT', 'RETURNED'];

/** Urgent aid is approved and not closed: what it was let off until later may come. */
export const completionStates: readonly ProposalState[] = [
  'DECREED',
  'IN_DELIVERY',
  'REPORT_DUE',
  'REPORT_REVIEW',
  'REPORT_RETURNED',
  'DEFAULTED',
];

export function isProposalState(text: string): text is ProposalState {
  return Object.hasOwn(proposalStates, text);
}
export function isTerminal(state: ProposalState): boolean {
  return terminalStates.includes(state);
}
