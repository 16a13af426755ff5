import type { MailTemplate } from './mail-params.js';
import type { TemplateWords } from './mail-words.js';

/** What is told of cases and lines that stand still. */
export const overlayMailsId = {
  held_lines_changed: {
    subject: 'Baris bantuan ditahan atau dilepaskan',
    says: 'Sebagian baris bantuan lembaga Anda ditahan atau dilepaskan; baris lain berjalan terus. Barisnya dan alasannya dapat dilihat di Salur.',
    action: 'Lihat penerima',
  },
  case_held: {
    subject: 'Usulan ditahan',
    says: 'Usulan lembaga Anda ditahan sementara. Tenggat hari kerja berhenti sampai usulan dilanjutkan; tanggal yang ditetapkan aturan tetap berjalan.',
    action: 'Lihat usulan',
  },
  case_resumed: {
    subject: 'Usulan dilanjutkan',
    says: 'Usulan lembaga Anda diproses lagi. Tenggat berjalan dengan sisa hari kerja yang sama.',
    action: 'Lihat usulan',
  },
  audit_started: {
    subject: 'Usulan sedang diperiksa',
    says: 'Usulan lembaga Anda sedang diperiksa Inspektorat. Tenggat hari kerja berhenti selama pemeriksaan; tanggal yang ditetapkan aturan tetap berjalan.',
    action: 'Lihat usulan',
  },
  audit_ended: {
    subject: 'Pemeriksaan selesai',
    says: 'Pemeriksaan Inspektorat atas usulan lembaga Anda sudah diakhiri. Usulan diproses lagi.',
    action: 'Lihat usulan',
  },
  held_long: {
    subject: 'Usulan lama ditahan',
    says: 'Usulan berikut sudah lama ditahan. Mohon diperiksa apakah masih ada alasannya.',
    action: 'Buka usulan',
  },
} as const satisfies Partial<Record<MailTemplate, TemplateWords>>;
