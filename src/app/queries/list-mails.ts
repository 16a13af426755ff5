import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { requireAdministrator } from '../users/require-administrator.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { offsetOf, page, pageSize, type Page } from './paging.js';

const request = z.object({ state: z.enum(['QUEUED', 'SENT', 'REFUSED']).nullish(), page, pageSize });

export interface MailItem {
  readonly id: string;
  readonly messageId: string;
  readonly toAddress: string;
  readonly template: string;
  readonly locale: string;
  readonly proposalId: string | null;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: string;
  readonly nextAttemptAt: string;
  readonly sentAt: string | null;
}

/** Every mail that was written and what became of it, the newest first; for administrators. Errors: WRONG_ROLE, INVALID_INPUT. */
export async function listMails(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof request> = {},
): Promise<Page<MailItem>> {
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    requireAdministrator(tx);
    const wanted = parseInput(request, input);
    const rows = await tx.sql.$queryRaw<
      {
        id: string;
        message_id: string;
        to_address: string;
        template: string;
        locale: string;
        proposal_id: string | null;
        state: string;
        attempts: number;
        last_error: string | null;
        created_at: Date;
        next_attempt_at: Date;
        sent_at: Date | null;
        total: bigint;
      }[]
    >`
      select id, message_id, to_address, template, locale, proposal_id, state, attempts, last_error, created_at, next_attempt_at, sent_at,
             count(*) over () as total
        from notification where (${wanted.state ?? null}::text is null or state = ${wanted.state ?? null})
       order by created_at desc, id desc limit ${wanted.pageSize} offset ${offsetOf(wanted)}`;
    return {
      items: rows.map((row) => ({
        id: row.id,
        messageId: row.message_id,
        toAddress: row.to_address,
        template: row.template,
        locale: row.locale,
        proposalId: row.proposal_id,
        state: row.state,
        attempts: row.attempts,
        lastError: row.last_error,
        createdAt: row.created_at.toISOString(),
        nextAttemptAt: row.next_attempt_at.toISOString(),
        sentAt: row.sent_at?.toISOString() ?? null,
      })),
      total: Number(rows[0]?.total ?? 0n),
      page: wanted.page,
      pageSize: wanted.pageSize,
    };
  });
}
