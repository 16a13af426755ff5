import { OFFICIAL, type Transition } from './transition.js';

/** The end of the year of decreed aid (process.md 2.2). */
export const stockYear = [
  {
    command: 'close_year',
    from: ['DECREED', 'PACT_SIGNED', 'IN_DELIVERY'],
    to: 'SAME',
    orTo: ['CANCELLED'],
    roles: ['PENGURUS_BARANG'],
    duties: OFFICIAL,
    second: ['KABID'],
    labelId: 'Tutup tahun atas sisa barang',
    labelEn: 'Close the year of the goods',
    tone: 'side',
  },
  {
    command: 'lapse_money',
    from: ['DECREED', 'PACT_SIGNED', 'IN_DELIVERY'],
    to: 'SAME',
    orTo: ['CANCELLED'],
    roles: ['SUBBAG_KEUANGAN'],
    duties: OFFICIAL,
    second: ['KABID'],
    labelId: 'Nyatakan uang tidak terealisasi',
    labelEn: 'Let the money lapse with the year',
    tone: 'stop',
  },
] as const satisfies readonly Transition[];
