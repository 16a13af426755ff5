import { refuse } from '../../errors.js';
import { confirmationError, paperDateError, recorderError } from '../assisted.js';
import type { Rule } from '../rule.js';

export const recordPaper: Rule<'record_paper'> = ({ case: c, payload, facts, context }) => {
  const { assisted } = c.data;
  const error = recorderError(c, context) ?? paperDateError(payload, context.now);
  if (error !== null || assisted === null) return error ?? refuse('PAPER_REQUIRED');
  if (!facts.scanExists) return refuse('INVALID_INPUT', { fields: ['scan'] });
  const { documentNumber, documentDate, scanBlobId } = payload;
  return {
    change: { data: { assisted: { ...assisted, paper: payload, paperUsed: false } } },
    note: { paperNumber: documentNumber, paperDate: documentDate, scan: scanBlobId },
  };
};

export const confirmIntake: Rule<'confirm_intake'> = ({ case: c, payload, context }) => {
  const { assisted } = c.data;
  const error = confirmationError(c, context);
  if (error !== null || assisted === null) return error ?? refuse('NOTHING_PENDING');
  const confirmed = { by: context.actor.userId ?? '', byName: context.actor.name, at: context.now.toISOString() };
  return {
    change: { data: { assisted: { ...assisted, confirmed } } },
    note: {
      enteredFor: assisted.byName,
      paperNumber: assisted.paper.documentNumber,
      words: payload.words,
      revision: c.revision,
    },
  };
};
