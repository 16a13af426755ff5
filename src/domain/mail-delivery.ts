export interface OutgoingMail {
  /** The same at every attempt, so that a receiver can tell a repetition from a second mail. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: Date;
}

/** What the mail server said, as far as it matters to the sender. */
export type MailOutcome =
  | { readonly kind: 'accepted' }
  /** For good (5xx to this recipient or this mail): a person has to correct the address. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Not now (4xx): greylisting, a full mailbox. */
  | { readonly kind: 'deferred'; readonly reason: string }
  /** No recipient was asked: the server is down, does not accept us or our settings are wrong. */
  | { readonly kind: 'unreachable'; readonly reason: string };

export interface MailTransport {
  send(mail: OutgoingMail): Promise<MailOutcome>;
  close(): void;
}

export type MailStep =
  | { readonly state: 'SENT' }
  | { readonly state: 'REFUSED'; readonly lastError: string }
  | { readonly state: 'QUEUED'; readonly lastError: string; readonly nextAttemptAt: Date };

const MINUTE_MS = 60_000;
const LONGEST_WAIT_MINUTES = 60;
const LONGEST_REASON = 500;

/** 1, 2, 4 … minutes, at most an hour, without an end: a dead mail server delays mail, it never loses it. */
export function backOffMs(attempts: number): number {
  return Math.min(LONGEST_WAIT_MINUTES, 2 ** Math.min(Math.max(attempts, 1) - 1, 10)) * MINUTE_MS;
}

/** What becomes of a notification after its `attempts`-th attempt. */
export function stepAfter(outcome: MailOutcome, attempts: number, now: Date): MailStep {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'SENT' };
    case 'refused':
      return { state: 'REFUSED', lastError: outcome.reason.slice(0, LONGEST_REASON) };
    case 'deferred':
    case 'unreachable':
      return {
        state: 'QUEUED',
        lastError: outcome.reason.slice(0, LONGEST_REASON),
        nextAttemptAt: new Date(now.getTime() + backOffMs(attempts)),
      };
  }
}
