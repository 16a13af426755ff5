/** The calendar of working days. */
export const calendar = {
  title: 'Kalender Hari Kerja',
  lead: 'Tenggat dihitung dalam hari kerja: Senin sampai Jumat tanpa hari-hari di bawah ini. Tenggat yang sudah berjalan tidak berubah; yang dihitung sesudah ini mengikuti kalender baru.',
  missing: (year: number): string =>
    `Kalender ${year} belum berisi hari libur: setiap Senin sampai Jumat dihitung sebagai hari kerja.`,
  yearTitle: (year: number): string => `Hari libur ${year}`,
  empty: 'Belum ada hari libur untuk tahun ini.',
  otherYear: (year: number): string => `Kalender ${year}`,
  head: { date: 'Hari', kind: 'Jenis', name: 'Nama', changed: 'Perubahan' },
  kinds: { national: 'Libur nasional', joint_leave: 'Cuti bersama', regional: 'Libur daerah' },
  cancelled: (reason: string): string => `dibatalkan: ${reason}`,
  setTitle: 'Tambah atau ubah hari libur',
  daysHint: 'Tanggal lalu nama, misalnya: 2027-03-10 Idulfitri. Satu tahun penuh dapat ditempel sekaligus.',
  set: 'Simpan hari libur',
  done: (days: number): string => `${days} hari libur disimpan.`,
  cancelTitle: 'Batalkan hari libur',
  cancel: 'Jadikan hari kerja',
  cancelDone: 'Hari itu kembali dihitung sebagai hari kerja.',
};
