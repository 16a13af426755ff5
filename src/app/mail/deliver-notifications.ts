import { backOffMs, stepAfter, type MailOutcome, type MailTransport } from '../../domain/mail-delivery.js';
import type { Locale } from '../../domain/locale.js';
import type { Clock } from '../ports.js';
import type { MailQueue, QueuedMail } from './mail-queue.js';

export interface Mailer {
  readonly queue: MailQueue;
  readonly transport: MailTransport;
  readonly clock: Clock;
  readonly render: (
    template: string,
    locale: Locale,
    params: unknown,
  ) => { readonly subject: string; readonly text: string; readonly html: string };
}

export interface DeliveryWatch {
  /** Called after every mail: a heartbeat. */
  readonly onProgress?: (attempted: number) => void;
  /** Stops between two mails and gives the rest back. */
  readonly signal?: AbortSignal;
}

export interface DeliveryResult {
  readonly sent: number;
  readonly refused: number;
  readonly deferred: number;
  /** When to come back: the next due row, a minute from now if the server did not answer; null while nothing is queued. */
  readonly nextDueAt: Date | null;
}

const CLAIM_SIZE = 20;
/** Longer than a claim of mails takes at the transport's longest time-outs. */
const CLAIM_MS = 15 * 60_000;

/**
 * Sends up to `limit` due mails and says when the next one is due. Rows are claimed in one short transaction, sent without any, and
 * settled one by one.
 *
 * A sender that dies between the server's acceptance and the settling update leaves the row claimed; it is due again when the claim
 * runs out and goes out a second time under the same Message-ID. Twice is chosen over never: SMTP has no way to ask whether a mail has
 * arrived, mailboxes drop a repeated Message-ID, and a notice that nobody got would let a deadline pass unseen.
 */
export async function sendDueMails(mailer: Mailer, limit: number, watch: DeliveryWatch = {}): Promise<DeliveryResult> {
  const tally = { sent: 0, refused: 0, deferred: 0 };
  let attempted = 0;
  for (;;) {
    const now = await mailer.clock.now();
    const size = Math.min(CLAIM_SIZE, limit - attempted);
    const claimed =
      size <= 0 || watch.signal?.aborted === true
        ? []
        : await mailer.queue.claim(now, new Date(now.getTime() + CLAIM_MS), size);
    if (claimed.length === 0) return { ...tally, nextDueAt: await mailer.queue.nextDueAt() };
    const outcome = await sendClaimed(mailer, claimed, tally, () => {
      attempted += 1;
      watch.onProgress?.(attempted);
      return watch.signal?.aborted !== true;
    });
    if (outcome === 'stopped') return { ...tally, nextDueAt: await mailer.queue.nextDueAt() };
    if (outcome === 'unreachable')
      return { ...tally, nextDueAt: new Date((await mailer.clock.now()).getTime() + backOffMs(1)) };
  }
}

async function sendClaimed(
  mailer: Mailer,
  claimed: readonly QueuedMail[],
  tally: { sent: number; refused: number; deferred: number },
  goOn: () => boolean,
): Promise<'done' | 'stopped' | 'unreachable'> {
  for (const [index, mail] of claimed.entries()) {
    const outcome = await attempt(mailer, mail);
    const now = await mailer.clock.now();
    const step = stepAfter(outcome, mail.attempts, now);
    await mailer.queue.settle(mail, step, now);
    if (step.state === 'SENT') tally.sent += 1;
    else if (step.state === 'REFUSED') tally.refused += 1;
    else tally.deferred += 1;
    const proceed = goOn();
    const rest = claimed.slice(index + 1);
    if (outcome.kind === 'unreachable') {
      // The next recipient would wait for the same time-out at the same closed door. The others come back after the shortest wait and
      // not after this mail's own: should it be the mail that closes the door, it falls behind them.
      if (rest.length > 0) await mailer.queue.release(rest, new Date(now.getTime() + backOffMs(1)));
      return 'unreachable';
    }
    if (!proceed) {
      if (rest.length > 0) await mailer.queue.release(rest, now);
      return 'stopped';
    }
  }
  return 'done';
}

async function attempt(mailer: Mailer, mail: QueuedMail): Promise<MailOutcome> {
  let rendered: ReturnType<Mailer['render']>;
  try {
    rendered = mailer.render(mail.template, mail.locale, mail.params);
  } catch (error) {
    // A defect of this release must not stop the mails of others; the row waits, with its error shown, for a release that can write it.
    return { kind: 'deferred', reason: `cannot be written: ${error instanceof Error ? error.message : String(error)}` };
  }
  return mailer.transport.send({
    ...rendered,
    messageId: mail.messageId,
    to: mail.to,
    date: await mailer.clock.now(),
  });
}
