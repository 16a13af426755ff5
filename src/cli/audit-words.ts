import type { Fault } from '../app/audit/fault.js';
import type { RecordReport } from '../app/audit/verify-record.js';

export type AuditLanguage = 'id' | 'en';

interface AuditWords {
  readonly fault: (fault: Fault) => string;
  readonly whole: string;
  readonly broken: (count: number) => string;
  readonly counted: (report: RecordReport) => string;
  readonly resealed: (entry: RecordReport['resealed'][number]) => string;
  readonly guarantee: (report: RecordReport) => readonly string[];
}

const en: AuditWords = {
  fault(fault) {
    switch (fault.code) {
      case 'EVENT_MISSING':
        return `Event ${fault.seq} of ${fault.stream} is missing.`;
      case 'EVENT_DISCONNECTED':
        return `Event ${fault.seq} of ${fault.stream} does not follow the event before it.`;
      case 'EVENT_CHANGED':
        return `Event ${fault.seq} of ${fault.stream} was changed after it was written.`;
      case 'SEALS_WITHOUT_EVENT':
        return `Seal ${fault.seal} (first row: ${fault.table} ${fault.key}) hangs on no event.`;
      case 'SEALS_CHANGED':
        return `The seals of transaction ${fault.seal} are not those of event ${fault.seq} of ${fault.stream}.`;
      case 'SEALS_MISSING':
        return `The seals of transaction ${fault.seal}, held by event ${fault.seq} of ${fault.stream}, are missing.`;
      case 'ROW_CHANGED':
        return `The row ${fault.key} of ${fault.table} was changed by somebody else than the program.`;
      case 'ROW_MISSING':
        return `The row ${fault.key} of ${fault.table} was removed by somebody else than the program.`;
      case 'ROW_UNSEALED':
        return `The row ${fault.key} of ${fault.table} was added by somebody else than the program.`;
      case 'STATE_DIFFERS':
        return `${fault.stream} is not what its events make of it: ${fault.fields.join(', ')}.`;
      case 'SEALING_OFF':
        return `Writes to ${fault.table} are not sealed: its triggers are missing or switched off.`;
      case 'CHECKPOINT_FORGED':
        return `The checkpoint ${fault.file} does not carry the signature of this key.`;
      case 'CHECKPOINT_MISSING':
        return `The checkpoint before ${fault.file} is missing or is another one.`;
      case 'CHECKPOINT_DISAGREES':
        return `Event ${fault.seq} of ${fault.stream} is not the one that the checkpoint ${fault.file} saw.`;
    }
  },
  whole: 'The record is whole.',
  broken: (count) => `The record is BROKEN in ${count} places; the first:`,
  counted: ({ events, streams, seals, rows, rebuilt, checkpoints }) =>
    `${events} events in ${streams} streams, ${seals} seals, ${rows} rows, ${rebuilt} cases rebuilt, ${checkpoints} checkpoints.`,
  resealed: ({ at, rows, reason }) =>
    `To be explained: ${rows} rows sealed by the database's owner at ${at}: ${reason}.`,
  guarantee: ({ checkpoints }) => [
    'Guaranteed: no single row, event or seal was changed, removed, added or exchanged by anybody but the program.',
    checkpoints > 0
      ? `Guaranteed also against somebody who recomputes every hash: all that the ${checkpoints} checkpoints cover, if they and the key were kept where he cannot write.`
      : 'Not guaranteed: anything against somebody who recomputes every hash, for no checkpoint was given.',
    'Not shown: what somebody did who signed in as the program itself.',
  ],
};

const id: AuditWords = {
  fault(fault) {
    switch (fault.code) {
      case 'EVENT_MISSING':
        return `Peristiwa ${fault.seq} dari ${fault.stream} hilang.`;
      case 'EVENT_DISCONNECTED':
        return `Peristiwa ${fault.seq} dari ${fault.stream} tidak menyambung peristiwa sebelumnya.`;
      case 'EVENT_CHANGED':
        return `Peristiwa ${fault.seq} dari ${fault.stream} diubah setelah ditulis.`;
      case 'SEALS_WITHOUT_EVENT':
        return `Segel ${fault.seal} (baris pertama: ${fault.table} ${fault.key}) tidak terikat pada peristiwa apa pun.`;
      case 'SEALS_CHANGED':
        return `Segel transaksi ${fault.seal} bukan segel yang dicatat peristiwa ${fault.seq} dari ${fault.stream}.`;
      case 'SEALS_MISSING':
        return `Segel transaksi ${fault.seal} yang dicatat peristiwa ${fault.seq} dari ${fault.stream} hilang.`;
      case 'ROW_CHANGED':
        return `Baris ${fault.key} pada ${fault.table} diubah oleh pihak selain program.`;
      case 'ROW_MISSING':
        return `Baris ${fault.key} pada ${fault.table} dihapus oleh pihak selain program.`;
      case 'ROW_UNSEALED':
        return `Baris ${fault.key} pada ${fault.table} ditambahkan oleh pihak selain program.`;
      case 'STATE_DIFFERS':
        return `${fault.stream} tidak sesuai dengan peristiwanya: ${fault.fields.join(', ')}.`;
      case 'SEALING_OFF':
        return `Penulisan ke ${fault.table} tidak disegel: pemicunya hilang atau dimatikan.`;
      case 'CHECKPOINT_FORGED':
        return `Titik periksa ${fault.file} tidak bertanda tangan kunci ini.`;
      case 'CHECKPOINT_MISSING':
        return `Titik periksa sebelum ${fault.file} hilang atau bukan yang semestinya.`;
      case 'CHECKPOINT_DISAGREES':
        return `Peristiwa ${fault.seq} dari ${fault.stream} bukan yang dilihat titik periksa ${fault.file}.`;
    }
  },
  whole: 'Catatan utuh.',
  broken: (count) => `Catatan RUSAK di ${count} tempat; yang pertama:`,
  counted: ({ events, streams, seals, rows, rebuilt, checkpoints }) =>
    `${events} peristiwa dalam ${streams} aliran, ${seals} segel, ${rows} baris, ${rebuilt} usulan dibangun ulang, ${checkpoints} titik periksa.`,
  resealed: ({ at, rows, reason }) =>
    `Perlu dijelaskan: ${rows} baris disegel oleh pemilik basis data pada ${at}: ${reason}.`,
  guarantee: ({ checkpoints }) => [
    'Dijamin: tidak ada satu baris, peristiwa, atau segel pun yang diubah, dihapus, ditambah, atau ditukar oleh pihak selain program.',
    checkpoints > 0
      ? `Dijamin pula terhadap orang yang menghitung ulang semua hash: semua yang dicakup ${checkpoints} titik periksa, selama berkas dan kuncinya disimpan di luar jangkauannya.`
      : 'Tidak dijamin: terhadap orang yang menghitung ulang semua hash, sebab tidak ada titik periksa yang diberikan.',
    'Tidak terlihat: perbuatan orang yang masuk sebagai program itu sendiri.',
  ],
};

const SHOWN = 20;

/** The answer of `salur audit verify` for people: what is broken first, or what is guaranteed. */
export function reportInWords(report: RecordReport, language: AuditLanguage): string {
  const words = { id, en }[language];
  const { faults } = report;
  const verdict =
    faults.length === 0
      ? [words.whole]
      : [words.broken(faults.length), ...faults.slice(0, SHOWN).map((fault) => `  ${words.fault(fault)}`)];
  const notes = report.resealed.map(words.resealed);
  const guarantee = faults.length === 0 ? words.guarantee(report) : [];
  return [...verdict, words.counted(report), ...notes, ...guarantee].join('\n');
}
