/** The form of a visit, and what it found. */
export const visit = {
  details: 'Bukti dan identitas',
  whereabouts: { SCHOOL: 'sekolah', HOSPITAL: 'rumah sakit', HOME: 'rumah' },
  papers: { KTP: 'KTP', KK: 'Kartu Keluarga', KIA: 'KIA' },
  whereaboutsFor: (name: string) => `Tempat ${name} berada`,
  proofFor: (name: string) => `Bukti bahwa ${name} berada di sana`,
  proofFileFor: (name: string) => `Berkas bukti untuk ${name}`,
  paperFor: (name: string) => `Kartu identitas ${name} yang dilihat`,
  notSeen: 'tidak dilihat',
  sampleHint: (needed: number, of: number) =>
    `Paling sedikit ${needed} dari ${of} penerima perawatan di rumah dikunjungi; yang lain lolos bila semua yang dikunjungi ditemukan.`,
  save: 'Simpan dulu',
  saved: 'Isian disimpan. Petugas kedua dan perangkat lain melanjutkan dari sini.',
  savedBy: (name: string) => `Disimpan ${name}`,
  camera: 'menurut kamera',
  typed: 'tanpa catatan kamera; tempat dan tanggal diketik petugas',
  usedElsewhere: 'Foto yang sama dipakai di tempat lain',
  overBeds: (count: number) => `${count} penghuni lebih banyak daripada tempat tidur`,
  unlisted: (count: number) => `${count} orang ditemukan di lapangan tetapi tidak ada dalam daftar`,
  seenTitle: 'Tidak di tempat dan identitas yang dilihat',
  seenHead: { person: 'Penerima', found: 'Kunjungan', proof: 'Bukti', paper: 'Identitas' },
  trip: 'Perjalanan',
};
