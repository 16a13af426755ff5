import { parseRupiah } from '../../domain/rupiah.js';
import type { CaseView } from '../../app/queries/case-view.js';
import type { Words } from '../../ui/i18n/words.js';
import type { FormCommand } from '../../ui/commands/command-page.js';
import { namesBelow, type FormValues } from './form-values.js';
import { readScore } from './read-score.js';
import { readCorrection } from './read-correction.js';
import { readSeen } from './read-seen.js';
import { readAmendment, readCuts } from './read-cuts.js';
import type { KeptFile } from './uploads.js';
import { decimalNumber, wholeNumber } from './whole-number.js';

/** What a form says as the payload of its command, or what of it cannot be read, by field. */
export interface ReadPayload {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string>>;
}
export interface PayloadInput {
  readonly form: FormValues;
  readonly view: CaseView;
  readonly words: Words;
  readonly files: Readonly<Record<string, readonly KeptFile[]>>;
}
type Reader = (input: PayloadInput) => ReadPayload;

function plain(...names: readonly string[]): Reader {
  return ({ form }) => ({ payload: Object.fromEntries(names.map((name) => [name, form.text(name)])), errors: {} });
}

/** One reader per form; the use-case checks again whatever they let through. */
export const payloadReaders: Readonly<Record<FormCommand, Reader>> = {
  register: plain('agendaNumber', 'disposition'),
  record_paper: ({ form, files, words }) => {
    const scan = files['scan']?.[0];
    return {
      payload: {
        documentNumber: form.text('documentNumber'),
        documentDate: form.text('documentDate'),
        scanBlobId: scan?.blobId ?? '',
      },
      errors: scan === undefined ? { scan: words.institution.noFile } : {},
    };
  },
  confirm_intake: plain('words'),
  start_admin: plain(),
  pass_admin: readChecks,
  return: ({ form }) => ({ payload: { words: form.text('words'), remarks: readRemarks(form) }, errors: {} }),
  assign_field: ({ form }) => ({ payload: readOrder(form), errors: {} }),
  submit_field: readVisit,
  score: readScore,
  endorse: plain('note'),
  recommend: (input) => {
    const { cuts, errors } = readCuts(input, 'recommend');
    const met = (name: string): boolean => input.form.has(`criteria.${name}`);
    const criteria = {
      selective: met('selective'),
      eligible: met('eligible'),
      temporary: met('temporary'),
      purposeful: met('purposeful'),
    };
    return { payload: { criteria, criteriaNote: input.form.text('criteriaNote'), cuts }, errors };
  },
  consider: (input) => {
    const { cuts, errors } = readCuts(input, 'consider');
    return {
      payload: {
        ...readPaper(input),
        cuts,
        overReason: input.form.text('overReason'),
      },
      errors,
    };
  },
  waitlist: (input) => {
    const rank = wholeNumber(input.form.text('rank'));
    return {
      payload: { ...readPaper(input), rank: rank ?? 0 },
      errors: rank === null ? { rank: input.words.fieldProblems.wrong } : {},
    };
  },
  cut: (input) => {
    const to = input.form.text('to');
    const waits = to === 'WAITLISTED';
    const { cuts, errors } = waits ? { cuts: [], errors: {} } : readCuts(input, 'cut');
    return {
      payload: { to, words: input.form.text('words'), cuts },
      errors: to === '' ? { ...errors, to: input.words.fieldProblems.missing } : errors,
    };
  },
  link_budget: plain('budgetLine', 'accountCode', 'sipdId', 'overReason'),
  set_list: plain(),
  sign_pact: ({ form, files, words }) => {
    const scan = files['signedScan']?.[0];
    return {
      payload: { signedBlobId: scan?.blobId ?? '', signedOn: form.text('signedOn') },
      errors: scan === undefined ? { signedScan: words.institution.noFile } : {},
    };
  },
  confirm_receipt: readReceipt,
  judge_receipt: ({ form, words }) => ({
    payload: {
      quarantineId: form.text('quarantineId'),
      accepted: form.text('accepted') === 'yes',
      words: form.text('words'),
    },
    errors: {
      ...(form.has('accepted') ? {} : { accepted: words.fieldProblems.missing }),
      ...(form.has('quarantineId') ? {} : { quarantineId: words.fieldProblems.missing }),
    },
  }),
  update_list: readListUpdate,
  hold_lines: readHeldLines,
  resume_lines: readHeldLines,
  return_report: ({ form }) => ({ payload: { words: form.text('words'), remarks: readRemarks(form) }, errors: {} }),
  accept_report: plain('note'),
  reject: ({ form, files }) => ({
    payload: {
      ...(form.has('body') ? { body: form.text('body') } : {}),
      reasonCode: form.text('reasonCode'),
      words: form.text('words'),
      documentNumber: form.text('documentNumber'),
      documentDate: form.text('documentDate') === '' ? null : form.text('documentDate'),
      scanBlobId: files['scan']?.[0]?.blobId ?? null,
    },
    errors: {},
  }),
  withdraw: plain('words'),
  log_contact: ({ form, words }) => ({
    payload: { channel: form.text('channel'), reached: form.text('reached') === 'yes', words: form.text('words') },
    errors: form.has('reached') ? {} : { reached: words.fieldProblems.missing },
  }),
  hold: plain('words'),
  resume: plain('words'),
  audit_on: plain('words'),
  audit_off: plain('words'),
  allow_goods_exception: plain('words'),
  expire: plain('words'),
  appeal: plain('words'),
  name_reviewer: plain('userId'),
  grant: plain('words'),
  deny: plain('words'),
  close_default: plain('words'),
  recall: plain('words'),
  correct_record: readCorrection,
  assign: readStaff,
  reassign: readStaff,
  extend: ({ form, words }) => {
    const unit = form.has('moreHours') ? 'moreHours' : 'workingDays';
    const more = wholeNumber(form.text(unit));
    return {
      payload: { [unit]: more ?? 0, words: form.text('words') },
      errors: more === null ? { [unit]: words.fieldProblems.wrong } : {},
    };
  },
  send_back: plain('words'),
  revisit: ({ form }) => ({ payload: { ...readOrder(form), words: form.text('words') }, errors: {} }),
  kabkota_recommend: ({ form, words }) => ({
    payload: {
      favourable: form.text('favourable') === 'yes',
      letterNumber: form.text('letterNumber'),
      letterDate: form.text('letterDate'),
      words: form.text('words'),
    },
    errors: form.has('favourable') ? {} : { favourable: words.fieldProblems.missing },
  }),
  carry_over: plain('words'),
  draft_amendment: (input) => {
    const { cuts, raises, errors } = readAmendment(input);
    return { payload: { words: input.form.text('words'), cuts, raises }, errors };
  },
  amend: ({ form, files, words }) => {
    const scan = files['scan']?.[0];
    const amount = parseRupiah(form.text('amount'));
    return {
      payload: {
        documentNumber: form.text('documentNumber'),
        documentDate: form.text('documentDate'),
        signatory: form.text('signatory'),
        scanBlobId: scan?.blobId ?? '',
        amount: amount.ok ? amount.rupiah.toString() : '',
      },
      errors: {
        ...(scan === undefined ? { scan: words.institution.noFile } : {}),
        ...(amount.ok ? {} : { amount: words.institution.notRupiah }),
      },
    };
  },
  allow_late: (input) => ({ payload: readPaper(input), errors: {} }),
  close_year: ({ form }) => ({
    payload: { words: form.text('words'), lapsedItems: namesBelow(form, 'lapsedItems') },
    errors: {},
  }),
  lapse_money: plain('words'),
  pass_urgent: plain('words'),
  approve_urgent: (input) => ({ payload: readPaper(input), errors: {} }),
  complete_papers: plain(),
};

