import type { AccountAnswer, AccountState } from '../../../domain/institution/account.js';
import type { FlagSign } from '../../../domain/institution/flags.js';
import type { MovementKind } from '../../../domain/institution/register.js';
import type { InstitutionStep } from '../../../domain/institution/life.js';
import { longDate } from '../../../domain/time/long-date.js';
import { nameIn } from '../details.js';
import { noteText, type Note } from '../notes.js';
import { institutionKinds } from './file-fields.js';
import { documents } from './names.js';

const steps: Record<InstitutionStep, string> = {
  register: 'Daftarkan LKS',
  activate: 'Aktifkan LKS',
  suspend: 'Tangguhkan LKS',
  resume: 'Cabut penangguhan',
  blacklist: 'Masukkan daftar hitam',
  close: 'Tutup LKS',
};
const did: Record<string, string> = {
  register: 'mendaftarkan LKS',
  activate: 'mengaktifkan LKS',
  suspend: 'menangguhkan LKS',
  resume: 'mencabut penangguhan LKS',
  blacklist: 'memasukkan LKS ke daftar hitam',
  close: 'menutup LKS',
};

function stepOf(n: Note): string {
  return nameIn(did, noteText(n, 'step'));
}
function paper(n: Note): string {
  const number = noteText(n, 'documentNumber');
  return number === '' ? '' : `, surat Nomor ${number} tanggal ${longDate(noteText(n, 'documentDate'), 'id')}`;
}
function why(n: Note): string {
  const reason = noteText(n, 'reason');
  return reason === '' ? '.' : `: “${reason}”`;
}

const signs: Record<FlagSign, string> = {
  SAME_NPWP: 'NPWP sama',
  SAME_DEED: 'Akta sama',
  SAME_ACCOUNT: 'Rekening sama',
  SAME_CHAIR: 'NIK ketua sama',
  SAME_PLACE: 'Lokasi kurang dari 30 meter',
  ACCOUNT_NAME: 'Rekening bukan atas nama LKS',
  OVER_BEDS: 'Penghuni melebihi tempat tidur',
};

/** The history of an institution. */
export const lifeHistory: Record<string, (note: Note) => string> = {
  account_proposed: (n) => `mengusulkan rekening ${noteText(n, 'bank')}.`,
  account_checked: () => 'memeriksa rekening: cocok dengan buku tabungan.',
  account_confirmed: () => 'mengesahkan rekening; rekening itu berlaku.',
  account_refused: (n) => `tidak menerima rekening: “${noteText(n, 'words')}”`,
  flag_resolved: (n) => `menutup tanda “${nameIn(signs, noteText(n, 'sign'))}”: “${noteText(n, 'words')}”`,
  file_saved: () => 'menyimpan isian berkas LKS.',
  file_sent: () => 'mengirim berkas LKS untuk diperiksa.',
  document_valid: (n) => `menyatakan ${nameIn(documents, noteText(n, 'code'))} sah.`,
  document_invalid: (n) => `menyatakan ${nameIn(documents, noteText(n, 'code'))} tidak sah: “${noteText(n, 'words')}”`,
  institution_created: () => 'mencatat LKS.',
  document_attached: (n) =>
    noteText(n, 'code') === ''
      ? 'menyimpan dokumen LKS.'
      : `menyimpan ${nameIn(documents, noteText(n, 'code'))}, versi ${noteText(n, 'version')}.`,
  institution_stepped: (n) =>
    `${stepOf(n)}${paper(n)}${why(n)}${noteText(n, 'confirmedBy') === '' ? '' : ` Disetujui oleh ${noteText(n, 'confirmedBy')}.`}`,
  institution_step_proposed: (n) => `mengusulkan untuk ${stepOf(n)}${paper(n)}${why(n)}`,
  institution_step_refused: (n) =>
    `tidak menyetujui usulan ${noteText(n, 'enteredBy')} untuk ${stepOf(n)}: “${noteText(n, 'words')}”`,
};

