import { Context } from '@temporalio/activity';
import { sendDueMails, type Mailer } from '../src/app/mail/deliver-notifications.js';

/** One round ends after this, so that the mailer's history shows that it lives and a new release takes over soon. */
const ROUND_MS = 5 * 60_000;
const IDLE_MS = 1_000;
const BATCH = 100;

export function mailActivities(mailer: Mailer, roundMs: number = ROUND_MS) {
  return {
    /** Sends what is due and waits for more, for one round; stops between two mails when its worker stops. */
    async deliverMail(): Promise<void> {
      const context = Context.current();
      const started = performance.now();
      while (performance.now() - started < roundMs) {
        const { sent } = await sendDueMails(mailer, BATCH, {
          onProgress: (attempted) => context.heartbeat(attempted),
          signal: context.cancellationSignal,
        });
        context.heartbeat(sent);
        if (sent === 0) await context.sleep(IDLE_MS);
      }
    },
  };
}
export type MailActivities = ReturnType<typeof mailActivities>;
