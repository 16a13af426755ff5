import type { Actor } from '../../domain/actor.js';
import { breachReaders } from '../../domain/breach.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { requireRole } from '../forward/require-role.js';
import { parseId } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';

export interface BreachItem {
  readonly id: string;
  readonly number: string;
  readonly foundAt: string;
  readonly dueAt: string;
  readonly what: string;
  readonly handling: string;
  readonly dataKinds: readonly string[];
  readonly subjects: readonly string[];
  readonly affected: number;
  readonly state: string;
  readonly overdue: boolean;
  readonly openedBy: string;
  readonly closedAt: string | null;
  readonly notices: readonly { readonly told: string; readonly number: string; readonly sentOn: string }[];
}

interface Row {
  id: string;
  number: string;
  found_at: Date;
  due_at: Date;
  what: string;
  handling: string;
  data_kinds: string[];
  subjects: string[];
  affected: number;
  state: string;
  opened_by: string | null;
  closed_at: Date | null;
  notices: { told: string; number: string; sentOn: string }[];
}

/** Every breach of the register, open ones first. Errors: WRONG_ROLE. */
export async function listBreaches(ctx: AppContext, actor: Actor): Promise<readonly BreachItem[]> {
  return ctx.db.withActor(actor, 10_000, (tx) => read(tx, null));
}

/** One breach. Errors: WRONG_ROLE, NOT_FOUND, INVALID_INPUT. */
export async function getBreach(ctx: AppContext, actor: Actor, breachId: string): Promise<BreachItem> {
  const id = parseId('breachId', breachId);
  const [found] = await ctx.db.withActor(actor, 10_000, (tx) => read(tx, id));
  if (found === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'breach' }));
  return found;
}

async function read(tx: ActorTx, id: string | null): Promise<readonly BreachItem[]> {
  requireRole(tx, breachReaders);
  const rows = await tx.sql.$queryRaw<Row[]>`
    select b.id, b.number, b.found_at, b.due_at, b.what, b.handling, b.data_kinds, b.subjects, b.affected, b.state, b.closed_at,
           (select u.name from user_account u where u.id = b.opened_by) as opened_by,
           coalesce((select jsonb_agg(jsonb_build_object('told', n.told, 'number', n.number, 'sentOn', n.sent_on) order by n.recorded_at, n.told)
              from breach_notice n where n.breach_id = b.id), '[]'::jsonb) as notices
      from breach b where ${id}::uuid is null or b.id = ${id}::uuid order by b.state = 'CLOSED', b.due_at desc, b.id limit 200`;
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    foundAt: row.found_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    what: row.what,
    handling: row.handling,
    dataKinds: row.data_kinds,
    subjects: row.subjects,
    affected: row.affected,
    state: row.state,
    overdue: row.state === 'OPEN' && row.due_at < tx.now,
    openedBy: row.opened_by ?? '',
    closedAt: row.closed_at?.toISOString() ?? null,
    notices: row.notices,
  }));
}
