/** Documents by their stable code (domain.md 2.5). */
export interface DocumentKind {
  readonly labelId: string;
  readonly labelEn: string;
}

/** The institution's file: kept once, versioned, with its expiry. */
export const institutionDocuments = {
  LKS_REG: { labelId: 'Tanda daftar LKS', labelEn: 'Registration of the institution' },
  DEED: { labelId: 'Akta atau nota pendirian', labelEn: 'Deed of foundation' },
  KUMHAM: { labelId: 'SK pengesahan Kemenkumham', labelEn: 'Approval as a legal entity' },
  ADART: { labelId: 'AD/ART', labelEn: 'Statutes' },
  ACCRED: { labelId: 'Sertifikat akreditasi', labelEn: 'Certificate of accreditation' },
  OPERATING: { labelId: 'Izin operasional', labelEn: 'Operating permit' },
  DOMICILE: { labelId: 'Surat keterangan domisili', labelEn: 'Certificate of domicile' },
  NPWP: { labelId: 'NPWP lembaga', labelEn: 'Tax number of the institution' },
  BANK: { labelId: 'Rekening bank atas nama LKS', labelEn: 'Bank account of the institution' },
  BOARD: { labelId: 'Susunan pengurus', labelEn: 'Board' },
  KTP_CHAIR: { labelId: 'KTP ketua', labelEn: 'Identity card of the chair' },
  KTP_SECRETARY: { labelId: 'KTP sekretaris', labelEn: 'Identity card of the secretary' },
  KTP_TREASURER: { labelId: 'KTP bendahara', labelEn: 'Identity card of the treasurer' },
  WORKPLAN: { labelId: 'Program kerja', labelEn: 'Work plan' },
  STAFF: { labelId: 'Daftar SDM', labelEn: 'List of staff' },
  FACILITY: { labelId: 'Sarana dan prasarana', labelEn: 'Facilities' },
  CLIENT_RECAP: { labelId: 'Rekap klien', labelEn: 'Summary of clients' },
} as const satisfies Record<string, DocumentKind>;

/** The proposal's file, each fiscal year. RAB and BNBA are data, not files. */
export const proposalDocuments = {
  LETTER: { labelId: 'Surat permohonan', labelEn: 'Letter of application' },
  PROPOSAL: { labelId: 'Proposal', labelEn: 'Proposal' },
  SP_NO_DUP: { labelId: 'Surat pernyataan tidak menerima bantuan ganda', labelEn: 'Statement of no double aid' },
  SPTJ: { labelId: 'Surat pernyataan tanggung jawab', labelEn: 'Statement of responsibility' },
  PREV_LPJ: { labelId: 'LPJ tahun sebelumnya', labelEn: 'Report of the year before' },
  DINSOS_KABKOTA_REC: { labelId: 'Rekomendasi Dinsos kab/kota', labelEn: 'Recommendation of the regency' },
  PHOTO: { labelId: 'Foto kegiatan', labelEn: 'Photos of activities' },
  APIP_REVIEW: { labelId: 'Reviu APIP', labelEn: 'Internal audit review' },
} as const satisfies Record<string, DocumentKind>;

/** Photos of the accountability report; three are asked for goods. */
export const reportDocuments = {
  REPORT_PHOTO_1: { labelId: 'Foto penggunaan 1', labelEn: 'Photo of the use 1' },
  REPORT_PHOTO_2: { labelId: 'Foto penggunaan 2', labelEn: 'Photo of the use 2' },
  REPORT_PHOTO_3: { labelId: 'Foto penggunaan 3', labelEn: 'Photo of the use 3' },
} as const satisfies Record<string, DocumentKind>;

export type InstitutionDocumentCode = keyof typeof institutionDocuments;
export type ProposalDocumentCode = keyof typeof proposalDocuments | keyof typeof reportDocuments;

export function isInstitutionDocument(code: string): code is InstitutionDocumentCode {
  return Object.hasOwn(institutionDocuments, code);
}
export function isProposalDocument(code: string): code is keyof typeof proposalDocuments {
  return Object.hasOwn(proposalDocuments, code);
}
export function isReportDocument(code: string): code is keyof typeof reportDocuments {
  return Object.hasOwn(reportDocuments, code);
}
