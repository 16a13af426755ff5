import type { ScoreCriterion } from '../../../domain/score-points.js';
import { nameIn } from '../details.js';
import { noteNumber, noteText, type Note } from '../notes.js';
import { targetGroups } from './names.js';

/** How the record gives points for a criterion, in words. */
const how: Record<ScoreCriterion, (inputs: Note) => string> = {
  ACCREDITATION: () => '',
  FACILITY: () => '',
  NEED: (n) => `${noteNumber(n, 'persons')} orang terverifikasi; nilai penuh mulai ${noteNumber(n, 'full')} orang`,
  SPM: (n) =>
    `${nameIn(targetGroups, noteText(n, 'targetGroup'))}: ${n['priority'] === true ? 'prioritas SPM' : 'bukan prioritas SPM'}`,
  AREA: (n) =>
    `tahun lalu ${noteNumber(n, 'covered')} dari ${noteNumber(n, 'registered')} klien di kabupaten/kota ini, ${noteNumber(n, 'coveredAll')} dari ${noteNumber(n, 'registeredAll')} di provinsi: ${n['below'] === true ? 'di bawah' : 'tidak di bawah'} rata-rata`,
  REPORT: (n) => `LPJ tahun ${noteText(n, 'fiscalYear')} ${n['onTime'] === true ? 'tepat waktu' : 'terlambat'}`,
};

/** Scores of proposals. */
export const score = {
  title: 'Penilaian',
  lead: 'Hanya terlihat oleh pejabat provinsi sampai Keputusan Gubernur ditetapkan.',
  provisional: 'Dihitung dari data saat ini; disimpan tetap ketika direkomendasikan.',
  decided: 'Disimpan ketika direkomendasikan; perubahan data sesudahnya tidak mengubahnya.',
  total: (points: number, maximum: number) => `${points} dari ${maximum}`,
  criterion: 'Kriteria',
  points: 'Nilai',
  basis: 'Asal nilai',
  unknown: 'Belum ada data; diisi oleh tim verifikasi atau Kepala Bidang',
  typed: (reason: string, by: string) => `diisi ${by}: “${reason}”`,
  typedSilently: 'diisi pejabat',
  grade: (grade: string) => (grade === 'NONE' ? 'tidak terakreditasi' : `akreditasi ${grade}`),
  how,
  computed: (text: string) => `Menurut data: ${text}. Isi hanya bila data itu tidak benar.`,
  most: (maximum: number) => `Paling banyak ${maximum}.`,
  parts: {
    ACCREDITATION: 'Akreditasi',
    ACCREDITATION_A: 'akreditasi A',
    ACCREDITATION_B: 'akreditasi B',
    ACCREDITATION_C: 'akreditasi C',
    ACCREDITATION_NONE: 'tidak terakreditasi',
    NEED: 'Kebutuhan dan jumlah penghuni',
    SPM: 'Prioritas SPM',
    AREA: 'Wilayah di bawah rata-rata cakupan',
    REPORT: 'LPJ terakhir tepat waktu',
    FACILITY: 'Fasilitas',
  } as Record<string, string>,
  reasonFor: (part: string) => `Alasan: ${part}`,
};
