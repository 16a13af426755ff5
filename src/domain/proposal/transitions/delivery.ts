import { LKS, OFFICIAL, type Transition } from './transition.js';

export const delivery = [
  {
    command: 'allow_goods_exception',
    from: ['DECREED', 'PACT_SIGNED', 'IN_DELIVERY'],
    to: 'SAME',
    roles: ['HEAD_DINSOS'],
    duties: OFFICIAL,
    labelId: 'Izinkan barang lewat UPTD',
    labelEn: 'Let the goods go through a provincial unit',
    tone: 'side',
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
] as const satisfies readonly Transition[];
