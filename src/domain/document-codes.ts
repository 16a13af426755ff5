/** Documents by their stable code (domain.md 2.5); RAB and BNBA are data, not files. */

/** The institution's file: kept once, versioned, with its expiry. */
export const institutionDocumentCodes = [
  'LKS_REG',
  'DEED',
  'DOMICILE',
  'NPWP',
  'BOARD',
  'KTP_CHAIR',
  'KTP_SECRETARY',
  'KTP_TREASURER',
  'KUMHAM',
  'ADART',
  'ACCRED',
  'OPERATING',
  'BANK',
  'WORKPLAN',
  'STAFF',
  'FACILITY',
  'CLIENT_RECAP',
] as const;

/** The proposal's file, each fiscal year. */
export const proposalDocumentCodes = [
  'LETTER',
  'URGENT_NEED_LETTER',
  'PROPOSAL',
  'SP_NO_DUP',
  'SPTJ',
  'PREV_LPJ',
  'DINSOS_KABKOTA_REC',
  'PHOTO',
  'APIP_REVIEW',
] as const;

/** Photos of the accountability report; three are asked for goods. */
export const reportDocumentCodes = ['REPORT_PHOTO_1', 'REPORT_PHOTO_2', 'REPORT_PHOTO_3'] as const;

export function isInstitutionDocument(code: string): code is (typeof institutionDocumentCodes)[number] {
  return (institutionDocumentCodes as readonly string[]).includes(code);
}
export function isProposalDocument(code: string): code is (typeof proposalDocumentCodes)[number] {
  return (proposalDocumentCodes as readonly string[]).includes(code);
}
export function isReportDocument(code: string): code is (typeof reportDocumentCodes)[number] {
  return (reportDocumentCodes as readonly string[]).includes(code);
}