/** What is typed, and scanned, from the paper of a body that does not log in. */
function readPaper({ form, files }: Pick<PayloadInput, 'form' | 'files'>): Readonly<Record<string, unknown>> {
  return {
    documentNumber: form.text('documentNumber'),
    documentDate: form.text('documentDate'),
    signatory: form.text('signatory'),
    scanBlobId: files['scan']?.[0]?.blobId ?? null,
  };
}

function readOrder(form: FormValues): Readonly<Record<string, unknown>> {
  return {
    officers: namesBelow(form, 'officer'),
    teamName: form.text('teamName'),
    orderNumber: form.text('orderNumber'),
    orderDate: form.text('orderDate'),
    route: form.text('route'),
    plannedOn: form.text('plannedOn'),
  };
}

/** One person by a radio, or several by their boxes. */
function readStaff({ form, words }: PayloadInput): ReadPayload {
  const staff = form.has('staff') ? [form.text('staff')] : namesBelow(form, 'staff');
  return {
    payload: { staff, words: form.text('words') },
    errors: staff.length === 0 ? { staff: words.fieldProblems.missing } : {},
  };
}

function readRemarks(form: FormValues): readonly { readonly target: string; readonly words: string }[] {
  return namesBelow(form, 'remark')
    .map((target) => ({ target, words: form.text(`remark.${target}`) }))
    .filter((remark) => remark.words !== '');
}

