/** Words about a list of persons that is brought up to date (BA Pemutakhiran). */
export const listUpdate = {
  lead: 'Tandai hanya orang yang keluar dari daftar. Berita acara ditandatangani LKS dan petugas verifikasi lapangan yang melihat orangnya.',
  registerFirst: 'Pengganti belum ada dalam buku induk?',
  register: 'Daftarkan pengganti',
  registerLead:
    'Orang ini masuk buku induk LKS. Aturan NIK sama seperti dalam usulan. Setelah disimpan, pilih dia sebagai pengganti.',
  registered: 'Orang itu tercatat dalam buku induk dan dapat dipilih sebagai pengganti.',
  stays: 'Tetap dalam daftar',
  nobody: 'Tanpa pengganti',
  leftFor: (person: string) => `Keluar: ${person}`,
  leftOnFor: (person: string) => `Tanggal keluar ${person}`,
  replacedByFor: (person: string) => `Pengganti ${person}`,
  needsReplacement: 'Pilih penggantinya.',
  openPersons: 'Orang yang belum menerima seluruhnya',
  nobodyOpen: 'Semua orang dalam daftar sudah menerima seluruhnya.',
  alreadyProposed: 'sudah diusulkan untuk kebutuhan yang sama tahun ini',
  versions: 'Versi daftar',
  versionHead: { version: 'Versi', date: 'Tanggal', persons: 'Orang', changes: 'Perubahan', form: 'Formulir' },
  left: (person: string, cause: string, date: string) => `${person} keluar (${cause}, ${date})`,
  joined: (person: string, position: number) => `${person} masuk, menggantikan No. ${position}`,
  leftShort: (cause: string, date: string) => `${cause}, ${date}`,
  joinedShort: (position: number) => `menggantikan No. ${position}`,
};
