/** Fields of the forms about verification in the field. */
export const fieldWork: Record<string, string> = {
  members: 'Anggota tim',
  stops: 'Usulan yang dikunjungi',
  teamId: 'Tim verifikasi',
  teamTitle: 'Nama tim',
  tripId: 'Surat tugas',
  validFrom: 'Berlaku mulai',
  linkId: 'Pernyataan',
  linkUser: 'Petugas',
  linkKind: 'Hubungan',
  linkWords: 'Keterangan',
};
