import type { CommandType } from '../../../domain/proposal/transitions.js';
import { noteText, type Note } from '../notes.js';
import { channels } from './names.js';

/** Words of what is done beside the main path. */
type Besides = Extract<CommandType, 'log_contact' | 'hold' | 'resume' | 'audit_on' | 'audit_off' | 'expire'>;

function quoted(note: Note): string {
  const text = noteText(note, 'words');
  return text === '' ? '.' : `: “${text}”`;
}

export const besidesDone: Record<Besides, string> = {
  log_contact: 'Kontak tercatat.',
  hold: 'Usulan ditahan; LKS diberi tahu.',
  resume: 'Usulan dilanjutkan; LKS diberi tahu.',
  audit_on: 'Pemeriksaan tercatat; usulan berhenti sampai pemeriksaan diakhiri.',
  audit_off: 'Pemeriksaan diakhiri.',
  expire: 'Usulan dinyatakan gugur.',
};
export const besidesIntro: Record<Besides, string> = {
  log_contact: 'Tulis kapan saja Anda menghubungi LKS dan apa jawabannya. Surel saja tidak dihitung.',
  hold: 'Tenggat hari kerja berhenti dan usulan tidak dapat diproses sampai dilanjutkan. LKS membaca alasan ini.',
  resume: 'Tenggat berjalan lagi dengan sisa hari kerja yang sama. LKS membaca alasan ini.',
  audit_on: 'Tenggat hari kerja berhenti dan usulan tidak dapat diproses selama pemeriksaan. LKS membaca alasan ini.',
  audit_off: 'Tenggat berjalan lagi dengan sisa hari kerja yang sama. LKS membaca alasan ini.',
  expire: 'Hanya setelah tenggat perbaikan lewat dan LKS sudah dihubungi sedikitnya dua kali sesudahnya.',
};
export const besidesHistory: Record<string, (note: Note) => string> = {
  log_contact: (n) =>
    `menghubungi LKS (${channels[noteText(n, 'channel')] ?? noteText(n, 'channel')}), ${n['reached'] === true ? 'tersambung' : 'tidak tersambung'}${quoted(n)}`,
  hold: (n) => `menahan usulan${quoted(n)}`,
  resume: (n) => `melanjutkan usulan${quoted(n)}`,
  audit_on: (n) => `memulai pemeriksaan${quoted(n)}`,
  audit_off: (n) => `mengakhiri pemeriksaan${quoted(n)}`,
  expire: (n) => `menyatakan usulan gugur${quoted(n)}`,
  held_long: () => 'memberi tahu Kepala Dinas bahwa usulan sudah lama ditahan.',
};
export const contact = {
  title: 'Kontak dengan LKS',
  said: 'Siapa yang dihubungi dan apa jawabannya',
  none: 'Belum ada kontak yang dicatat.',
  phone: (number: string) => `Telepon LKS: ${number}.`,
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
