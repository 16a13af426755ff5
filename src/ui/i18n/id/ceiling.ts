/** Money limits of a programme. */
export const ceiling = {
  title: 'Pagu',
  of: (code: string, year: number) => `Pagu ${code}, tahun ${year}`,
  lead: 'Pagu keras tidak dapat dilampaui; pagu lunak dapat dilampaui dengan alasan yang tetap terlihat pada usulan. Pagu program bersifat indikatif sampai usulan dikaitkan dengan baris DPA.',
  missing: (scopes: string) =>
    `Program ini mensyaratkan ${scopes}, tetapi belum tercatat. Selama itu tidak ada usulan yang dapat dipertimbangkan.`,
  empty: 'Belum ada pagu.',
  columns: {
    scope: 'Pagu',
    amount: 'Jumlah',
    reserved: 'Dicadangkan',
    consumed: 'Terpakai',
    free: 'Sisa',
    force: 'Kekuatan',
  },
  hard: 'keras',
  soft: 'lunak',
  each: 'setiap LKS',
  setTitle: 'Tetapkan pagu',
  keyHint:
    'Daerah: kode seperti 64.72. Kelompok: CHILD, ELDERLY, DISABILITY, HOMELESS, DISASTER. LKS: kode LKS, atau * untuk setiap LKS. DPA: nomor barisnya. Program dan orang: kosong.',
  set: 'Tetapkan',
  done: 'Pagu ditetapkan.',
  changes: 'Perubahan pagu',
  changeHead: { when: 'Waktu', scope: 'Pagu', from: 'Semula', to: 'Menjadi', reason: 'Alasan', by: 'Oleh' },
  noChanges: 'Belum ada perubahan.',
  passed: (scope: string, over: string, reason: string) => `Melampaui ${scope} sebesar ${over}: ${reason}`,
};

export const scopes: Record<string, string> = {
  PROGRAMME: 'pagu program',
  AREA: 'pagu daerah',
  GROUP: 'pagu kelompok sasaran',
  INSTITUTION: 'pagu LKS',
  PERSON: 'pagu per orang',
  ACCOUNT: 'pagu belanja tidak terduga',
  DPA_LINE: 'baris DPA',
};
