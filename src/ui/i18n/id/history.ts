import { decreeHolders, isDecreeHolder } from '../../../domain/decree/decree-way.js';
import { nameIn } from '../details.js';
import { longDate } from '../../../domain/time/long-date.js';
import { noteList, noteNumber, noteText, type Note } from '../notes.js';
import { bodies, sources } from './names.js';
import { besidesHistory } from './besides.js';
import { quarantineHistory } from './quarantine.js';
import { correctionHistory } from './correction.js';
import { assisted } from './assisted.js';

function holderIn(code: string): string {
  return isDecreeHolder(code) ? decreeHolders[code].labelId : code;
}
function bodyIn(code: string): string | undefined {
  return (bodies as Readonly<Record<string, string>>)[code];
}
function day(note: Note, name: string): string {
  const text = noteText(note, name);
  return text === '' ? '' : longDate(text, 'id');
}
/** “diputuskan oleh … menurut dokumen …”: bodies that do not log in act through a recorder. */
function outside(note: Note): string {
  const body = bodyIn(noteText(note, 'external'));
  const number = noteText(note, 'documentNumber');
  if (body === undefined) return '';
  return ` Diputuskan oleh ${body}${number === '' ? '' : ` menurut dokumen ${number} tanggal ${day(note, 'documentDate')}`}.`;
}
function changed(note: Note): string {
  const raises = noteNumber(note, 'raises');
  return `${noteNumber(note, 'cuts')} baris dikurangi${raises === 0 ? '' : `, ${raises} ditambah`}`;
}
function checked(note: Note): string {
  const by = noteText(note, 'confirmedBy');
  return by === '' ? '' : ` Diperiksa dan disahkan oleh ${by}.`;
}

