import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { readCase } from '../proposal/case-row.js';
import { readCaseFacts } from '../proposal/decision-facts.js';
import * as field from '../proposal/fields.js';
import { availableCommands } from './available-commands.js';
import { readContact } from './read-contact.js';
import { logAccess } from '../privacy/log-access.js';

const request = z.object({ proposalId: field.id });

/**
 * The telephone of the institution, for whoever may log that he used it, while the case waits for the institution. Logged.
 * Errors: NOT_FOUND, INVALID_INPUT.
 */
export async function viewContact(ctx: AppContext, actor: Actor, input: z.input<typeof request>): Promise<string> {
  const { proposalId } = parseInput(request, input);
  const found = await ctx.db.withActor(actor, 10_000, (tx) => readLogged(tx, proposalId));
  if (found === null) throw new Refusal(refuse('NOT_FOUND', { what: 'telephone' }));
  return ctx.vault.open('phone', `institution|phone|${found.institutionId}`, found.sealed);
}

async function readLogged(tx: ActorTx, proposalId: string) {
  const c = await readCase(tx, proposalId);
  if (c === null) return null;
  const facts = await readCaseFacts(tx, c);
  const contact = await readContact(
    tx,
    c,
    availableCommands(tx, c, facts, {
      dropHandedOver: false,
      fencingDecree: null,
      annexLevel: '',
      debt: null,
      money: false,
      institutionStatus: 'ACTIVE',
      records: [],
    }),
  );
  if (contact?.mayBeOpened !== true) return null;
  const [row] = await tx.sql.$queryRaw<{ phone_sealed: Uint8Array; regency_code: string }[]>`
    select phone_sealed, regency_code from institution where id = ${c.institutionId}::uuid`;
  if (row === undefined) return null;
  await logAccess(tx, {
    kind: 'INSTITUTION',
    id: c.institutionId,
    fields: ['PHONE'],
    purpose: 'CONTACT',
    proposalId,
    institutionId: c.institutionId,
    regencyCode: row.regency_code,
  });
  return { institutionId: c.institutionId, sealed: row.phone_sealed };
}
