import { refuse, type DomainError } from '../../domain/errors.js';
import type { CommandMap } from '../../domain/proposal/command-map.js';
import type { ProposalEvent } from '../../domain/proposal/events.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { StepInput } from '../../domain/proposal/rule.js';
import type { StepCommand } from '../../domain/proposal/transitions.js';
import type { FollowUp } from '../../../workflows/messages.js';
import type { ActorTx } from '../ports.js';
import type { CaseFacts } from './decision-facts.js';
import type { Step } from './step.js';
import { steps } from './steps/index.js';

/** What a command says, checked, with what the transaction must know to decide it. */
export async function loadStep<K extends keyof CommandMap>(
  tx: ActorTx,
  c: ProposalCase,
  type: K,
  payload: unknown,
  caseFacts: CaseFacts,
): Promise<StepInput<K> | DomainError> {
  const step = steps[type] as unknown as Step<K>;
  const parsed = step.payload.safeParse(payload);
  if (!parsed.success)
    return refuse('INVALID_INPUT', { fields: parsed.error.issues.map((issue) => issue.path.join('.')) });
  if (await lacksScan(tx, parsed.data)) return refuse('INVALID_INPUT', { fields: ['scan'] });
  return { type, payload: parsed.data, facts: await step.load(tx, { case: c, payload: parsed.data, caseFacts }) };
}

/** The scan that a payload names must be a file that its recorder may see: the history would link to nothing. */
async function lacksScan(tx: ActorTx, payload: object): Promise<boolean> {
  if (!('scanBlobId' in payload) || typeof payload.scanBlobId !== 'string') return false;
  const found = await tx.sql.$queryRaw<unknown[]>`select 1 from blob where id = ${payload.scanBlobId}::uuid`;
  return found.length === 0;
}

/** What an accepted step writes besides the case itself; nothing while its entry is only pending. */
export async function writeStep(
  tx: ActorTx,
  effect: StepInput | null,
  of: { readonly case: ProposalCase; readonly event: ProposalEvent; readonly caseFacts: CaseFacts },
): Promise<readonly FollowUp[]> {
  if (effect === null) return [];
  const { type, payload, facts } = effect;
  const { write } = steps[type] as Step<StepCommand>;
  return write === undefined ? [] : write(tx, { ...of, payload, facts });
}