/** What the actor did, as the rest of a sentence that begins with the actor's name. */
export const history: Record<string, (note: Note) => string> = {
  ...besidesHistory,
  ...correctionHistory,
  ...quarantineHistory,
  ...assisted.history,
  created: (n) => {
    if (noteText(n, 'carriedFrom') !== '') return 'membuka draf dari usulan tahun sebelumnya.';
    if (noteText(n, 'source') !== '')
      return `membuka draf dari ${nameIn(sources, noteText(n, 'source'))}, surat nomor ${noteText(n, 'documentNumber')} tanggal ${day(n, 'documentDate')}.`;
    if (noteText(n, 'paperNumber') !== '') return 'membuka draf untuk LKS.';
    return noteText(n, 'title') === '' ? 'membuka draf.' : 'membuka rancangan keputusan.';
  },
  submit: (n) => `mengirim usulan untuk ${noteNumber(n, 'persons')} orang.`,
  close_window: (n) =>
    `menutup draf karena masa usulan berakhir ${day(n, 'closed')}${noteText(n, 'year') === '' ? '' : `; dilanjutkan sebagai draf tahun ${noteText(n, 'year')}`}.`,
  register: (n) =>
    `mengagendakan usulan dengan nomor registrasi ${noteText(n, 'registrationNumber')}, nomor agenda ${noteText(n, 'agendaNumber')}.`,
  start_admin: () => 'memulai verifikasi administrasi.',
  pass_admin: () => 'meloloskan verifikasi administrasi.',
  return: (n) => `mengembalikan usulan untuk diperbaiki: “${noteText(n, 'words')}”`,
  resubmit: (n) => `mengirim perbaikan (versi ${noteNumber(n, 'revision')}).`,
  assign_field: (n) =>
    `menugaskan ${noteText(n, 'team')} untuk kunjungan ${day(n, 'plannedOn')}, surat tugas ${noteText(n, 'orderNumber')}.`,
  submit_field: (n) =>
    noteText(n, 'visitedOn') === ''
      ? 'melaporkan hasil kunjungan.'
      : `melaporkan kunjungan ${day(n, 'visitedOn')}: ${noteNumber(n, 'beds')} tempat tidur, ${noteNumber(n, 'exceptions')} orang dengan catatan.${checked(n)}`,
  endorse: (n) => `memberi paraf.${noteText(n, 'words') === '' ? '' : ` “${noteText(n, 'words')}”`}`,
  recommend: (n) =>
    `merekomendasikan usulan${noteNumber(n, 'cuts') === 0 ? '' : `, ${noteNumber(n, 'cuts')} baris dikurangi`}.`,
  consider: (n) =>
    `mencatat pertimbangan TAPD${noteNumber(n, 'cuts') === 0 ? '' : `, ${noteNumber(n, 'cuts')} baris dikurangi`}.${outside(n)}${checked(n)}`,
  waitlist: (n) =>
    `mencatat usulan masuk daftar tunggu${noteNumber(n, 'rank') === 0 ? '' : `, urutan ${noteNumber(n, 'rank')}`}.${outside(n)}${checked(n)}`,
  cut: (n) =>
    `mengurangi usulan karena pagu turun${noteNumber(n, 'cuts') === 0 ? '' : `, ${noteNumber(n, 'cuts')} baris`}${noteText(n, 'words') === '' ? '.' : `: “${noteText(n, 'words')}”`}${checked(n)}`,
  link_budget: (n) =>
    noteText(n, 'budgetLine') === ''
      ? 'mencantumkan usulan dalam DPA.'
      : `mencantumkan usulan dalam DPA, baris ${noteText(n, 'budgetLine')}.`,
  include: () => 'memasukkan usulan ke rancangan Keputusan Gubernur.',
  exclude: () => 'mengeluarkan usulan dari rancangan Keputusan Gubernur.',
  decree: (n) => `menetapkan usulan dengan Keputusan Gubernur Nomor ${noteText(n, 'number')}, ${day(n, 'signedOn')}.`,
  set_list: (n) =>
    noteNumber(n, 'persons') === 0
      ? 'menetapkan Daftar Penerima Manfaat.'
      : `menetapkan Daftar Penerima Manfaat versi ${noteNumber(n, 'listVersion')} dengan ${noteNumber(n, 'persons')} orang.`,
  hold_lines: (n) => `menahan ${noteNumber(n, 'lines')} baris: “${noteText(n, 'words')}”`,
  resume_lines: (n) => `melepaskan ${noteNumber(n, 'lines')} baris: “${noteText(n, 'words')}”`,
  update_list: (n) =>
    `memutakhirkan Daftar Penerima Manfaat, versi ${noteNumber(n, 'listVersion')}: ${noteNumber(n, 'left')} orang keluar, ${noteNumber(n, 'joined')} pengganti masuk, menurut BA ${noteText(n, 'documentNumber')}, ${day(n, 'documentDate')}, bersama ${noteText(n, 'verifier')}.${checked(n)}`,
  sign_pact: (n) => `mengirim pakta integritas bertanda tangan tanggal ${day(n, 'signedOn')}.${checked(n)}`,
  start_delivery: (n) =>
    `memberangkatkan barang${day(n, 'dispatchedOn') === '' ? '' : ` ${day(n, 'dispatchedOn')}`}.${noteList(n, 'subtracted').length === 0 ? '' : ` Tidak ikut karena sudah berakhir: No. ${noteList(n, 'subtracted').join(', ')}.`}`,
  confirm_receipt: (n) =>
    `mengonfirmasi penerimaan ${day(n, 'receivedOn')}: ${noteNumber(n, 'lines')} baris, ${noteNumber(n, 'exceptions')} dengan catatan.${noteText(n, 'quarantined') === '' ? '' : ' Jatuh dalam masa pembekuan: menunggu putusan Kepala Dinas Sosial.'}`,
  finalise_lines: () => 'menutup penyaluran: semua baris final.',
  submit_report: () => 'mengirim LPJ.',
  return_report: (n) => `mengembalikan LPJ: “${noteText(n, 'words')}”`,
  accept_report: () => 'menerima LPJ. Usulan selesai.',
  reject: (n) => `menolak usulan: “${noteText(n, 'words')}”${outside(n)}${checked(n)}`,
  withdraw: (n) => `menarik usulan: “${noteText(n, 'words')}”`,
  appeal: (n) => `mengajukan keberatan: “${noteText(n, 'words')}”`,
  close_appeal: (n) => `mencatat bahwa masa keberatan berakhir ${day(n, 'closed')}; penolakan final.`,
  name_reviewer: (n) =>
    noteText(n, 'reviewer') === ''
      ? 'menunjuk peninjau keberatan.'
      : `menunjuk ${noteText(n, 'reviewer')} sebagai peninjau keberatan.`,
  grant: (n) =>
    `mengabulkan keberatan: “${noteText(n, 'words')}”${noteNumber(n, 'dropped') === 0 ? '' : ` ${noteNumber(n, 'dropped')} baris yang sementara itu diusulkan LKS lain dikeluarkan.`}`,
  deny: (n) => `menolak keberatan: “${noteText(n, 'words')}”`,
  late_window: (n) =>
    `mencatat bahwa masa usulan berakhir ${day(n, 'closed')}; dengan izin Sekretaris Daerah draf masih dapat dikirim sampai ${day(n, 'until')}.`,
  allow_late: (n) => `mencatat izin mengirim terlambat sampai ${day(n, 'until')}.${outside(n)}${checked(n)}`,
  carry_over: (n) => `mengalihkan usulan ke tahun ${noteText(n, 'year')}: “${noteText(n, 'words')}”${checked(n)}`,
  close_year: (n) =>
    `menutup tahun anggaran per ${day(n, 'asOf')}: ${noteNumber(n, 'carried')} baris menjadi persediaan, ${noteNumber(n, 'lapsed')} baris tidak terealisasi: “${noteText(n, 'words')}”${checked(n)}`,
  lapse_money: (n) =>
    `menyatakan ${noteNumber(n, 'lapsed')} baris uang tidak terealisasi per ${day(n, 'asOf')}: “${noteText(n, 'words')}”${checked(n)}`,
  draft_amendment: (n) =>
    noteNumber(n, 'cuts') + noteNumber(n, 'raises') === 0
      ? `membatalkan rancangan perubahan keputusan: “${noteText(n, 'words')}”`
      : `menyiapkan perubahan keputusan, ${changed(n)}: “${noteText(n, 'words')}”`,
  amend: (n) => `mencatat perubahan keputusan, ${changed(n)}.${outside(n)}${checked(n)}`,
  pass_urgent: (n) => `meluluskan usulan mendesak tanpa pemeriksaan berkas: “${noteText(n, 'words')}”`,
  approve_urgent: (n) =>
    `mencatat persetujuan Gubernur untuk ${noteNumber(n, 'persons')} orang.${outside(n)}${checked(n)}`,
  complete_papers: () => 'menyatakan dokumen dan pakta lengkap.',
  completeness_overdue: () => 'mencatat bahwa kelengkapan belum dipenuhi sampai batas waktunya.',
  entered: () => 'mengisi entri yang menunggu pemeriksaan orang kedua.',
  pending_refused: (n) => `menolak entri ${noteText(n, 'enteredBy')}: “${noteText(n, 'words')}”`,
  pending_voided: () => 'menggugurkan entri yang menunggu.',
  reminded: () => 'mengirim pengingat tenggat.',
  escalated: () => 'meneruskan keterlambatan ke atasan.',
  second_overdue: () => 'meneruskan keterlambatan pemeriksaan orang kedua ke atasan.',
  planned: (n) => `merencanakan penyaluran ${day(n, 'plannedOn')}.`,
  stop: (n) => `mencatat naskah tiba di ${holderIn(noteText(n, 'holder'))}, ${day(n, 'arrivedOn')}.`,
  freeze: () => 'membekukan lampiran keputusan.',
  record: (n) => `mencatat keputusan bertanda tangan Nomor ${noteText(n, 'number')}.${checked(n)}`,
  dispatch: (n) => `memberangkatkan barang dengan surat jalan ${noteText(n, 'deliveryNote')}.`,
  hand_over: (n) => `menyerahkan barang dengan BAST ${noteText(n, 'bastNumber')}, ${day(n, 'bastDate')}.`,
  proposals_answered: () => 'mencatat jawaban setiap usulan di dalamnya.',
  form_prepared: () => 'menyiapkan formulir.',
  reconcile: () => 'mencocokkan penyaluran.',
};
export const system = 'Sistem';
export const somebody = 'Petugas';
export const unknownEvent = (type: string): string => `melakukan langkah ${type}.`;
export const inPlaceOf = (office: string): string => `Menggantikan: ${office}, yang melewati batas waktu.`;
export const document: string = 'Pindaian dokumen';
