import { z } from 'zod';
import { actorText, type Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { PersonError, PersonRow, PersonWarning } from '../../domain/person-row.js';
import { parseId, parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { checkPersons, type Checked } from './check-persons.js';
import { editProposal, type EditedProposal } from './edit-proposal.js';
import { MAX_ROWS } from './read-person-rows.js';
import { writePersons } from './write-persons.js';

// one cell of a row may be absurd and is then an error of that row; all cells together are bounded by what was uploaded
const cell = z.string().max(20_000);
export const personRow = z.object({
  name: cell,
  nationalId: cell,
  familyCardNo: cell,
  noNationalIdReason: cell,
  birthDate: cell,
  sex: cell,
  motherName: cell,
  residenceMode: cell,
  items: z.array(cell).max(50),
});
const request = z.object({
  rows: z.array(personRow).min(1).max(MAX_ROWS),
  mode: z.enum(['dry_run', 'append', 'replace']),
});

export interface ImportPersons {
  readonly proposalId: string;
  readonly rows: readonly PersonRow[];
  /** append leaves refused rows out; replace changes nothing while a row is refused. */
  readonly mode: 'dry_run' | 'append' | 'replace';
}
export interface ImportResult {
  readonly rows: readonly {
    /** Counted from 1. */
    readonly row: number;
    readonly ok: boolean;
    readonly errors: readonly PersonError[];
    readonly warnings: readonly PersonWarning[];
  }[];
  readonly accepted: number;
  readonly refused: number;
  /** Whether the accepted rows now stand in the list. */
  readonly saved: boolean;
}

export const TIMEOUT_MS = 60_000;

/**
 * Checks and saves the list of persons of a proposal: client register, list, lines and the cost plan that follows from them.
 * Every row has its own result. Errors: those of editProposal, INVALID_INPUT, TOO_LARGE (5,000 persons in one list).
 */
export async function importPersons(ctx: AppContext, actor: Actor, input: ImportPersons): Promise<ImportResult> {
  const proposalId = parseId('proposalId', input.proposalId);
  const { checked, result } = await editProposal(
    ctx,
    actor,
    { proposalId, timeoutMs: TIMEOUT_MS },
    async (tx, proposal) => {
      const { rows, mode } = parseInput(request, input);
      const replacing = mode === 'replace';
      const found = await checkPersons(tx, ctx.vault, proposal, rows, { replacing });
      const people = found.rows.flatMap((row) => row.accepted ?? []);
      const refused = rows.length - people.length;
      const saved = people.length > 0 && (mode === 'append' || (replacing && refused === 0));
      if (saved) {
        if (!replacing) await requireRoom(tx, proposal, people.length);
        await writePersons(tx, ctx.vault, proposal, people, { targetGroup: found.targetGroup, replacing });
      }
      return { checked: found, result: resultOf(found, people.length, refused, saved) };
    },
  );
  await noteLookUp(ctx, actor, proposalId, checked);
  return result;
}

function resultOf({ rows }: Checked, accepted: number, refused: number, saved: boolean): ImportResult {
  return {
    rows: rows.map(({ row, errors, warnings }) => ({ row, ok: errors.length === 0, errors, warnings })),
    accepted,
    refused,
    saved,
  };
}

export async function requireRoom(tx: ActorTx, proposal: EditedProposal, adding: number): Promise<void> {
  const [held] = await tx.sql.$queryRaw<{ persons: bigint }[]>`
    select count(*) as persons from proposal_beneficiary where proposal_id = ${proposal.id}::uuid`;
  if (Number(held?.persons ?? 0) + adding > MAX_ROWS) {
    throw new Refusal(refuse('TOO_LARGE', { fields: ['rows'], limit: MAX_ROWS }));
  }
}

/** Whoever asks about people learns whether they are proposed elsewhere: how many were asked about is kept (architecture 8). */
export async function noteLookUp(
  ctx: AppContext,
  actor: Actor,
  proposalId: string,
  { looked }: Checked,
): Promise<void> {
  if (looked.keys === 0) return;
  await ctx.db.withActor({ kind: 'system', purpose: 'security' }, 5_000, (tx) =>
    appendEvents(tx, [
      {
        stream: 'security',
        type: 'duplicates_looked_up',
        commandId: null,
        institutionId: null,
        regencyCode: null,
        data: { actor: actorText(actor), proposalId, ...looked },
      },
    ]),
  );
}
