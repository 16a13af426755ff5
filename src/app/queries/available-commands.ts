import type { ClawbackState } from '../../domain/clawback.js';
import type { RecordedEntry } from '../../domain/proposal/commands/corrections.js';
import { correctionError } from '../../domain/proposal/corrections.js';
import { admit } from '../../domain/proposal/decide.js';
import { confirmationError, recorderError, unconfirmedError } from '../../domain/proposal/assisted.js';
import { refuse, type DomainError } from '../../domain/errors.js';
import { appealEnds } from '../../domain/proposal/clocks.js';
import { nextEndorser } from '../../domain/proposal/endorsers.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import { debtError } from '../../domain/proposal/rules/default.js';
import { expiryError } from '../../domain/proposal/rules/contact.js';
import { goodsExceptionError } from '../../domain/proposal/rules/delivery.js';
import { lateError, yearEndError } from '../../domain/proposal/rules/year-end.js';
import { pactStands } from '../../domain/proposal/rules/decree.js';
import { openYearError } from '../../domain/proposal/rules/stock-year.js';
import { endorsesNext, reviewsAppeal } from '../../domain/proposal/stand-in.js';
import { extensionError } from '../../domain/proposal/rules/people.js';
import { listUpdateError } from '../../domain/proposal/rules/list-updates.js';
import { recallError } from '../../domain/proposal/rules/recall.js';
import { opinionError } from '../../domain/proposal/rules/recommendation.js';
import { deskError } from '../../domain/proposal/rules/verification.js';
import type { DecisionContext } from '../../domain/proposal/rule.js';
import {
  saidByDecree,
  transitionOf,
  transitionsFrom,
  type CommandType,
  type Transition,
} from '../../domain/proposal/transitions.js';
import type { CaseFacts } from '../proposal/decision-facts.js';
import type { ActorTx } from '../ports.js';
import type { AvailableCommand } from './case-view.js';

export interface OpenWork {
  /** A drop stands handed over and waits for the institution's word. */
  readonly dropHandedOver: boolean;
  readonly fencingDecree: string | null;
  /** Whether persons stand in the annex of the decree or in a list beside it. */
  readonly annexLevel: string;
  /** Where the debt for the case stands; null where nobody asked for anything. */
  readonly debt: ClawbackState | null;
  /** The aid is money, not goods. */
  readonly money: boolean;
  readonly institutionStatus: string;
  /** Entries of papers from outside that still stand. */
  readonly records: readonly RecordedEntry[];
}

/**
 * Every command of the state with whether this person may give it now, and why not: by the same rule that decides, and by
 * what of the rule is known before a form is filled in.
 */
export function availableCommands(
  tx: ActorTx,
  c: ProposalCase,
  facts: CaseFacts,
  work: OpenWork,
): readonly AvailableCommand[] {
  const context = contextOf(tx, facts);
  const steps = transitionsFrom(c)
    .filter((transition) => transition.roles !== 'SYSTEM' && !saidByDecree.has(transition.command as CommandType))
    .map((transition) => entry(c, transition.command as CommandType, transition, context, work));
  const { pending } = c.data;
  const transition = pending === null ? null : transitionOf(c, pending.command);
  if (transition === null) return steps;
  const seconds = (['confirm', 'refuse_pending'] as const).map((type) => entry(c, type, transition, context, work));
  return [...seconds, ...steps];
}

function contextOf({ authority, now, actor }: ActorTx, facts: CaseFacts): DecisionContext {
  return {
    now,
    actor: {
      kind: actor.kind === 'system' ? 'system' : 'user',
      userId: authority.userId,
      name: authority.name,
      roles: authority.roles,
      institutionId: authority.institutionId,
    },
    duties: facts.duties,
    policy: facts.policy,
    holidays: facts.holidays,
    remote: facts.remote,
    payloadHash: '',
  };
}

function entry(
  c: ProposalCase,
  type: CommandType,
  transition: Transition,
  context: DecisionContext,
  work: OpenWork,
): AvailableCommand {
  const admitted = admit(c, { type, expectedVersion: null, words: '' }, context);
  const why = 'code' in admitted ? admitted : laterError(c, type, context, work);
  return { type, transition, allowed: why === null, why };
}

