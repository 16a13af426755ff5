import type { ClawbackState, ClawbackStep } from '../../../domain/clawback.js';
import { longDate } from '../../../domain/time/long-date.js';
import { noteText, type Note } from '../notes.js';

function day(n: Note, name: string): string {
  const text = noteText(n, name);
  return text === '' ? '' : longDate(text, 'id');
}
function paper(n: Note): string {
  return `Nomor ${noteText(n, 'number')} tanggal ${day(n, 'dated')}`;
}
/** The history of a debt. */
export const clawbackHistory: Record<string, (note: Note) => string> = {
  clawback_paid: () => 'mencatat pelunasan pengembalian.',
  clawback_request: (n) => `meminta pengembalian, surat ${paper(n)}: “${noteText(n, 'reason')}”`,
  clawback_bill: (n) => `mengirim surat penagihan ${paper(n)}, jatuh tempo ${day(n, 'due')}.`,
  clawback_deposit: (n) => `mencatat setoran, STS ${paper(n)}.`,
  clawback_verify: () => 'memeriksa setoran: benar diterima.',
  clawback_refuse: (n) => `menolak setoran: “${noteText(n, 'reason')}”`,
  clawback_overdue: (n) => `mencatat penagihan lewat jatuh tempo ${day(n, 'due')}.`,
  clawback_legal: (n) => `menempuh jalur hukum, ${paper(n)}.`,
  clawback_cancel: (n) => `membatalkan pengembalian: “${noteText(n, 'reason')}”`,
};

const states: Record<ClawbackState, string> = {
  REQUESTED: 'Pengembalian diminta, belum ditagih',
  BILLED: 'Sudah ditagih',
  OVERDUE: 'Penagihan lewat jatuh tempo',
  DEPOSITED: 'Sudah disetor, menunggu pemeriksaan orang kedua',
  VERIFIED: 'Lunas: setoran sudah diperiksa',
  LEGAL: 'Ditempuh jalur hukum',
  CANCELLED: 'Pengembalian dibatalkan',
};
const steps: Record<ClawbackStep, { readonly label: string; readonly number: string }> = {
  request: { label: 'Minta pengembalian', number: 'Nomor surat permintaan' },
  bill: { label: 'Catat surat penagihan', number: 'Nomor surat penagihan' },
  deposit: { label: 'Catat setoran', number: 'Nomor STS' },
  verify: { label: 'Sahkan setoran', number: '' },
  refuse: { label: 'Tolak setoran', number: '' },
  legal: { label: 'Tempuh jalur hukum', number: 'Nomor pelimpahan' },
  cancel: { label: 'Batalkan pengembalian', number: '' },
};

/** What institutions must give back. */
export const clawback = {
  title: 'Pengembalian',
  heading: 'Pengembalian',
  lead: 'Yang harus dikembalikan oleh LKS. LKS tidak dapat mengusulkan sampai setorannya disahkan.',
  stage: 'Tahap',
  notAsked: 'Belum ada pengembalian yang diminta.',
  blocked: 'LKS tidak dapat mengusulkan sampai lunas.',
  saved: 'Pengembalian tersimpan.',
  sameYear: 'setoran tahun anggaran yang sama',
  earlierYear: 'setoran atas belanja tahun sebelumnya',
  papers: {
    request: 'Surat permintaan',
    reason: 'Alasan',
    bill: 'Surat penagihan',
    deposit: 'STS',
    year: 'Tahun setoran',
    legal: 'Jalur hukum',
  },
  states,
  steps,
};
