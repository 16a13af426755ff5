import type { Duty, Role } from '../roles.js';
import type { ProposalState } from './states.js';

/**
 * The transition table of process.md 2 as data: the one source for guards, buttons, permissions, the diagram and the tests.
 * `to` SAME keeps the state, BACK returns to the state that sent the case back.
 */
export interface Transition {
  readonly command: string;
  readonly from: readonly ProposalState[];
  readonly to: ProposalState | 'SAME' | 'BACK';
  /** Roles that may give the command; for record_external these are the recorders. */
  readonly roles: readonly Role[] | 'SYSTEM';
  readonly duties: readonly Duty[];
  /** Roles that may confirm as the second person; the entry stays pending until then. */
  readonly second?: readonly Role[];
  /** The body that decided, where an official records its document (process.md 2, *). */
  readonly external?: 'TAPD' | 'GOVERNOR';
  readonly labelId: string;
  readonly labelEn: string;
  /** Buttons of the same state stand in this order of weight. */
  readonly tone: 'go' | 'back' | 'stop';
}

const LKS: readonly Role[] = ['LKS_OPERATOR', 'LKS_CHAIR'];
const OFFICIAL: readonly Duty[] = ['OFFICIAL'];

export const transitions = [
  {
    command: 'submit',
    from: ['DRAFT'],
    to: 'SUBMITTED',
    roles: LKS,
    duties: ['LKS'],
    labelId: 'Kirim usulan',
    labelEn: 'Submit proposal',
    tone: 'go',
  },
  {
    command: 'close_window',
    from: ['DRAFT'],
    to: 'EXPIRED',
    roles: 'SYSTEM',
    duties: [],
    labelId: 'Masa usulan berakhir',
    labelEn: 'Window closed',
    tone: 'stop',
  },
  {
    command: 'register',
    from: ['SUBMITTED'],
    to: 'REGISTERED',
    roles: ['SECRETARIAT'],
    duties: OFFICIAL,
    labelId: 'Agendakan',
    labelEn: 'Register',
    tone: 'go',
  },
  {
    command: 'start_admin',
    from: ['REGISTERED'],
    to: 'ADMIN_REVIEW',
    roles: ['ADMIN_VERIFIER'],
    duties: ['OFFICIAL', 'VERIFIER'],
    labelId: 'Mulai verifikasi administrasi',
    labelEn: 'Start administrative verification',
    tone: 'go',
  },
  {
    command: 'pass_admin',
    from: ['ADMIN_REVIEW'],
    to: 'ADMIN_VERIFIED',
    roles: ['ADMIN_VERIFIER'],
    duties: ['OFFICIAL', 'VERIFIER'],
    labelId: 'Lolos administrasi',
    labelEn: 'Pass',
    tone: 'go',
  },
  {
    command: 'return',
    from: ['ADMIN_REVIEW'],
    to: 'RETURNED',
    roles: ['ADMIN_VERIFIER', 'KABID'],
    duties: ['OFFICIAL', 'VERIFIER'],
    labelId: 'Kembalikan untuk perbaikan',
    labelEn: 'Return for repair',
    tone: 'back',
  },
  {
    command: 'return',
    from: ['FIELD_VERIFIED'],
    to: 'RETURNED',
    roles: ['KABID'],
    duties: OFFICIAL,
    labelId: 'Kembalikan untuk perbaikan',
    labelEn: 'Return for repair',
    tone: 'back',
  },
  {
    command: 'resubmit',
    from: ['RETURNED'],
    to: 'BACK',
    roles: LKS,
    duties: ['LKS'],
    labelId: 'Kirim perbaikan',
    labelEn: 'Resubmit',
    tone: 'go',
  },
  {
    command: 'assign_field',
    from: ['ADMIN_VERIFIED', 'FIELD_VERIFICATION'],
    to: 'FIELD_VERIFICATION',
    roles: ['KABID'],
    duties: OFFICIAL,
    labelId: 'Tugaskan tim lapangan',
    labelEn: 'Assign field team',
    tone: 'go',
  },
  {
    command: 'submit_field',
    from: ['FIELD_VERIFICATION'],
    to: 'FIELD_VERIFIED',
    roles: ['FIELD_VERIFIER'],
    duties: ['OFFICIAL', 'VERIFIER'],
    second: ['FIELD_VERIFIER'],
    labelId: 'Kirim hasil kunjungan',
    labelEn: 'Submit the visit',
    tone: 'go',
  },
  {
    command: 'endorse',
    from: ['FIELD_VERIFIED'],
    to: 'SAME',
    roles: ['KETUA_TIM', 'KABID', 'SEKRETARIS_DINAS'],
    duties: OFFICIAL,
    labelId: 'Paraf',
    labelEn: 'Endorse',
    tone: 'go',
  },
  {
    command: 'recommend',
    from: ['FIELD_VERIFIED'],
    to: 'RECOMMENDED',
    roles: ['HEAD_DINSOS'],
    duties: ['OFFICIAL', 'RECOMMENDER'],
    labelId: 'Rekomendasikan',
    labelEn: 'Recommend',
    tone: 'go',
  },
  {
    command: 'consider',
    from: ['RECOMMENDED'],
    to: 'CONSIDERED',
    roles: ['SUBBAG_PERENCANAAN'],
    duties: ['RECORDER'],
    second: ['SUBBAG_PERENCANAAN', 'SEKRETARIS_DINAS'],
    external: 'TAPD',
    labelId: 'Catat pertimbangan TAPD',
    labelEn: 'Record the consideration',
    tone: 'go',
  },
  {
    command: 'link_budget',
    from: ['CONSIDERED'],
    to: 'BUDGETED',
    roles: ['SUBBAG_PERENCANAAN'],
    duties: OFFICIAL,
    labelId: 'Kaitkan dengan DPA',
    labelEn: 'Link to the budget',
    tone: 'go',
  },
  {
    command: 'include',
    from: ['BUDGETED'],
    to: 'SAME',
    roles: ['SECRETARIAT'],
    duties: OFFICIAL,
    labelId: 'Masukkan ke Keputusan',
    labelEn: 'Include in a decree',
    tone: 'go',
  },
  {
    command: 'exclude',
    from: ['BUDGETED'],
    to: 'SAME',
    roles: ['SECRETARIAT'],
    duties: OFFICIAL,
    labelId: 'Keluarkan dari Keputusan',
    labelEn: 'Exclude from the decree',
    tone: 'back',
  },
  {
    command: 'decree',
    from: ['BUDGETED'],
    to: 'DECREED',
    roles: 'SYSTEM',
    duties: [],
    external: 'GOVERNOR',
    labelId: 'Ditetapkan',
    labelEn: 'Decreed',
    tone: 'go',
  },
  {
    command: 'set_list',
    from: ['DECREED', 'PACT_SIGNED'],
    to: 'SAME',
    roles: ['HEAD_DINSOS'],
    duties: OFFICIAL,
    labelId: 'Tetapkan Daftar Penerima Manfaat',
    labelEn: 'Set the list of persons',
    tone: 'go',
  },
  {
    command: 'sign_pact',
    from: ['DECREED'],
    to: 'PACT_SIGNED',
    roles: LKS,
    duties: ['LKS'],
    second: ['SECRETARIAT'],
    labelId: 'Kirim pakta bertanda tangan',
    labelEn: 'Send the signed pact',
    tone: 'go',
  },
  {
    command: 'start_delivery',
    from: ['PACT_SIGNED', 'IN_DELIVERY'],
    to: 'IN_DELIVERY',
    roles: 'SYSTEM',
    duties: [],
    labelId: 'Penyaluran dimulai',
    labelEn: 'Delivery started',
    tone: 'go',
  },
  {
    command: 'confirm_receipt',
    from: ['IN_DELIVERY'],
    to: 'SAME',
    roles: LKS,
    duties: ['LKS'],
    labelId: 'Konfirmasi penerimaan',
    labelEn: 'Confirm receipt',
    tone: 'go',
  },
  {
    command: 'finalise_lines',
    from: ['IN_DELIVERY'],
    to: 'REPORT_DUE',
    roles: 'SYSTEM',
    duties: [],
    labelId: 'Semua baris final',
    labelEn: 'All lines final',
    tone: 'go',
  },
  {
    command: 'submit_report',
    from: ['REPORT_DUE', 'REPORT_RETURNED'],
    to: 'REPORT_REVIEW',
    roles: LKS,
    duties: ['LKS'],
    labelId: 'Kirim LPJ',
    labelEn: 'Submit the report',
    tone: 'go',
  },
  {
    command: 'return_report',
    from: ['REPORT_REVIEW'],
    to: 'REPORT_RETURNED',
    roles: ['LPJ_REVIEWER'],
    duties: OFFICIAL,
    labelId: 'Kembalikan LPJ',
    labelEn: 'Return the report',
    tone: 'back',
  },
  {
    command: 'accept_report',
    from: ['REPORT_REVIEW'],
    to: 'CLOSED',
    roles: ['LPJ_REVIEWER'],
    duties: ['OFFICIAL', 'REPORT_ACCEPTOR'],
    labelId: 'Terima LPJ',
    labelEn: 'Accept the report',
    tone: 'go',
  },
  {
    command: 'reject',
    from: ['ADMIN_REVIEW'],
    to: 'REJECTED',
    roles: ['ADMIN_VERIFIER'],
    duties: ['OFFICIAL', 'VERIFIER'],
    second: ['KABID'],
    labelId: 'Tolak',
    labelEn: 'Reject',
    tone: 'stop',
  },
  {
    command: 'reject',
    from: ['SUBMITTED', 'REGISTERED', 'ADMIN_VERIFIED', 'FIELD_VERIFICATION'],
    to: 'REJECTED',
    roles: ['KABID'],
    duties: OFFICIAL,
    second: ['HEAD_DINSOS'],
    labelId: 'Tolak',
    labelEn: 'Reject',
    tone: 'stop',
  },
  {
    command: 'reject',
    from: ['FIELD_VERIFIED'],
    to: 'REJECTED',
    roles: ['HEAD_DINSOS'],
    duties: OFFICIAL,
    labelId: 'Tolak',
    labelEn: 'Reject',
    tone: 'stop',
  },
  {
    command: 'reject',
    from: ['RECOMMENDED', 'CONSIDERED'],
    to: 'REJECTED',
    roles: ['SUBBAG_PERENCANAAN'],
    duties: ['RECORDER'],
    second: ['SUBBAG_PERENCANAAN', 'SEKRETARIS_DINAS'],
    external: 'TAPD',
    labelId: 'Catat penolakan TAPD',
    labelEn: 'Record the rejection',
    tone: 'stop',
  },
  {
    command: 'reject',
    from: ['BUDGETED'],
    to: 'REJECTED',
    roles: ['SECRETARIAT'],
    duties: ['RECORDER'],
    second: ['SECRETARIAT', 'SEKRETARIS_DINAS'],
    external: 'GOVERNOR',
    labelId: 'Catat penolakan Gubernur',
    labelEn: 'Record the rejection',
    tone: 'stop',
  },
  {
    command: 'withdraw',
    from: [
      'DRAFT',
      'SUBMITTED',
      'REGISTERED',
      'ADMIN_REVIEW',
      'RETURNED',
      'ADMIN_VERIFIED',
      'FIELD_VERIFICATION',
      'FIELD_VERIFIED',
      'RECOMMENDED',
      'CONSIDERED',
      'BUDGETED',
    ],
    to: 'WITHDRAWN',
    roles: LKS,
    duties: ['LKS'],
    labelId: 'Tarik usulan',
    labelEn: 'Withdraw',
    tone: 'stop',
  },
] as const satisfies readonly Transition[];

export type StepCommand = (typeof transitions)[number]['command'];
/** What a second person says to a pending entry; valid in every state with one. */
export type SecondCommand = 'confirm' | 'refuse_pending';
export type CommandType = StepCommand | SecondCommand;

export const stepCommands: readonly StepCommand[] = [...new Set(transitions.map((row) => row.command))];
export const commandTypes: readonly CommandType[] = [...stepCommands, 'confirm', 'refuse_pending'];

export function isCommandType(text: string): text is CommandType {
  return (commandTypes as readonly string[]).includes(text);
}
export function transitionOf(state: ProposalState, command: CommandType): Transition | null {
  return (
    (transitions as readonly Transition[]).find((row) => row.command === command && row.from.includes(state)) ?? null
  );
}
export function transitionsFrom(state: ProposalState): readonly Transition[] {
  return (transitions as readonly Transition[]).filter((row) => row.from.includes(state));
}