function readChecks({ form, view, words }: PayloadInput): ReadPayload {
  const errors: Record<string, string> = {};
  const checks = view.documents.map(({ code }) => {
    const answer = form.text(`check.${code}`);
    const reason = form.text(`reason.${code}`);
    if (answer !== 'yes' && answer !== 'no') errors[`check.${code}`] = words.fieldProblems.missing;
    if (answer === 'no' && reason === '') errors[`reason.${code}`] = words.fieldProblems.missing;
    return { code, valid: answer === 'yes', reason };
  });
  return { payload: { checks, notes: form.text('notes') }, errors };
}

function readVisit({ form, view, words, files }: PayloadInput): ReadPayload {
  const errors: Record<string, string> = {};
  const number = (name: string, read: (text: string) => number | null): number => {
    const value = read(form.text(name));
    if (value === null) errors[name] = form.text(name) === '' ? words.fieldProblems.missing : words.fieldProblems.wrong;
    return value ?? 0;
  };
  const payload = {
    visitedOn: form.text('visitedOn'),
    bedCount: number('bedCount', wholeNumber),
    latitude: number('latitude', decimalNumber),
    longitude: number('longitude', decimalNumber),
    signature: form.text('signature'),
    signatureNote: form.text('signatureNote'),
    notes: form.text('notes'),
    photoBlobIds: (files['photos'] ?? []).map((file) => file.blobId),
    exceptions: readSeen(form, view, files),
    residentCount: number('residentCount', wholeNumber),
    unlistedCount: form.text('unlistedCount') === '' ? 0 : number('unlistedCount', wholeNumber),
    unlistedNote: form.text('unlistedNote'),
    minutesBlobId: files['minutes']?.[0]?.blobId ?? null,
  };
  if (payload.signature === '') errors['signature'] = words.fieldProblems.missing;
  return { payload, errors };
}

function readReceipt({ form, view, words }: PayloadInput): ReadPayload {
  const errors: Record<string, string> = {};
  const exceptions = view.persons.entries
    .flatMap((person) => person.lines)
    .map((line) => ({ line, outcome: form.text(`outcome.${line.id}`) }))
    .filter(({ outcome }) => outcome !== '' && outcome !== 'RECEIVED')
    .map(({ line, outcome }) => {
      const most = (line.decreed ?? 0) - 1;
      const typed = wholeNumber(form.text(`quantity.${line.id}`));
      const wrong = outcome === 'PARTIAL' && (typed === null || typed < 1 || typed > most);
      if (wrong) errors[`quantity.${line.id}`] = words.official.cutAbove(most);
      return { lineId: line.id, outcome, quantity: outcome === 'PARTIAL' ? (typed ?? 0) : 0 };
    });
  const payload = {
    dropId: form.text('dropId'),
    receivedOn: form.text('receivedOn'),
    signedBy: form.text('signedBy'),
    exceptions,
  };
  return { payload, errors };
}

/** Who was left alone stays in the list. */
function readListUpdate({ form, view, words, files }: PayloadInput): ReadPayload {
  const scan = files['scan']?.[0];
  const errors: Record<string, string> = scan === undefined ? { scan: words.institution.noFile } : {};
  const changes = view.persons.entries.flatMap(({ beneficiaryId }) => {
    const cause = form.text(`left.${beneficiaryId}`);
    if (cause === '') return [];
    const leftOn = form.text(`leftOn.${beneficiaryId}`);
    const replacedBy = form.text(`replacedBy.${beneficiaryId}`);
    if (leftOn === '') errors[`leftOn.${beneficiaryId}`] = words.fieldProblems.missing;
    if (cause === 'REPLACED' && replacedBy === '')
      errors[`replacedBy.${beneficiaryId}`] = words.listUpdate.needsReplacement;
    return [{ beneficiaryId, cause, leftOn, replacedBy: replacedBy === '' ? null : replacedBy }];
  });
  if (!form.has('verifierId')) errors['verifierId'] = words.fieldProblems.missing;
  const payload = {
    documentNumber: form.text('documentNumber'),
    documentDate: form.text('documentDate'),
    scanBlobId: scan?.blobId ?? '',
    verifierId: form.text('verifierId'),
    changes,
  };
  return { payload, errors };
}

function readHeldLines({ form, words }: PayloadInput): ReadPayload {
  const lineIds = namesBelow(form, 'line');
  return {
    payload: { lineIds, words: form.text('words') },
    errors: lineIds.length === 0 ? { lineIds: words.fieldProblems.missing } : {},
  };
}
