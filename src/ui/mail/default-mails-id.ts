import type { DefaultMails } from './mail-words.js';

/** What is said of a report that does not come, and of what is owed then (process.md 2.2, 5). */
export const defaultMailsId: DefaultMails = {
  report_defaulted: {
    subject: 'LPJ menunggak',
    says: 'Laporan pertanggungjawaban lembaga Anda menunggak. Laporan masih dapat dikirim; bila tidak, bantuan diminta kembali dan lembaga tidak dapat mengusulkan lagi.',
    action: 'Susun laporan',
  },
  inform_inspectorate: {
    subject: 'LPJ menunggak: usul memberi tahu Inspektorat',
    says: 'Laporan pertanggungjawaban usulan berikut menunggak. Kami mengusulkan agar Inspektorat diberi tahu.',
    action: 'Buka usulan',
  },
  default_closed: {
    subject: 'Usulan ditutup dengan pengembalian',
    says: 'Usulan lembaga Anda ditutup tanpa laporan pertanggungjawaban. Selama pengembalian belum lunas, lembaga tidak dapat mengusulkan lagi.',
    action: 'Lihat usulan',
  },
  clawback_overdue: {
    subject: 'Setoran terlambat',
    says: 'Hari terakhir untuk menyetor kewajiban lembaga Anda sudah lewat dan setoran belum tercatat. Setorkan sekarang; sebelum setoran diperiksa, lembaga tidak dapat mengusulkan lagi.',
    action: 'Buka usulan',
  },
};
