import { LKS, type Transition } from './transition.js';

export const delivery = [
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
] as const satisfies readonly Transition[];
