import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { actorText, type Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { Role } from '../../domain/roles.js';
import { byDecree, substitutableRoles, substitutionKinds } from '../../domain/substitution.js';
import { addDays, startOfDay, witaDate } from '../../domain/time/wita.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { email } from './create-user.js';
import { writeSubstitutionNotice } from './write-substitution-notice.js';

const request = z.object({
  /** Addresses of the two people. */
  holder: email,
  substitute: email,
  role: z
    .string()
    .refine((role): role is Role => substitutableRoles.some((each) => each === role), { message: 'role' }),
  kind: z.enum(substitutionKinds),
  letterNumber: field.requiredText,
  letterDate: field.localDate,
  decreeNumber: field.shortText.default(''),
  decreeDate: field.optionalDate.default(null),
  /** Both days are within the period. */
  startsOn: field.localDate,
  endsOn: field.localDate,
});
export type SetSubstitution = z.input<typeof request>;
type Substitution = z.infer<typeof request>;

/** They arrange substitutions of others; the holder arranges his own. */
export const substitutionMakers: readonly Role[] = ['SEKRETARIS_DINAS', 'ADMIN'];

/**
 * Gives an office to a substitute for a period (process.md 3). That no circle, chain or overlap comes of it is held by the
 * database; both people are told.
 * Errors: WRONG_ROLE, SELF_GIVEN, INVALID_INPUT, INCOMPLETE, DATE_ORDER, NOT_FOUND, INCOMPATIBLE_ROLES, SUBSTITUTION_OVERLAP,
 * SUBSTITUTION_CIRCLE.
 */
export async function setSubstitution(
  ctx: AppContext,
  actor: Actor,
  input: SetSubstitution,
): Promise<{ readonly substitutionId: string }> {
  return notingRefusals(ctx, actor, { subject: 'users', command: 'set_substitution' }, async (tx) => {
    const wanted = parseInput(request, input);
    refuseDates(wanted, tx.now);
    if (byDecree.includes(wanted.role) && (wanted.decreeNumber === '' || wanted.decreeDate === null))
      throw new Refusal(refuse('INCOMPLETE', { fields: ['decreeNumber', 'decreeDate'] }));
    return { substitutionId: await write(tx, wanted) };
  });
}

function refuseDates({ letterDate, decreeDate, startsOn, endsOn }: Substitution, now: Date): void {
  const today = witaDate(now);
  if (letterDate > today) throw new Refusal(refuse('DATE_ORDER', { first: 'letterDate', second: 'today' }));
  if (decreeDate !== null && decreeDate > today)
    throw new Refusal(refuse('DATE_ORDER', { first: 'decreeDate', second: 'today' }));
  if (endsOn < startsOn) throw new Refusal(refuse('DATE_ORDER', { first: 'startsOn', second: 'endsOn' }));
  if (endsOn < today) throw new Refusal(refuse('INVALID_INPUT', { fields: ['endsOn'] }));
}

async function write(tx: ActorTx, wanted: Substitution): Promise<string> {
  const { scope, roles, userId } = tx.authority;
  if (scope !== 'province' && scope !== 'system')
    throw new Refusal(refuse('WRONG_ROLE', { needed: substitutionMakers }));
  const [people] = await tx.sql.$queryRaw<{ holder: string | null; substitute: string | null; own: boolean | null }[]>`
    select (select id from user_account where email = ${wanted.holder}) as holder,
           (select id from user_account where email = ${wanted.substitute} and active) as substitute,
           (select bool_or(m.role = ${wanted.role}) from membership m join user_account u on u.id = m.user_id where u.email = ${wanted.holder}
               and m.valid_from <= ${tx.now} and (${wanted.kind} = 'PLT' or m.valid_to is null or m.valid_to > ${tx.now})) as own`;
  const { holder = null, substitute = null, own = null } = people ?? {};
  if (scope !== 'system' && holder !== userId && !substitutionMakers.some((role) => roles.includes(role)))
    throw new Refusal(refuse('WRONG_ROLE', { needed: substitutionMakers }));
  if (holder === null || substitute === null || holder === substitute)
    throw new Refusal(refuse('INVALID_INPUT', { fields: [holder === null ? 'holder' : 'substitute'] }));
  if (substitute === userId) throw new Refusal(refuse('SELF_GIVEN'));
  if (own !== true) throw new Refusal(refuse('INVALID_INPUT', { fields: ['role'] }));
  const id = uuid();
  const from = new Date(Math.max(startOfDay(wanted.startsOn).getTime(), tx.now.getTime()));
  await tx.sql.$executeRaw`
    insert into substitution (id, kind, role, holder_id, substitute_id, letter_number, letter_date, decree_number, decree_date, valid_from, valid_to, set_by, set_at)
    values (${id}::uuid, ${wanted.kind}, ${wanted.role}, ${holder}::uuid, ${substitute}::uuid, ${wanted.letterNumber}, ${wanted.letterDate}::date,
            nullif(${wanted.decreeNumber}, ''), ${wanted.decreeDate}::date, ${from}, ${startOfDay(addDays(wanted.endsOn, 1))}, ${actorText(tx.actor)}, ${tx.now})`;
  await writeSubstitutionNotice(tx, id, 'substitution_set');
  await appendEvents(tx, [
    {
      stream: 'users',
      type: 'substitution_set',
      commandId: null,
      institutionId: null,
      regencyCode: null,
      data: { substitutionId: id, holderId: holder, substituteId: substitute, ...termsOf(wanted) },
    },
  ]);
  return id;
}

/** What the record keeps of it beside the two people, whose addresses stay out. */
function termsOf({ kind, role, letterNumber, letterDate, decreeNumber, decreeDate, startsOn, endsOn }: Substitution) {
  return { kind, role, letterNumber, letterDate, decreeNumber, decreeDate, startsOn, endsOn };
}
