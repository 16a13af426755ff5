import { longDate } from '../../../domain/time/long-date.js';
import { noteList, noteText, type Note } from '../notes.js';

const entryNames: Record<string, string> = {
  consider: 'pertimbangan',
  waitlist: 'daftar tunggu',
  reject: 'penolakan',
  amend: 'perubahan keputusan',
  approve_urgent: 'persetujuan',
  allow_late: 'izin terlambat',
};
const fieldNames: Record<string, string> = {
  documentNumber: 'nomor',
  documentDate: 'tanggal',
  signatory: 'penanda tangan',
  rank: 'urutan',
  scan: 'pindaian',
  amount: 'jumlah (Rp)',
};

/** Words about an entry of a paper from outside that is repaired. */
export const correction = {
  lead: 'Catatan lama tetap dalam riwayat. Koreksi berlaku setelah dibandingkan dan disahkan orang kedua.',
  of: (entry: string, body: string, number: string, day: string) =>
    `Catatan yang dikoreksi: ${entry} ${body} Nomor ${number}, ${day}.`,
  others: 'Koreksi catatan lain',
  entry: (entry: string, number: string) => `${entry} Nomor ${number}`,
  scanStays: 'Kosongkan bila pindaian yang ada sudah benar. Pindaian lama tetap tersimpan.',
  amounts: 'Jumlah per baris juga salah diketik; perbaiki di bawah',
  entryNames,
  fieldNames,
  head: { field: 'Isian', before: 'Tercatat', after: 'Menjadi' },
  same: 'tetap',
  newScan: 'Pindaian baru',
  oldScan: 'Pindaian lama',
};

export const correctionHistory: Record<string, (note: Note) => string> = {
  correct_record: (n) => {
    const entry = entryNames[noteText(n, 'corrects')];
    if (entry === undefined) return 'mengoreksi catatan dokumen.';
    const [before, after] = [noteList(n, 'before'), noteList(n, 'after')];
    const changes = noteList(n, 'fields').map((field, at) =>
      field === 'scan'
        ? 'pindaian diganti'
        : `${fieldNames[field] ?? field} ${shown(field, before[at])} menjadi ${shown(field, after[at])}`,
    );
    const by = noteText(n, 'confirmedBy');
    return `mengoreksi catatan ${entry}: ${changes.join('; ')}. “${noteText(n, 'words')}”${by === '' ? '' : ` Diperiksa dan disahkan oleh ${by}.`}`;
  },
};

function shown(field: string, value = ''): string {
  if (value === '') return '–';
  return field === 'documentDate' ? longDate(value, 'id') : value;
}