/** What the rule of the command would answer whatever the form says. */
function laterError(c: ProposalCase, type: CommandType, context: DecisionContext, work: OpenWork): DomainError | null {
  const { policy, actor, now } = context;
  const next = nextEndorser(c);
  switch (type) {
    case 'endorse':
      if (next === null) return notNow(c, type, 'HEAD_DINSOS');
      return endorsesNext(c, actor.roles) ? null : refuse('WRONG_ROLE', { needed: [next] });
    case 'recommend':
      return next === null ? (unconfirmedError(c) ?? opinionError(c, policy)) : notNow(c, type, next);
    case 'send_back':
      if (c.data.endorsed.length === 0) return notNow(c, type, '');
      return endorsesNext(c, actor.roles) ? null : refuse('WRONG_ROLE', { needed: next === null ? [] : [next] });
    case 'confirm_intake':
      return confirmationError(c, context);
    case 'record_paper':
      return recorderError(c, context);
    case 'pass_admin':
      return unconfirmedError(c);
    case 'start_admin':
      return deskError(c, context);
    case 'recall':
      return recallError(c, context);
    case 'correct_record':
      return correctionError(c, work.records, actor.roles);
    case 'extend':
      return extensionError(c, context);
    case 'return':
      return c.state === 'ADMIN_REVIEW' && !actor.roles.includes('KABID') && c.data.returns >= policy.returnsByVerifier
        ? refuse('WRONG_ROLE', { needed: ['KABID'], returns: c.data.returns })
        : null;
    case 'submit_field':
      return c.data.fieldOfficers.includes(actor.userId ?? '')
        ? null
        : refuse('WRONG_ROLE', { needed: ['FIELD_VERIFIER'], team: 'assigned' });
    case 'close_default':
      return debtError(work.debt);
    case 'amend':
      return c.data.amendment === null ? notNow(c, type, 'HEAD_DINSOS') : null;
    case 'carry_over':
      return yearEndError(c, now, policy);
    case 'close_year':
    case 'lapse_money':
      if (work.money !== (type === 'lapse_money')) return notNow(c, type, '');
      return openYearError(c, now, policy, type);
    case 'allow_goods_exception':
      return goodsExceptionError(c, work);
    case 'allow_late':
      return lateError(c, now);
    case 'appeal':
      return now > appealEnds(c, context) ? refuse('CASE_ENDED', { state: c.state, command: type }) : null;
    case 'sign_pact':
      return pactStands(c) || (c.state === 'IN_DELIVERY' && c.track === 'PLANNED' && !c.data.pactDue)
        ? notNow(c, type, '')
        : null;
    case 'complete_papers':
      return c.data.completeness?.done === false ? null : notNow(c, type, '');
    case 'grant':
    case 'deny':
      return reviewsAppeal(c, actor) ? null : refuse('WRONG_ROLE', { needed: ['APPEAL_REVIEWER'], team: 'assigned' });
    case 'withdraw':
    case 'reject':
      return c.fencedBy === null ? null : refuse('FENCED_BY_DECREE', { decree: work.fencingDecree ?? c.fencedBy });
    case 'hold':
    case 'audit_on':
      return (type === 'hold' ? c.data.hold : c.data.audit) === null ? null : notNow(c, type, '');
    case 'resume':
    case 'audit_off':
      return (type === 'resume' ? c.data.hold : c.data.audit) === null ? notNow(c, type, '') : null;
    case 'expire':
      return expiryError(c, context.now, policy);
    case 'update_list':
      return listUpdateError(c, work.annexLevel);
    case 'judge_receipt':
      return c.data.quarantine.length > 0 ? null : notNow(c, type, '');
    case 'confirm_receipt':
      return work.dropHandedOver ? null : notNow(c, type, 'UPTD_OFFICER');
    default:
      return null;
  }
}

function notNow(c: ProposalCase, command: string, waitsFor: string): DomainError {
  return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command, waitsFor });
}
