import { errorCodes, Refusal, type DomainError } from '../../domain/errors.js';
import { detailList } from '../../ui/i18n/details.js';
import type { Words } from '../../ui/i18n/words.js';
import type { FormState } from '../../ui/parts/form.js';
import type { FormValues } from './form-values.js';

/** Codes after which the outcome is not known: the same form with the same key asks again. */
const undecided: ReadonlySet<string> = new Set(['STILL_WORKING', 'UNAVAILABLE']);

/**
 * The form as it was typed, with what was refused in words. `rename` tells the form's name of a field that the use-case
 * names otherwise.
 */
export function refusedForm(
  form: FormValues,
  error: DomainError,
  words: Words,
  rename: (field: string) => string = (field) => field,
): FormState {
  const message = fieldMessage(error, words);
  const blamed = message === null ? [] : blamedFields(error, (field) => form.has(rename(field)));
  const isEmpty = (name: string): boolean => form.has(name) && form.text(name) === '';
  const named = blamed.map(rename);
  // what was only left empty is not wrong
  const code = error.code === 'INVALID_INPUT' && named.length > 0 && named.every(isEmpty) ? 'INCOMPLETE' : error.code;
  return {
    values: form.values,
    errors: Object.fromEntries(
      named.map((name) => [
        name,
        error.code === 'INVALID_INPUT' && isEmpty(name) ? words.fieldProblems.missing : (message ?? ''),
      ]),
    ),
    problem: words.errors[code](error.details),
    key: undecided.has(error.code) ? form.text('key') : null,
  };
}

/** A form that the page itself finds incomplete before anybody is asked. */
export function wrongForm(form: FormValues, errors: Readonly<Record<string, string>>): FormState {
  return { values: form.values, errors, problem: null, key: null };
}

function fieldMessage({ code }: DomainError, words: Words): string | null {
  switch (code) {
    case 'INVALID_INPUT':
      return words.fieldProblems.wrong;
    case 'INCOMPLETE':
    case 'REASON_REQUIRED':
    case 'PURPOSE_REQUIRED':
    case 'LIMIT_NEEDS_REASON':
      return words.fieldProblems.missing;
    case 'TOO_LARGE':
      return words.fieldProblems.tooLong;
    case 'DATE_ORDER':
      return words.fieldProblems.date;
    case 'DUPLICATE_NUMBER':
    case 'ACCOUNT_REFUSED':
      return words.fieldProblems.wrong;
    case 'ALREADY_CLAIMED':
      return words.fieldProblems.claimed;
    default:
      return null;
  }
}

function blamedFields({ code, details }: DomainError, isShown: (field: string) => boolean): readonly string[] {
  if (code === 'DATE_ORDER') {
    const [first = ''] = detailList(details, 'first');
    const [second = ''] = detailList(details, 'second');
    return [second === 'today' ? first : second];
  }
  if (code === 'ALREADY_CLAIMED') return detailList(details, 'lineIds').map((id) => `cut.${id}`);
  if (code === 'PURPOSE_REQUIRED') return ['accessPurpose'];
  if (code === 'DUPLICATE_NUMBER') return ['number', 'bastNumber'].filter(isShown);
  if (code === 'ACCOUNT_REFUSED') return ['accountCode'];
  return [...new Set([...detailList(details, 'fields'), ...detailList(details, 'field')])].filter(
    (field) => field !== '',
  );
}

/** The refusal in an error; anything else goes on to the error page. */
export function refusalOf(error: unknown): DomainError {
  if (error instanceof Refusal) return error.error;
  throw error;
}
export function statusOf(error: unknown): number {
  return error instanceof Refusal ? errorCodes[error.error.code].http : 500;
}
