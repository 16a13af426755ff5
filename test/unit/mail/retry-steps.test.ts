import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backOffMs, stepAfter } from '../../../src/domain/mail-delivery.js';
import { outcomeOf } from '../../../src/infra/mail/create-mail-transport.js';

const now = new Date('2025-03-03T01:00:00Z');

describe('the wait after a failed attempt', () => {
  it('grows from a minute to an hour and never ends', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map((attempts) => backOffMs(attempts) / 60_000)).toEqual([
      1, 2, 4, 8, 16, 32, 60, 60, 60,
    ]);
    fc.assert(
      fc.property(fc.nat(), (attempts) => {
        expect(backOffMs(attempts)).toBeGreaterThanOrEqual(60_000);
        expect(backOffMs(attempts)).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });

  it('ends only with acceptance or a final refusal', () => {
    expect(stepAfter({ kind: 'accepted' }, 5, now)).toEqual({ state: 'SENT' });
    expect(stepAfter({ kind: 'refused', reason: '550' }, 1, now)).toEqual({ state: 'REFUSED', lastError: '550' });
    for (const kind of ['deferred', 'unreachable'] as const) {
      expect(stepAfter({ kind, reason: 'x'.repeat(9_000) }, 3, now)).toEqual({
        state: 'QUEUED',
        lastError: 'x'.repeat(500),
        nextAttemptAt: new Date('2025-03-03T01:04:00Z'),
      });
    }
  });
});

describe('what a mail error means', () => {
  it.each([
    [
      'unknown recipient',
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 no such user' },
      'refused',
    ],
    ['greylisting', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451, response: '451 later' }, 'deferred'],
    ['refused content', { code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 spam' }, 'refused'],
    ['busy after the data', { code: 'EMESSAGE', command: 'DATA', responseCode: 452, response: '452 full' }, 'deferred'],
    ['an address that is none', { code: 'EENVELOPE', command: 'API', message: 'No recipients defined' }, 'refused'],
    [
      'our sender refused',
      { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553, response: '553 who' },
      'unreachable',
    ],
    [
      'our login refused',
      { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 no' },
      'unreachable',
    ],
    [
      'no service at the greeting',
      { code: 'EPROTOCOL', command: 'CONN', responseCode: 554, response: '554 no' },
      'unreachable',
    ],
    ['nobody there', { code: 'ESOCKET', command: 'CONN', message: 'connect ECONNREFUSED' }, 'unreachable'],
    ['silence', { code: 'ETIMEDOUT', command: 'CONN', message: 'Greeting never received' }, 'unreachable'],
    [
      'a mail too large for the server',
      { code: 'EMESSAGE', command: 'MAIL FROM', message: 'Message size' },
      'deferred',
    ],
  ])('%s', (_, fields, kind) => {
    expect(outcomeOf(Object.assign(new Error('failed'), fields))).toMatchObject({ kind });
  });

  it('of anything thrown is a retry, with some reason', () => {
    for (const thrown of [undefined, null, 'text', 7, {}]) {
      expect(outcomeOf(thrown)).toEqual({ kind: 'unreachable', reason: 'the mail server gave no reason' });
    }
  });
});
