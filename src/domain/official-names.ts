// What official papers and the Indonesian pages call things; the words of law are Indonesian alone.

export const documentNames: Readonly<Record<string, string>> = {
  LETTER: 'Surat permohonan',
  URGENT_NEED_LETTER: 'Surat keterangan kebutuhan mendesak',
  PACT: 'Pakta integritas bertanda tangan',
  PROPOSAL: 'Proposal',
  RAB: 'Rencana anggaran biaya',
  BNBA: 'Daftar calon penerima',
  SP_NO_DUP: 'Surat pernyataan tidak menerima bantuan ganda',
  SPTJ: 'Surat pernyataan tanggung jawab bermeterai',
  PREV_LPJ: 'LPJ tahun sebelumnya',
  PHOTO: 'Foto kegiatan',
  DINSOS_KABKOTA_REC: 'Rekomendasi Dinsos kabupaten/kota',
  APIP_REVIEW: 'Reviu APIP',
  KTP_SECRETARY: 'KTP sekretaris',
  KTP_TREASURER: 'KTP bendahara',
  WORKPLAN: 'Program kerja',
  STAFF: 'Daftar SDM',
  FACILITY: 'Sarana prasarana',
  CLIENT_RECAP: 'Rekap klien',
  LKS_REG: 'Tanda daftar LKS',
  DEED: 'Akta atau nota pendirian',
  DOMICILE: 'Surat domisili',
  NPWP: 'NPWP lembaga',
  BOARD: 'Susunan pengurus',
  KTP_CHAIR: 'KTP ketua',
  KUMHAM: 'Pengesahan badan hukum',
  ADART: 'AD/ART',
  ACCRED: 'Sertifikat akreditasi',
  OPERATING: 'Izin operasional',
  BANK: 'Buku rekening lembaga',
  REPORT_PHOTO_1: 'Foto pertama',
  REPORT_PHOTO_2: 'Foto kedua',
  REPORT_PHOTO_3: 'Foto ketiga',
};

export const rejectionReasons: Readonly<Record<string, string>> = {
  DOUBLE: 'Ganda dengan usulan lain',
  WRONG_ADDRESSEE: 'Salah alamat atau bukan kewenangan provinsi',
  FICTITIOUS: 'Fiktif atau tidak ditemukan',
  INSTITUTION_NOT_ACTIVE: 'LKS tidak aktif',
  NOT_ELIGIBLE: 'Tidak memenuhi kriteria',
  NO_BUDGET: 'Tidak tersedia anggaran',
  OTHER: 'Alasan lain',
};

export const proposalParts: Readonly<Record<string, string>> = {
  letter: 'surat permohonan',
  RAB: 'kebutuhan dan RAB',
  BNBA: 'daftar penerima',
  all: 'seluruh usulan',
};

/** Why somebody left a list of persons. */
export const exitCauses: Readonly<Record<string, string>> = {
  DECEASED: 'meninggal dunia',
  MOVED_OUT: 'pindah atau keluar',
  REPLACED: 'diganti',
};

export const presenceNames: Readonly<Record<string, string>> = {
  PRESENT: 'Hadir',
  ABSENT_WITH_PROOF: 'Tidak hadir, ada bukti',
  HOME_CARE_SAMPLED: 'Layanan di rumah, dikunjungi',
  HOME_CARE_UNSAMPLED: 'Layanan di rumah, tidak dikunjungi',
  NOT_FOUND: 'Tidak ditemukan',
};
