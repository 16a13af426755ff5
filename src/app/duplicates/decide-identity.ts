import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { allIdentityGrounds, groundFits, identityJudges, identityVerdicts } from '../../domain/identity-question.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

const request = z.object({
  questionId: z.uuid(),
  verdict: z.enum(identityVerdicts),
  ground: z.enum(allIdentityGrounds),
});
export type DecideIdentity = z.input<typeof request>;

interface Question {
  readonly low: string;
  readonly high: string;
  readonly verdict: string | null;
}
const BEFORE_RECOMMENDED = [
  'DRAFT',
  'SUBMITTED',
  'REGISTERED',
  'ADMIN_REVIEW',
  'RETURNED',
  'ADMIN_VERIFIED',
  'FIELD_VERIFICATION',
  'FIELD_VERIFIED',
];

/**
 * Says once and for all whether two entries are one person. One: both have the same identity from now on, so that one claim holds
 * for both, and what is typed again finds it. Two: they are matched and never asked about again.
 * Errors: WRONG_ROLE, NOT_FOUND, INVALID_INPUT, NOT_ALLOWED_IN_STATE (decided otherwise), ALREADY_CLAIMED (both have the same need already).
 */
export async function decideIdentity(ctx: AppContext, actor: Actor, input: DecideIdentity): Promise<void> {
  await notingRefusals(ctx, actor, { subject: 'identity', command: 'decide_identity' }, async (tx) => {
    requireRole(tx, identityJudges);
    const { questionId, verdict, ground } = parseInput(request, input);
    if (!groundFits(verdict, ground)) throw new Refusal(refuse('INVALID_INPUT', { fields: ['ground'] }));
    const question = await lockQuestion(tx, questionId);
    if (question.verdict === verdict) return;
    if (question.verdict !== null)
      throw new Refusal(refuse('NOT_ALLOWED_IN_STATE', { state: question.verdict, command: 'decide_identity' }));
    if (verdict === 'SAME') await makeOne(tx, questionId, question);
    await tx.sql.$executeRaw`
      update identity_question set verdict = ${verdict}, ground = ${ground}, decided_by = ${tx.authority.userId}::uuid, decided_at = ${tx.now}
       where id = ${questionId}::uuid`;
    await settleFlags(tx, question);
    await appendEvents(tx, [
      {
        stream: `identity/${questionId}`,
        type: 'identity_decided',
        commandId: null,
        institutionId: null,
        regencyCode: null,
        data: { verdict, ground },
      },
    ]);
  });
}

/** People stay locked until the end: a claim that is taken in this instant is taken before or after, never in between. */
async function lockQuestion(tx: ActorTx, questionId: string): Promise<Question> {
  const [question] = await tx.sql.$queryRaw<Question[]>`
    select encode(low_key, 'hex') as low, encode(high_key, 'hex') as high, verdict from identity_question where id = ${questionId}::uuid for update`;
  if (question === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'question' }));
  await tx.sql.$executeRaw`
    select 1 from person where identity_key in (decode(${question.low}, 'hex'), decode(${question.high}, 'hex')) order by id for update`;
  return question;
}

/** The identity with a NIK stays, or else the one that was registered first. */
async function makeOne(tx: ActorTx, questionId: string, { low, high }: Question): Promise<void> {
  const [first] = await tx.sql.$queryRaw<{ identity: string }[]>`
    select encode(identity_key, 'hex') as identity from person where identity_key in (decode(${low}, 'hex'), decode(${high}, 'hex'))
     order by nik_status = 'NONE', created_at, id limit 1`;
  const kept = first?.identity ?? low;
  const gone = kept === low ? high : low;
  const [both] = await tx.sql.$queryRaw<{ claims: number }[]>`
    select count(*)::int as claims from claim a join claim b using (need_group, fiscal_year, event_key)
     where a.identity_key = decode(${low}, 'hex') and b.identity_key = decode(${high}, 'hex')`;
  if ((both?.claims ?? 0) > 0) throw new Refusal(refuse('ALREADY_CLAIMED', { lines: both?.claims ?? 0 }));
  await tx.sql.$executeRaw`
    update identity_alias set identity_key = decode(${kept}, 'hex') where identity_key = decode(${gone}, 'hex')`;
  await tx.sql.$executeRaw`
    insert into identity_alias (alias_key, identity_key, question_id) values (decode(${gone}, 'hex'), decode(${kept}, 'hex'), ${questionId}::uuid)`;
  // an institution that has both keeps two rows: the second of them may not be asked for at all
  await tx.sql.$executeRaw`
    update person p set identity_key = decode(${kept}, 'hex')
     where p.identity_key = decode(${gone}, 'hex')
       and not exists (select from person o where o.institution_id = p.institution_id and o.identity_key = decode(${kept}, 'hex'))`;
  await tx.sql.$executeRaw`
    with moved as (
      delete from claim k where k.identity_key = decode(${gone}, 'hex') and exists (
        select from entitlement_line l join person p on p.id = l.person_id
         where l.proposal_id = k.proposal_id and l.need_group = k.need_group and p.identity_key = decode(${kept}, 'hex')) returning *)
    insert into claim (identity_key, need_group, fiscal_year, event_key, proposal_id, institution_id, regency_code, taken_at)
    select decode(${kept}, 'hex'), need_group, fiscal_year, event_key, proposal_id, institution_id, regency_code, taken_at from moved`;
  await tx.sql.$executeRaw`
    update proposal_beneficiary b set status = 'INELIGIBLE'
      from person p, proposal c
     where p.id = b.person_id and c.id = b.proposal_id and p.identity_key = decode(${gone}, 'hex') and c.state = any(${BEFORE_RECOMMENDED}::text[])
       and b.status in ('PROPOSED','NO_NIK','FLAGGED_DUPLICATE','MATCHED','VERIFIED_FIELD')`;
}

/** Who is asked about no more and proposed nowhere else is matched. */
async function settleFlags(tx: ActorTx, { low, high }: Question): Promise<void> {
  await tx.sql.$executeRaw`
    update proposal_beneficiary b set status = 'MATCHED'
      from person p, proposal c
     where p.id = b.person_id and c.id = b.proposal_id and b.status = 'FLAGGED_DUPLICATE' and c.state = any(${BEFORE_RECOMMENDED}::text[])
       and p.identity_key in (decode(${low}, 'hex'), decode(${high}, 'hex'))
       and not exists (select from identity_question q where q.verdict is null and (q.low_key = p.identity_key or q.high_key = p.identity_key))
       and not exists (
         select from already_proposed(array[p.identity_key], c.fiscal_year, c.id) a
           join entitlement_line l on l.beneficiary_id = b.id and l.need_group = a.need_group)`;
}
