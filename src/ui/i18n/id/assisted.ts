import { longDate } from '../../../domain/time/long-date.js';
import { noteText, type Note } from '../notes.js';

/** An officer enters for an institution from its chair's signed paper (process.md 3). */
export const assisted = {
  title: 'Masukkan usulan untuk LKS',
  lead: 'Untuk LKS yang tidak dapat memasukkan sendiri. Anda menyalin surat bertanda tangan ketua; ketua atau petugas kedua mencocokkannya. Anda tidak dapat mengagendakan, memeriksa atau merekomendasikan usulan ini.',
  start: 'Buka draf untuk LKS',
  fact: 'Dimasukkan oleh petugas',
  by: (name: string): string => `${name}, menurut surat ketua`,
  confirmedBy: (name: string): string => `dicocokkan oleh ${name}`,
  unconfirmed: 'belum dicocokkan',
  overdue: 'belum dicocokkan; hubungi LKS',
  byPaper: (note: Note): string =>
    `Menurut surat ketua LKS nomor ${noteText(note, 'paperNumber')} tanggal ${longDate(noteText(note, 'paperDate'), 'id')}.`,
  done: {
    record_paper: 'Surat ketua tercatat; satu langkah LKS dapat dimasukkan menurut surat itu.',
    confirm_intake: 'Usulan cocok dengan surat ketua.',
  },
  intro: {
    record_paper: 'Setiap langkah LKS yang Anda masukkan memerlukan surat bertanda tangan ketua. Unggah pindaiannya.',
    confirm_intake:
      'Bandingkan usulan dengan pindaian surat ketua. Siapa yang mencocokkan tidak dapat mengagendakan, memeriksa atau merekomendasikan usulan ini.',
  },
  history: {
    record_paper: (n: Note): string =>
      `mencatat surat ketua LKS nomor ${noteText(n, 'paperNumber')} tanggal ${longDate(noteText(n, 'paperDate'), 'id')}.`,
    confirm_intake: (n: Note): string =>
      `mencocokkan usulan dengan surat ketua nomor ${noteText(n, 'paperNumber')}, yang dimasukkan oleh ${noteText(n, 'enteredFor')}.`,
    intake_overdue: (): string => 'meminta LKS dihubungi: usulan yang dimasukkan petugas belum dicocokkan.',
  },
};
