import type { MailTemplate } from './mail-params.js';
import type { TemplateWords } from './mail-words.js';

/** What is told of an institution itself. */
export const institutionMailsId = {
  institution_step_waits: {
    subject: 'Perubahan status LKS menunggu orang kedua',
    says: 'Petugas lain mengusulkan perubahan status LKS berikut. Status baru berlaku setelah Anda atau pejabat lain yang berwenang menyetujuinya.',
    action: 'Buka LKS',
  },
  institution_status_changed: {
    subject: 'Status LKS berubah',
    says: 'Status lembaga Anda di Salur berubah. Surat dan alasannya tercatat dalam riwayat lembaga.',
    action: 'Buka Profil LKS',
  },
} as const satisfies Partial<Record<MailTemplate, TemplateWords>>;
