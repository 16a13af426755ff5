/**
 * Every kind of paper that the program makes. `internal` ones tell amounts that the institution may not know before the
 * decree. A paper keeps the version of the template by which it was made: a template that changes gets a new number, and the
 * old one stays for as long as papers of it may have to be made again.
 */
export const paperKinds = {
  receipt_slip: {
    labelId: 'Tanda terima pendaftaran',
    labelEn: 'Receipt of registration',
    template: 1,
    internal: false,
  },
  admin_minutes: {
    labelId: 'Berita acara verifikasi administrasi',
    labelEn: 'Minutes of the desk check',
    template: 1,
    internal: false,
  },
  return_letter: {
    labelId: 'Surat pengembalian untuk perbaikan',
    labelEn: 'Letter of return for repair',
    template: 1,
    internal: false,
  },
  field_minutes: {
    labelId: 'Berita acara verifikasi lapangan',
    labelEn: 'Minutes of the field visit',
    template: 1,
    internal: false,
  },
  rejection_letter: { labelId: 'Surat penolakan', labelEn: 'Letter of rejection', template: 1, internal: false },
  recommendation: { labelId: 'Rekomendasi Kepala Dinas', labelEn: 'Recommendation', template: 1, internal: true },
  consideration_sheet: {
    labelId: 'Lembar pertimbangan TAPD',
    labelEn: 'Sheet of the budget team’s consideration',
    template: 1,
    internal: true,
  },
  decree: {
    labelId: 'Keputusan Gubernur dan lampirannya',
    labelEn: 'Governor’s decree with annex',
    template: 1,
    internal: true,
  },
  excerpt: {
    labelId: 'Petikan Keputusan Gubernur',
    labelEn: 'Excerpt of the Governor’s decree',
    template: 1,
    internal: false,
  },
  integrity_pact: { labelId: 'Pakta integritas', labelEn: 'Integrity pact', template: 1, internal: false },
  beneficiary_list: {
    labelId: 'Daftar penerima manfaat',
    labelEn: 'List of beneficiaries',
    template: 1,
    internal: false,
  },
  list_update_minutes: {
    labelId: 'Berita acara pemutakhiran daftar',
    labelEn: 'Minutes of the list update',
    template: 1,
    internal: false,
  },
  warning_letter: {
    labelId: 'Surat teguran LPJ',
    labelEn: 'Warning about the missing report',
    template: 1,
    internal: false,
  },
} as const satisfies Record<
  string,
  { readonly labelId: string; readonly labelEn: string; readonly template: number; readonly internal: boolean }
>;

export type PaperKind = keyof typeof paperKinds;

export function isPaperKind(text: string): text is PaperKind {
  return Object.hasOwn(paperKinds, text);
}

/** Kinds with a row of their own besides: they are rendered for it. */
export type FrozenKind = 'decree' | 'integrity_pact' | 'beneficiary_list';
export type StepPaper = Exclude<PaperKind, FrozenKind>;

/** The step of a proposal that makes each of the others. */
export const paperOfEvent: Readonly<Partial<Record<string, StepPaper>>> = {
  register: 'receipt_slip',
  pass_admin: 'admin_minutes',
  return: 'return_letter',
  submit_field: 'field_minutes',
  reject: 'rejection_letter',
  recommend: 'recommendation',
  consider: 'consideration_sheet',
  decree: 'excerpt',
  update_list: 'list_update_minutes',
  letter_drafted: 'warning_letter',
};

/** Letters and digits that nobody takes for another: no I, L, O, U. */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 16;
const CODE = new RegExp(`^[${CODE_ALPHABET}]{${CODE_LENGTH}}$`);

/** 80 bits by which a paper is asked for; whoever does not hold it guesses none. */
export function paperCode(bytes: Uint8Array): string {
  return [...bytes.subarray(0, CODE_LENGTH)].map((byte) => CODE_ALPHABET[byte % 32]).join('');
}

/** As people type it from paper: in groups, in small letters, with the letters that look like digits; null if it is none. */
export function readPaperCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return CODE.test(code) ? code : null;
}

/** `0123-4567-89AB-CDEF`. */
export function groupCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}
