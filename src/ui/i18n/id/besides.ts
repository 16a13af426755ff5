import type { BesidesCommands } from '../../../domain/proposal/commands/besides.js';
import type { DefaultCommands } from '../../../domain/proposal/commands/default.js';
import type { RecallCommands } from '../../../domain/proposal/commands/recall.js';
import type { ScoringCommands } from '../../../domain/proposal/commands/scoring.js';
import type { PeopleCommands } from '../../../domain/proposal/commands/people.js';
import { lifeHistory } from './life.js';
import { clawbackHistory } from './clawback.js';
import { noteText, type Note } from '../notes.js';
import { channels } from './names.js';

/** Words of what is done beside the main path. */
type Besides =
  keyof BesidesCommands | keyof PeopleCommands | keyof DefaultCommands | keyof RecallCommands | keyof ScoringCommands;

function quoted(note: Note): string {
  const text = noteText(note, 'words');
  return text === '' ? '.' : `: “${text}”`;
}

function checkedBy(note: Note): string {
  const by = noteText(note, 'confirmedBy');
  return by === '' ? '' : ` (disahkan oleh ${by})`;
}
function names(note: Note): string {
  const { staff } = note;
  return Array.isArray(staff) ? staff.join(', ') : '';
}

export const besidesDone: Record<Besides, string> = {
  score: 'Penilaian tersimpan.',
  recall: 'Pencabutan tersimpan.',
  default_report: 'LPJ dinyatakan menunggak.',
  close_default: 'Penutupan tercatat dan menunggu Subbag Keuangan.',
  assign: 'Verifikator ditugaskan.',
  reassign: 'Tugas dialihkan.',
  extend: 'Tenggat diperpanjang.',
  send_back: 'Usulan dikembalikan satu tingkat.',
  revisit: 'Kunjungan ulang ditugaskan.',
  kabkota_recommend: 'Rekomendasi kabupaten/kota tercatat.',
  log_contact: 'Kontak tercatat.',
  hold: 'Usulan ditahan; LKS diberi tahu.',
  resume: 'Usulan dilanjutkan; LKS diberi tahu.',
  audit_on: 'Pemeriksaan tercatat; usulan berhenti sampai pemeriksaan diakhiri.',
  audit_off: 'Pemeriksaan diakhiri.',
  allow_goods_exception: 'Izin tercatat; barang dapat dikirim lewat UPTD.',
  expire: 'Usulan dinyatakan gugur.',
};
export const besidesIntro: Partial<Record<Besides, string>> = {
  score: 'Isi yang tidak tercatat, atau yang datanya tidak benar; yang lain dihitung. Setiap isian perlu alasan.',
  recall:
    'Hanya sampai langkah berikutnya diambil. Keadaan sebelum keputusan dipulihkan; keputusan dan pencabutannya tetap tercatat. Yang diputuskan dua orang dicabut dua orang.',
  close_default:
    'Menutup usulan tanpa LPJ: dana dikembalikan dan diperiksa, atau ditempuh jalur hukum. LKS tidak dapat mengusulkan lagi sampai lunas.',
  assign: 'Verifikator yang ditugaskan memulai verifikasi administrasi.',
  reassign: 'Yang menerima tugas mendapat sisa waktu yang ada; tenggat usulan tidak berubah.',
  extend:
    'Sekali untuk setiap status, dalam hari kerja, pada jalur mendesak dalam jam. Tanggal yang ditetapkan aturan tidak dapat diperpanjang.',
  send_back: 'Pemberi paraf sebelum Anda memeriksa lagi.',
  revisit: 'Untuk orang atau daya tampung yang berubah. Kunjungan ulang memakai surat tugas sendiri.',
  kabkota_recommend: 'Pendapat Dinas Sosial kabupaten/kota menurut suratnya. Yang tidak mendukung perlu alasan.',
  log_contact: 'Tulis kapan saja Anda menghubungi LKS dan apa jawabannya. Surel saja tidak dihitung.',
  hold: 'Tenggat hari kerja berhenti dan usulan tidak dapat diproses sampai dilanjutkan. LKS membaca alasan ini.',
  resume: 'Tenggat berjalan lagi dengan sisa hari kerja yang sama. LKS membaca alasan ini.',
  audit_on: 'Tenggat hari kerja berhenti dan usulan tidak dapat diproses selama pemeriksaan. LKS membaca alasan ini.',
  audit_off: 'Tenggat berjalan lagi dengan sisa hari kerja yang sama. LKS membaca alasan ini.',
  allow_goods_exception:
    'LKS ini sedang kena sanksi. Dengan izin ini barang tetap sampai kepada penerima manfaat melalui UPTD; uang tidak.',
  expire: 'Hanya setelah tenggat perbaikan lewat dan LKS sudah dihubungi sedikitnya dua kali sesudahnya.',
};
export const besidesHistory: Record<string, (note: Note) => string> = {
  score: (n) => `mengisi penilaian (${noteText(n, 'typed')} kriteria).`,
  recall: (n) => `mencabut keputusan terakhir${checkedBy(n)}${quoted(n)}`,
  default_report: () => 'menyatakan LPJ menunggak.',
  deadline_frozen: (n) => `memundurkan tenggat ${noteText(n, 'workingDays')} hari kerja karena penyaluran dibekukan.`,
  letter_drafted: (n) => `menyiapkan surat teguran LPJ ke-${noteText(n, 'letter')}.`,
  close_default: (n) => `menutup usulan dengan pengembalian Nomor ${noteText(n, 'number')}${quoted(n)}`,
  ...clawbackHistory,
  ...lifeHistory,
  assign: (n) => `menugaskan ${names(n)}${quoted(n)}`,
  reassign: (n) => `mengalihkan tugas kepada ${names(n)}${quoted(n)}`,
  extend: (n) =>
    'moreHours' in n
      ? `memperpanjang tenggat ${noteText(n, 'moreHours')} jam${quoted(n)}`
      : `memperpanjang tenggat ${noteText(n, 'workingDays')} hari kerja${quoted(n)}`,
  send_back: (n) => `mengembalikan usulan satu tingkat${quoted(n)}`,
  revisit: (n) =>
    `menugaskan kunjungan ulang ${noteText(n, 'team')}, surat tugas ${noteText(n, 'orderNumber')}${quoted(n)}`,
  kabkota_recommend: (n) =>
    `memberi rekomendasi kabupaten/kota: ${n['favourable'] === true ? 'mendukung' : 'tidak mendukung'}, surat ${noteText(n, 'letterNumber')}${quoted(n)}`,
  log_contact: (n) =>
    `menghubungi LKS (${channels[noteText(n, 'channel')] ?? noteText(n, 'channel')}), ${n['reached'] === true ? 'tersambung' : 'tidak tersambung'}${quoted(n)}`,
  hold: (n) => `menahan usulan${quoted(n)}`,
  resume: (n) => `melanjutkan usulan${quoted(n)}`,
  audit_on: (n) => `memulai pemeriksaan${quoted(n)}`,
  audit_off: (n) => `mengakhiri pemeriksaan${quoted(n)}`,
  allow_goods_exception: (n) => `mengizinkan barang disalurkan lewat UPTD${quoted(n)}`,
  expire: (n) => `menyatakan usulan gugur${quoted(n)}`,
  held_long: () => 'memberi tahu Kepala Dinas bahwa usulan sudah lama ditahan.',
};
export const contact = {
  title: 'Kontak dengan LKS',
  said: 'Siapa yang dihubungi dan apa jawabannya',
  none: 'Belum ada kontak yang dicatat.',
  phone: (number: string) => `Telepon LKS: ${number}.`,
  show: 'Tampilkan nomor telepon LKS',
  log: 'Catat kontak',
  noPhone: 'Nomor telepon LKS belum tercatat.',
  whatsApp: 'Buka WhatsApp dengan pesan siap kirim',
  hint: 'Setelah mengirim, catat kontak ini. Surel saja tidak pernah dianggap sebagai pemberitahuan.',
  message: (institution: string, waits: string, until: string, link: string) =>
    `Yth. Pengurus ${institution}. Dari Dinas Sosial Provinsi Kalimantan Timur: ${waits}${until === '' ? '' : `, ${until}`}. Mohon dibuka di ${link} atau hubungi kami bila ada kendala. Terima kasih.`,
};
export const overlay = {
  HOLD: (who: string, since: string) => `Ditahan oleh ${who} sejak ${since}`,
  AUDIT: (who: string, since: string) => `Diperiksa oleh ${who} sejak ${since}`,
  lead: 'Tenggat hari kerja berhenti. Yang tetap dapat dilakukan: melampirkan bukti, mencatat kontak, mengirim LPJ.',
  tag: { HOLD: 'ditahan', AUDIT: 'diperiksa' },
  other: 'Tindakan lain',
};
export const people = {
  orphaned: 'petugasnya sudah tidak memegang jabatan itu; Kepala Bidang mengalihkan tugasnya',
  opinionWords: 'Pertimbangan',
  opinion: 'Rekomendasi kabupaten/kota',
  opinionOf: (favourable: boolean, number: string, who: string) =>
    `${favourable ? 'mendukung' : 'tidak mendukung'}, surat ${number}, oleh ${who}`,
};
export const late = {
  title: 'Keterlambatan LPJ',
  letter: (number: number) => `Surat teguran LPJ ${'I'.repeat(number)}`,
  amount: 'Jumlah yang dikembalikan (Rp)',
  place: 'Samarinda',
  numberLine: 'Nomor: ..............................',
  to: (institution: string, address: string) => `Kepada Yth. Pengurus ${institution}, ${address}.`,
  body: (decree: string, due: string) =>
    `Berdasarkan Keputusan Gubernur Nomor ${decree}, lembaga Saudara menerima bantuan sosial dan wajib menyampaikan laporan pertanggungjawaban (LPJ) paling lambat ${due}. Sampai surat ini disiapkan, LPJ belum kami terima.`,
  demand: [
    'Mohon LPJ disampaikan melalui Salur dalam tujuh hari kalender.',
    'Ini teguran kedua. Mohon LPJ segera disampaikan; keterlambatan menutup kesempatan lembaga untuk mengusulkan bantuan uang.',
    'Ini teguran terakhir. Bila LPJ tidak disampaikan, keterlambatan diteruskan kepada Kepala Dinas dan Inspektorat, dan bantuan dapat diminta kembali.',
  ],
  signed: 'Kepala Dinas Sosial Provinsi Kalimantan Timur, .....................................',
};
