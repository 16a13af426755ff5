import type { Role } from '../../roles.js';
import { OFFICIAL, openStates, type Transition } from './transition.js';

/** Whoever may have business with a case, and so with its institution. */
const involved: readonly Role[] = [
  'KABKOTA_OFFICER',
  'SECRETARIAT',
  'ADMIN_VERIFIER',
  'FIELD_VERIFIER',
  'KETUA_TIM',
  'KABID',
  'SEKRETARIS_DINAS',
  'HEAD_DINSOS',
  'SUBBAG_PERENCANAAN',
  'SUBBAG_KEUANGAN',
  'PENGURUS_BARANG',
  'UPTD_OFFICER',
  'LPJ_REVIEWER',
];

/** What is done beside the main path, in many states at once (process.md 1, 2.2). */
export const besides = [
  {
    command: 'log_contact',
    from: openStates,
    to: 'SAME',
    roles: involved,
    duties: OFFICIAL,
    labelId: 'Catat kontak dengan LKS',
    labelEn: 'Log a contact',
    tone: 'side',
  },
  {
    command: 'hold',
    from: openStates,
    to: 'SAME',
    roles: ['KABID'],
    duties: OFFICIAL,
    labelId: 'Tahan usulan',
    labelEn: 'Put on hold',
    tone: 'side',
  },
  {
    command: 'resume',
    from: openStates,
    to: 'SAME',
    roles: ['KABID'],
    duties: OFFICIAL,
    labelId: 'Lanjutkan usulan',
    labelEn: 'Resume',
    tone: 'side',
  },
  {
    command: 'audit_on',
    from: openStates,
    to: 'SAME',
    roles: ['INSPECTORATE'],
    duties: ['AUDITOR'],
    labelId: 'Mulai pemeriksaan Inspektorat',
    labelEn: 'Begin an audit',
    tone: 'side',
  },
  {
    command: 'audit_off',
    from: openStates,
    to: 'SAME',
    roles: ['INSPECTORATE'],
    duties: ['AUDITOR'],
    labelId: 'Akhiri pemeriksaan Inspektorat',
    labelEn: 'End the audit',
    tone: 'side',
  },
  {
    command: 'expire',
    from: ['RETURNED'],
    to: 'EXPIRED',
    roles: ['KABID'],
    duties: OFFICIAL,
    labelId: 'Nyatakan gugur',
    labelEn: 'Let it expire',
    tone: 'stop',
  },
] as const satisfies readonly Transition[];
