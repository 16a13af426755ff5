import type { Actor } from '../../domain/actor.js';
import type { AppContext } from '../ports.js';

export interface SecurityEntry {
  readonly at: string;
  readonly type: string;
  readonly stream: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const AUDITOR: Actor = { kind: 'system', purpose: 'audit' };

/** The newest entries about people rather than cases: refused commands, sign-ins, new accounts and offices. */
export async function readSecurity(ctx: Pick<AppContext, 'db'>, limit: number): Promise<readonly SecurityEntry[]> {
  const rows = await ctx.db.withActor(
    AUDITOR,
    10_000,
    (tx) =>
      tx.sql.$queryRaw<(Omit<SecurityEntry, 'at'> & { readonly at: Date })[]>`
      select at, type, stream, actor, data from event where stream in ('security', 'users')
       order by at desc, stream, seq desc limit ${limit}`,
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
