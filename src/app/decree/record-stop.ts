import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { isDecreeHolder, stopError, type DecreeStop } from '../../domain/decree/decree-way.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { witaDate } from '../../domain/time/wita.js';
import { createOnce } from '../forward/create-once.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import * as field from '../proposal/fields.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { lockDecree } from './decree-row.js';

const request = z.object({
  decreeId: field.id,
  stopAt: z.string().refine(isDecreeHolder),
  arrivedOn: field.localDate,
  note: z.string().trim().max(2_000).default(''),
  key: z.string().min(8).max(200),
});
export type RecordStop = z.input<typeof request>;

/**
 * Records at whom a frozen decree lies since which day, on its way to the signature. It decides nothing: the signed paper
 * counts when it comes, whatever was recorded of its way.
 * Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, NOT_FOUND, NOT_ALLOWED_IN_STATE, DATE_ORDER, COMMAND_REUSED.
 */
export async function recordStop(ctx: AppContext, actor: Actor, input: RecordStop): Promise<void> {
  requireSignedIn(actor);
  const of = { subject: `decree/${input.decreeId.slice(0, 40)}`, command: 'record_stop' };
  await notingRefusals(ctx, actor, of, async (tx) => {
    requireRole(tx, ['SECRETARIAT']);
    const { key, stopAt: holder, ...rest } = parseInput(request, input);
    const stop = { ...rest, holder };
    await createOnce(tx, { operation: 'record_stop', key, body: stop, state: 'FROZEN' }, async (commandId) => {
      const d = await lockDecree(tx, stop.decreeId);
      if (d === null) throw new Refusal(refuse('NOT_FOUND', { what: 'decree' }));
      const stops = await readStops(tx, d.id, d.rootHash);
      const frozenOn = d.frozenAt === null ? null : witaDate(new Date(d.frozenAt));
      const error = stopError({ state: d.state, frozenOn }, stops, stop, witaDate(tx.now));
      if (error !== null) throw new Refusal(error);
      const seq = stops.length + 1;
      await tx.sql.$executeRaw`
        insert into decree_stop (decree_id, root_hash, seq, holder, arrived_on, note, recorded_by, recorded_at)
        values (${d.id}::uuid, ${d.rootHash}, ${seq}, ${stop.holder}, ${stop.arrivedOn}::date, ${stop.note}, ${tx.authority.userId}::uuid, ${tx.now})`;
      await appendEvents(tx, [
        {
          stream: `decree/${d.id}`,
          type: 'stop',
          commandId,
          institutionId: null,
          regencyCode: null,
          data: { note: { seq, holder: stop.holder, arrivedOn: stop.arrivedOn, words: stop.note } },
        },
      ]);
      return d.id;
    });
  });
}

/** The stops of the annex at hand, in their order. */
export async function readStops(
  tx: ActorTx,
  decreeId: string,
  rootHash: string | null,
): Promise<readonly DecreeStop[]> {
  const rows = await tx.sql.$queryRaw<{ holder: string; arrived_on: string; note: string }[]>`
    select holder, arrived_on::text, note from decree_stop where decree_id = ${decreeId}::uuid and root_hash = ${rootHash} order by seq`;
  return rows.flatMap(({ holder, arrived_on: arrivedOn, note }) =>
    isDecreeHolder(holder) ? [{ holder, arrivedOn, note }] : [],
  );
}
