import type { InstitutionStep } from '../../../domain/institution/life.js';
import { longDate } from '../../../domain/time/long-date.js';
import { nameIn } from '../details.js';
import { noteText, type Note } from '../notes.js';
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

/** The history of an institution. */
export const lifeHistory: Record<string, (note: Note) => string> = {
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

/** The life of an institution. */
export const life = {
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