/** What an institution says of itself, and how it comes in. */
const file = {
  title: 'Isian berkas',
  lead: 'Isi sesuai akta dan tanda daftar. Boleh disimpan sebelum lengkap; dikirim setelah semua terisi dan dokumen diunggah.',
  kept: 'Sudah tersimpan; kosongkan bila tidak berubah.',
  groupHint: 'Diisi hanya bila kelompok sasaran di luar jenis LKS.',
  placeHint: 'Derajat desimal, misalnya -0.5022. Boleh kosong.',
  villageHint: 'Kode Kemendagri, misalnya 64.72.01.1001.',
  printedHint: 'Tanggal yang tercetak pada sertifikat.',
  expected: (date: string) => `Menurut aturannya sampai ${date}; yang tercetak yang berlaku. Mohon diperiksa.`,
  save: 'Simpan isian',
  saved: 'Isian tersimpan.',
  send: 'Kirim berkas',
  sentDone: 'Berkas terkirim ke Sekretariat.',
  sent: 'Berkas sudah dikirim dan sedang diperiksa Sekretariat.',
  lacking: 'Belum lengkap:',
  changed: 'Isian yang sudah diperiksa diubah oleh Sekretariat berdasarkan surat LKS.',
  legalForms: {
    FOUNDATION: 'Yayasan berbadan hukum',
    ASSOCIATION: 'Perkumpulan berbadan hukum',
    NO_LEGAL_ENTITY: 'Tidak berbadan hukum',
  },
  regimes: { PERMENSOS_17_2012: 'Permensos 17/2012', PERMENSOS_8_2025: 'Permensos 8/2025' } as Record<string, string>,
  valid: 'Sah',
  invalid: 'Tidak sah',
  checked: 'Hasil pemeriksaan tersimpan.',
  invalidBecause: (reason: string) => `tidak sah: ${reason}`,
};
const account = {
  title: 'Rekening bank',
  none: 'Belum ada rekening.',
  propose: 'Usulkan rekening',
  lead: 'Rekening atas nama LKS. Berlaku setelah diperiksa Subbag Keuangan dan disahkan orang lain.',
  proposed: 'Rekening diusulkan; menunggu pemeriksaan Subbag Keuangan.',
  answered: 'Jawaban tersimpan.',
  heldBy: (name: string) => `atas nama ${name}`,
  because: (reason: string) => `alasan: ${reason}`,
  book: 'Buku tabungan',
  states: {
    PROPOSED: 'menunggu pemeriksaan',
    CHECKED: 'diperiksa, menunggu pengesahan orang lain',
    IN_FORCE: 'berlaku',
    REFUSED: 'tidak diterima',
    REPLACED: 'diganti',
  } as Record<AccountState, string>,
  answers: { check: 'Cocok', confirm: 'Sahkan', refuse: 'Tidak diterima' } as Record<AccountAnswer, string>,
};
/** Signs of a fictitious institution. */
const flags = {
  title: 'Tanda LKS fiktif',
  lead: 'Tanda dari data yang sama atau janggal. Tanda bukan bukti: periksa, lalu tutup dengan alasan. LKS tidak melihatnya.',
  empty: 'Tidak ada tanda.',
  open: 'Tanda terbuka',
  resolve: 'Tutup tanda',
  resolved: 'Tanda ditutup dengan alasan.',
  head: { sign: 'Tanda', institution: 'LKS', with: 'Dengan', since: 'Sejak', state: 'Keadaan' },
  residents: (residents: number, beds: number) => `${residents} penghuni, ${beds} tempat tidur`,
  closedBy: (name: string, reason: string) => `ditutup oleh ${name}: ${reason}`,
  signs,
};
const register = {
  title: 'Buku induk klien',
  lead: 'Catat siapa yang masuk lagi, keluar, kembali ke keluarga, pindah atau meninggal. Yang sudah keluar tidak dapat masuk daftar.',
  present: (count: number) => `${count} klien ada saat ini.`,
  noChange: 'Tidak ada perubahan bulan ini',
  confirmed: (month: string) => `Buku induk ${month} sudah dinyatakan benar.`,
  confirmedNow: 'Buku induk bulan ini dinyatakan benar.',
  empty: 'Belum ada klien yang cocok.',
  state: 'Keadaan',
  move: 'Catat perubahan',
  what: 'Yang terjadi',
  on: 'Tanggal',
  saved: 'Perubahan tercatat dalam buku induk.',
  choose: 'Pilih dari buku induk',
  chooseLead: 'Tandai klien yang diusulkan. Mereka mendapat seluruh paket, kecuali alat bantu.',
  nobodyLeft: 'Semua klien dalam buku induk sudah ada dalam daftar.',
  add: 'Masukkan ke daftar',
  kinds: {
    IN: 'Masuk',
    OUT: 'Keluar',
    REUNIFIED: 'Kembali ke keluarga',
    MOVED: 'Pindah',
    DIED: 'Meninggal dunia',
  } as Record<MovementKind, string>,
};
/** A registration from outside. */
const signUp = {
  title: 'Daftarkan LKS',
  link: 'LKS belum punya akun? Daftarkan di sini.',
  lead: 'Isi nama lembaga dan alamat surel Anda. Kami mengirim tautan ke surel itu untuk membuat kata sandi dan melengkapi berkas.',
  submit: 'Kirim tautan',
  sentTitle: 'Periksa surel Anda',
  sent: (address: string) =>
    `Bila alamat ${address} benar, sebuah tautan sudah dikirim ke sana. Tautan berlaku 7 hari.`,
  passwordTitle: 'Buat kata sandi',
  passwordLead: (institution: string) => `Akun untuk ${institution}.`,
  confirm: 'Buat akun',
  done: 'Akun sudah dibuat. Silakan masuk, lalu lengkapi Profil LKS.',
};

/** The life of an institution. */
export const life = {
  kinds: institutionKinds,
  file,
  account,
  flags,
  register,
  signUp,
  title: 'LKS',
  lead: 'Lembaga Kesejahteraan Sosial, statusnya, dan berkasnya. Yang menunggu orang kedua tampil paling atas.',
  empty: 'Tidak ada LKS yang cocok.',
  allStatuses: 'Semua status',
  waits: 'menunggu orang kedua',
  head: { name: 'LKS', status: 'Status', regency: 'Kabupaten/Kota', validUntil: 'Tanda daftar berlaku sampai' },
  statusTitle: 'Status',
  historyTitle: 'Riwayat LKS',
  fileTitle: 'Berkas',
  kind: 'Jenis',
  noFile: 'Belum ada dokumen.',
  proposed: (step: InstitutionStep, by: string) => `${steps[step]}: diusulkan oleh ${by}, menunggu orang kedua.`,
  notMine: 'Orang lain yang berwenang harus menyetujuinya dari akunnya sendiri.',
  letter: 'Surat',
  confirm: 'Setujui',
  refuse: 'Tidak setuju',
  secondHint: 'Baru berlaku setelah disetujui orang kedua.',
  scan: 'Pindaian surat',
  saved: 'Tersimpan; menunggu orang kedua.',
  done: 'Status LKS berubah.',
  refused: 'Usulan tidak disetujui; status tidak berubah.',
  steps,
};
