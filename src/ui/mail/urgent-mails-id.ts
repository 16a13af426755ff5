import type { UrgentMails } from './mail-words.js';

/** What is said of urgent aid and its papers (process.md 2.3). */
export const urgentMailsId: UrgentMails = {
  urgent_approved: {
    subject: 'Bantuan mendesak disetujui',
    says: 'Gubernur menyetujui bantuan mendesak untuk usulan lembaga Anda dan barang dapat diberangkatkan. Unggah dokumen yang belum ada dan kirim pakta integritas bertanda tangan dalam waktu yang tertulis pada usulan.',
    action: 'Lengkapi usulan',
  },
  completeness_due: {
    subject: 'Kelengkapan segera jatuh tempo',
    says: 'Dokumen atau pakta integritas untuk bantuan mendesak lembaga Anda belum lengkap dan batas waktunya segera tiba.',
    action: 'Lengkapi usulan',
  },
  completeness_overdue: {
    subject: 'Kelengkapan belum dipenuhi',
    says: 'Dokumen atau pakta integritas untuk bantuan mendesak lembaga Anda belum lengkap dan waktunya telah lewat. Lengkapi segera: laporan pertanggungjawaban tidak dapat diterima sebelumnya.',
    action: 'Lengkapi usulan',
  },
  completeness_missing: {
    subject: 'Kelengkapan bantuan mendesak belum dipenuhi',
    says: 'Lembaga ini belum melengkapi dokumen atau pakta integritas bantuan mendesak sampai batas waktunya. Hubungi lembaganya dan catat kontaknya di Salur.',
    action: 'Buka dan catat kontak',
  },
};
