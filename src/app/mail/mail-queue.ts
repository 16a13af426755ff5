import { z } from 'zod';
import type { MailStep } from '../../domain/mail-delivery.js';
import type { Locale } from '../../domain/locale.js';
import type { Database } from '../ports.js';

export interface QueuedMail {
  readonly id: string;
  readonly messageId: string;
  readonly to: string;
  readonly locale: Locale;
  readonly template: string;
  readonly params: unknown;
  /** This attempt's number; also the fence against a sender whose claim has run out. */
  readonly attempts: number;
}

/** The table `notification` as the mailer sees it. No transaction is open while a mail is on its way. */
export interface MailQueue {
  /**
   * Takes due rows, oldest first, past rows that another sender has locked, and puts them off until `until`: if the sender dies, they
   * are due again then.
   */
  claim(now: Date, until: Date, limit: number): Promise<readonly QueuedMail[]>;
  settle(mail: QueuedMail, step: MailStep, now: Date): Promise<void>;
  /** Gives claimed rows back untried: the attempt does not count. */
  release(mails: readonly QueuedMail[], dueAt: Date): Promise<void>;
  /** When the next queued row is due; null if none waits. */
  nextDueAt(): Promise<Date | null>;
}

const MAILER = { kind: 'system', purpose: 'mailer' } as const;
const TIMEOUT_MS = 10_000;

const claimedRows = z.array(
  z.object({
    id: z.string(),
    messageId: z.string(),
    to: z.string(),
    locale: z.string().transform((text): Locale => (text === 'en' ? 'en' : 'id')),
    template: z.string(),
    params: z.unknown(),
    attempts: z.number().int(),
  }),
);
const dueRows = z.array(z.object({ dueAt: z.date().nullable() }));

export function createMailQueue(db: Database): MailQueue {
  return {
    claim: (now, until, limit) =>
      db.withActor(MAILER, TIMEOUT_MS, async ({ sql }) =>
        claimedRows.parse(
          await sql.$queryRaw`
            with due as (
              select id from notification
               where state = 'QUEUED' and next_attempt_at <= ${now}
               order by next_attempt_at, id
               limit ${limit}
                 for update skip locked),
            claimed as (
              update notification n set attempts = n.attempts + 1, next_attempt_at = ${until}
                from due where n.id = due.id
              returning n.id, n.message_id, n.to_address, n.locale, n.template, n.params, n.attempts, n.created_at)
            select id, message_id as "messageId", to_address as "to", locale, template, params, attempts
              from claimed order by created_at, id`,
        ),
      ),
    settle: (mail, step, now) =>
      db.withActor(MAILER, TIMEOUT_MS, async ({ sql }) => {
        switch (step.state) {
          case 'SENT':
            // Whoever sent it last, it is sent: no fence.
            await sql.$executeRaw`
              update notification set state = 'SENT', sent_at = ${now}, last_error = null
               where id = ${mail.id}::uuid and state = 'QUEUED'`;
            return;
          case 'REFUSED':
            await sql.$executeRaw`
              update notification set state = 'REFUSED', last_error = ${step.lastError}
               where id = ${mail.id}::uuid and state = 'QUEUED' and attempts = ${mail.attempts}`;
            return;
          case 'QUEUED':
            await sql.$executeRaw`
              update notification set last_error = ${step.lastError}, next_attempt_at = ${step.nextAttemptAt}
               where id = ${mail.id}::uuid and state = 'QUEUED' and attempts = ${mail.attempts}`;
        }
      }),
    release: (mails, dueAt) =>
      db.withActor(MAILER, TIMEOUT_MS, async ({ sql }) => {
        await sql.$executeRaw`
          update notification n set attempts = n.attempts - 1, next_attempt_at = ${dueAt}
            from unnest(${mails.map(({ id }) => id)}::uuid[], ${mails.map(({ attempts }) => attempts)}::int[]) as c(id, attempts)
           where n.id = c.id and n.state = 'QUEUED' and n.attempts = c.attempts`;
      }),
    nextDueAt: () =>
      db.withActor(MAILER, TIMEOUT_MS, async ({ sql }) => {
        const rows = dueRows.parse(
          await sql.$queryRaw`select min(next_attempt_at) as "dueAt" from notification where state = 'QUEUED'`,
        );
        return rows[0]?.dueAt ?? null;
      }),
  };
}
