/** What somebody with every right over the database could do to a closed case, and the invariant that then does not hold. */
export interface Damage {
  readonly id: string;
  readonly what: string;
  /** Statements; a constraint or trigger that stands in the way is taken away first. */
  readonly damage: readonly string[];
  /** Other invariants that the same damage contradicts. */
  readonly alsoFound?: readonly string[];
}

const oneLine = `(select id from entitlement_line where decreed > 0 order by id limit 1)`;
const oneCase = `(select id from proposal where state = 'CLOSED' order by id limit 1)`;
const otherCase = `(select id from proposal where state = 'CLOSED' order by id desc limit 1)`;
const unchecked = `alter table entitlement_line drop constraint line_quantities_descend`;
const freeChain = `alter table event disable trigger user`;

export const damages: readonly Damage[] = [
  {
    id: 'I1a',
    what: 'more is recommended than requested',
    damage: [unchecked, `update entitlement_line set recommended = requested + 1 where id = ${oneLine}`],
  },
  {
    id: 'I1a',
    what: 'something is decreed that nobody considered',
    damage: [unchecked, `update entitlement_line set considered = null where id = ${oneLine}`],
  },
  {
    id: 'I1b',
    what: 'a closed report accounts for less than was delivered',
    damage: [`update report_line set used = used - 1 where proposal_id = ${oneCase} and used > 0`],
  },
  {
    id: 'I1c',
    what: 'a line was delivered more than its receipts say',
    damage: [`update receipt set quantity = quantity - 1 where line_id = ${oneLine}`],
  },
  {
    id: 'I1d',
    what: 'somebody came into the list in nobody’s place',
    damage: [
      `update proposal_beneficiary set joined_version = 1 where id = (select beneficiary_id from entitlement_line where id = ${oneLine})`,
    ],
  },
  {
    id: 'I2a',
    what: 'a hard limit is exceeded',
    damage: [
      `alter table ceiling drop constraint ceiling_hard_holds`,
      `update ceiling set amount = 1 where scope = 'DPA_LINE' and consumed > 0`,
    ],
  },
  {
    id: 'I2b',
    what: 'a limit carries more than its reservations',
    damage: [`update ceiling set reserved = reserved + 1 where scope = 'DPA_LINE' and consumed > 0`],
  },
  {
    id: 'I2c',
    what: 'a decreed case has consumed another amount',
    damage: [
      `update reservation set amount = amount - 1 where proposal_id = ${oneCase} and state = 'CONSUMED'`,
      `update ceiling c set consumed = (select coalesce(sum(amount), 0) from reservation r where r.ceiling_id = c.id and r.state = 'CONSUMED')`,
    ],
  },
  {
    id: 'I2c',
    what: 'a decreed case has consumed nothing',
    damage: [
      `update reservation set state = 'RELEASED' where proposal_id = ${oneCase}`,
      `update ceiling c set consumed = (select coalesce(sum(amount), 0) from reservation r where r.ceiling_id = c.id and r.state = 'CONSUMED')`,
    ],
  },
  {
    id: 'I2d',
    what: 'a closed case reserves money again',
    damage: [
      `update reservation set state = 'RESERVED' where proposal_id = ${oneCase} and state = 'RELEASED'`,
      `update ceiling c set reserved = (select coalesce(sum(amount), 0) from reservation r where r.ceiling_id = c.id and r.state = 'RESERVED')`,
    ],
    alsoFound: ['I2c'],
  },
  {
    id: 'I3d',
    what: 'a case on the waiting list holds needs',
    damage: [
      `alter table proposal disable trigger user`,
      `update proposal set state = 'WAITLISTED' where id = ${oneCase}`,
    ],
  },
  {
    id: 'I3a',
    what: 'a recommended need is claimed by nobody',
    damage: [`delete from claim where proposal_id = ${oneCase}`],
  },
  {
    id: 'I3b',
    what: 'a case claims a need of which it has no line',
    damage: [
      `insert into claim select '\\x00', need_group, fiscal_year, event_key, proposal_id, institution_id, regency_code, taken_at
         from claim where proposal_id = ${oneCase} limit 1`,
    ],
  },
  {
    id: 'I3c',
    what: 'one person received for one need in two cases',
    damage: [
      `update person set identity_key = (select n.identity_key from person n join entitlement_line l on l.person_id = n.id
          where l.proposal_id = ${oneCase} and l.status = 'RECEIVED' and l.need_group = 'FOOD' order by l.id limit 1)
        where id = (select l.person_id from entitlement_line l
          where l.proposal_id = ${otherCase} and l.status = 'RECEIVED' and l.need_group = 'FOOD' order by l.id limit 1)`,
    ],
    // the claim of the person that was is now a claim without a line
    alsoFound: ['I3a', 'I3b'],
  },
  {
    id: 'I4a',
    what: 'the annex names another quantity than the lines',
    damage: [`update decree_entry set items = jsonb_set(items, '{0,quantity}', '999') where proposal_id = ${oneCase}`],
  },
  {
    id: 'I4b',
    what: 'the annex counts another number of heads',
    damage: [
      `update decree_entry set persons = persons + 1 where proposal_id = ${oneCase}`,
      `update beneficiary_list set persons = persons + 1 where proposal_id = ${oneCase}`,
    ],
  },
  {
    id: 'I4c',
    what: 'goods went by a list that is not the annex',
    damage: [`update beneficiary_list set content_hash = repeat('0', 64) where proposal_id = ${oneCase}`],
  },
  {
    id: 'I4c',
    what: 'goods went without a list',
    damage: [`delete from beneficiary_list where proposal_id = ${oneCase}`],
  },
  {
    id: 'I4d',
    what: 'an amendment left another amount than what is in force',
    damage: [
      `insert into decree_amendment (id, decree_id, proposal_id, institution_id, regency_code, number, signed_on, signatory, scan_blob_id,
              items_before, items_after, amount_before, amount_after, lines_hash_before, lines_hash_after, recorded_at)
         select gen_random_uuid(), e.decree_id, e.proposal_id, e.institution_id, e.regency_code, 'X/1', now(), 'x', (select id from blob limit 1),
                e.items, e.items, e.amount, e.amount - 1, e.lines_hash, e.lines_hash, now()
           from decree_entry e where e.proposal_id = ${oneCase}`,
    ],
  },
  {
    id: 'I5',
    what: 'the pact was signed before the decree',
    damage: [`update pact set signed_on = signed_on - 1 where proposal_id = ${oneCase}`],
  },
  {
    id: 'I5',
    what: 'the receipt is older than the minutes',
    damage: [`update receipt set received_on = received_on - 1 where proposal_id = ${oneCase}`],
  },
  {
    id: 'I6',
    what: 'somebody was recommended whom the visit did not find',
    damage: [
      `update proposal_beneficiary set presence = 'NOT_FOUND'
        where id = (select beneficiary_id from entitlement_line where id = ${oneLine})`,
    ],
  },
  {
    id: 'I6',
    what: 'somebody was recommended whom nobody visited',
    damage: [
      `update proposal_beneficiary set presence = null
        where id = (select beneficiary_id from entitlement_line where id = ${oneLine})`,
    ],
  },
  {
    id: 'I7',
    what: 'something was handed over in a freeze',
    damage: [
      `insert into delivery_freeze (id, from_on, until_on, reason, letter_number, letter_date, set_by, set_at, set_on)
       select gen_random_uuid(), d.bast_date, d.bast_date, 'x', 'x', d.bast_date - 1, (select id from user_account limit 1), now(), d.bast_date - 1
         from delivery_drop d where d.bast_date is not null and d.proposal_id = ${oneCase} limit 1`,
    ],
  },
  {
    id: 'I7',
    what: 'a case waits for the judgement of a receipt that is nowhere',
    damage: [
      `update proposal set case_data = jsonb_set(case_data, '{quarantine}', '[{"id": "x"}]') where id = ${oneCase}`,
    ],
  },
  {
    id: 'I8a',
    what: 'one person verified and recommended the same case',
    damage: [
      `insert into involvement select proposal_id, user_id, 'RECOMMENDER', institution_id, regency_code, at
         from involvement where duty = 'VERIFIER' and proposal_id = ${oneCase} limit 1`,
    ],
  },
  {
    id: 'I8b',
    what: 'one person entered and confirmed',
    damage: [
      freeChain,
      `update event e set actor = (select p.actor from event p where p.stream = e.stream and p.seq < e.seq and p.type = 'entered'
          order by p.seq desc limit 1) where e.type = 'submit_field' and e.stream = 'proposal/' || ${oneCase}`,
    ],
  },
  {
    id: 'I8b',
    what: 'one person recorded and confirmed a decree',
    damage: [
      freeChain,
      `update event e set actor = (select p.actor from event p where p.stream = e.stream and p.seq < e.seq and p.type = 'entered'
          order by p.seq desc limit 1) where e.type = 'record' and e.stream like 'decree/%'`,
    ],
  },
  {
    id: 'I9',
    what: 'something happened to an ended case',
    damage: [
      `insert into event select stream, seq + 1, 'reminded', actor, actor_name, roles, institution_id, regency_code, null, at, data, hash, hash
         from event where stream = 'proposal/' || ${oneCase} order by seq desc limit 1`,
    ],
  },
  {
    id: 'I10a',
    what: 'a command was accepted and left nothing',
    damage: [
      `insert into command select 'made up', stream, type, request_hash, actor, outcome, created_at from command limit 1`,
    ],
  },
  {
    id: 'I10b',
    what: 'an effect comes from no accepted command',
    damage: [
      freeChain,
      `update event set command_id = 'made up' where type = 'register' and stream = 'proposal/' || ${oneCase}`,
    ],
    // and its own command is left without an effect
    alsoFound: ['I10a'],
  },
  {
    id: 'I10c',
    what: 'a case goes on with one that was never carried over',
    damage: [`update proposal set carried_from = ${otherCase} where id = ${oneCase}`],
  },
  {
    id: 'I12',
    what: 'a received line has no receipt',
    damage: [
      `delete from receipt where line_id = ${oneLine}`,
      `update entitlement_line set delivered = delivered where id = ${oneLine}`,
    ],
    alsoFound: ['I1c'],
  },
  {
    id: 'I12',
    what: 'goods were received without minutes',
    damage: [`update delivery_drop set bast_number = null where proposal_id = ${oneCase}`],
  },
  {
    id: 'I13',
    what: 'an event is gone',
    damage: [freeChain, `delete from event where type = 'endorse' and seq = 9 and stream = 'proposal/' || ${oneCase}`],
    // its command is left without an effect
    alsoFound: ['I10a'],
  },
  {
    id: 'I14a',
    what: 'a registration number is missing',
    damage: [`update counter set value = value + 1 where name like 'registration/%'`],
  },
  {
    id: 'I14b',
    what: 'one unit used a number of minutes twice',
    damage: [`update delivery_drop set bast_number = 'BAST/1'`],
  },
];
