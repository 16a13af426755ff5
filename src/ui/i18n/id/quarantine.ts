import { longDate } from '../../../domain/time/long-date.js';
import { noteText, type Note } from '../notes.js';

/** Words about a receipt that was captured inside a freeze. */
export const quarantine = {
  waiting: (receivedOn: string, letter: string) =>
    `Penerimaan tanggal ${receivedOn} jatuh dalam masa pembekuan (surat ${letter}). Belum dihitung; menunggu putusan Kepala Dinas Sosial.`,
  accepted: (receivedOn: string, reason: string) =>
    `Penerimaan tanggal ${receivedOn} dalam masa pembekuan diterima: “${reason}”`,
  refused: (receivedOn: string, reason: string) =>
    `Penerimaan tanggal ${receivedOn} dalam masa pembekuan ditolak dan tidak dihitung: “${reason}”`,
  counts: (lines: number, exceptions: number) => `${lines} baris, ${exceptions} dengan pengecualian.`,
  which: 'Penerimaan',
  judgement: 'Putusan',
  accept: 'Terima: penerimaan dihitung seperti dicatat; Kabid dan Inspektorat diberi tahu',
  refuse: 'Tolak: tidak dihitung; LKS diberi tahu dan dapat mengonfirmasi lagi',
  lead: 'Barang diterima pada hari yang dibekukan. Periksa sebabnya, lalu putuskan dengan alasan.',
};

export const quarantineHistory: Record<string, (note: Note) => string> = {
  judge_receipt: (n) =>
    `${n['accepted'] === true ? 'menerima' : 'menolak'} penerimaan tanggal ${day(n)} dalam masa pembekuan (surat ${noteText(n, 'letterNumber')}): “${noteText(n, 'words')}”`,
};

function day(note: Note): string {
  const text = noteText(note, 'receivedOn');
  return text === '' ? '' : longDate(text, 'id');
}
