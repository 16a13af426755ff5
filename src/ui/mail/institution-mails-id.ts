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
  institution_file_sent: {
    subject: 'Berkas LKS menunggu pemeriksaan',
    says: 'LKS berikut mengirim berkas pendaftarannya. Mohon setiap dokumen diperiksa, lalu LKS didaftarkan.',
    action: 'Periksa berkas',
  },
  institution_document_invalid: {
    subject: 'Dokumen LKS perlu diperbaiki',
    says: 'Sekretariat memeriksa berkas lembaga Anda; dokumen berikut tidak sah. Unggah yang benar lalu kirim lagi.',
    action: 'Buka Profil LKS',
  },
  institution_expiring: {
    subject: 'Dokumen LKS akan habis masa berlakunya',
    says: 'Masa berlaku dokumen berikut hampir habis. Tanpa tanda daftar yang berlaku, usulan tidak dapat diajukan dan tidak dapat masuk keputusan.',
    action: 'Perbarui dokumen',
  },
  sign_up: {
    subject: 'Konfirmasi pendaftaran LKS',
    says: 'Lembaga berikut didaftarkan di Salur dengan alamat surel ini. Buka tautan untuk membuat kata sandi dan melengkapi berkas lembaga.',
    action: 'Lanjutkan pendaftaran',
  },
  sign_up_known: {
    subject: 'Akun Anda sudah ada',
    says: 'Seseorang mendaftarkan lembaga berikut dengan alamat surel ini, yang sudah mempunyai akun di Salur. Masuklah dengan akun itu; bila lupa kata sandi, hubungi administrator.',
    action: 'Masuk',
  },
  institution_account_waits: {
    subject: 'Rekening LKS menunggu pemeriksaan',
    says: 'LKS berikut mengusulkan rekening bank. Mohon dicocokkan dengan foto buku tabungan; orang lain mengesahkannya.',
    action: 'Periksa rekening',
  },
  institution_account_in_force: {
    subject: 'Rekening LKS berlaku',
    says: 'Rekening yang diusulkan lembaga Anda sudah diperiksa dan disahkan dua orang petugas, dan kini berlaku. Jika lembaga Anda tidak mengusulkannya, hubungi Subbag Keuangan sekarang juga.',
    action: 'Lihat rekening',
  },
  institution_account_refused: {
    subject: 'Rekening LKS tidak diterima',
    says: 'Rekening yang diusulkan lembaga Anda tidak diterima. Rekening sebelumnya, bila ada, tetap berlaku.',
    action: 'Lihat rekening',
  },
} as const satisfies Partial<Record<MailTemplate, TemplateWords>>;
