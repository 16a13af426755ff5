import type { DatedFact, RecordedEntry } from '../../domain/proposal/commands/corrections.js';
import { entryEvents, standingEntries, type EntryEvent } from '../../domain/proposal/corrections.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';

/** Every entry of a paper from outside that still stands, with its corrections, oldest first. */
export async function readRecordedEntries(tx: ActorTx, proposalId: string): Promise<readonly RecordedEntry[]> {
  const events = await tx.sql.$queryRaw<EntryEvent[]>`
    select seq, type, data->>'from' as "from", coalesce(data->'note', '{}'::jsonb) as note from event
     where stream = ${`proposal/${proposalId}`} and type = any(${[...entryEvents]}::text[]) order by seq`;
  return standingEntries(events);
}

/** Between which days the paper must lie, as far as the record knows (I5), and whether its number is another's (I14). */
export async function limitsOf(
  tx: ActorTx,
  c: ProposalCase,
  record: RecordedEntry | null,
  documentNumber: string,
): Promise<{
  readonly notBefore: DatedFact | null;
  readonly notAfter: DatedFact | null;
  readonly numberTaken: boolean;
}> {
  const [found] = await tx.sql.$queryRaw<
    {
      decree_on: string | null;
      disaster_on: string | null;
      pact_on: string | null;
      dispatched_on: string | null;
      decree_taken: boolean;
      amendment_taken: boolean;
    }[]
  >`
    select (select signed_on::text from decree where id = ${c.decreeId}::uuid) as decree_on,
           (select happened_on::text from disaster where id = ${c.disasterId}::uuid) as disaster_on,
           (select signed_on::text from pact where proposal_id = ${c.id}::uuid) as pact_on,
           (select min(b.dispatched_on)::text from delivery_drop o join delivery_batch b on b.id = o.batch_id
             where o.proposal_id = ${c.id}::uuid and o.state <> 'PLANNED') as dispatched_on,
           exists (select from decree o where o.number = ${documentNumber} and o.fiscal_year = ${c.fiscalYear} and o.id is distinct from ${c.decreeId}::uuid) as decree_taken,
           exists (select from decree_amendment a where a.proposal_id = ${c.id}::uuid and a.number = ${documentNumber}) as amendment_taken`;
  const on = (what: string, day: string | null | undefined): DatedFact[] =>
    day === null || day === undefined ? [] : [{ what, on: day }];
  const first = (facts: readonly DatedFact[]): DatedFact | null =>
    facts.toSorted((one, other) => one.on.localeCompare(other.on))[0] ?? null;
  switch (record?.corrects) {
    case 'approve_urgent':
      return {
        notBefore: on('disaster', found?.disaster_on)[0] ?? null,
        notAfter: first([...on('pact', found?.pact_on), ...on('dispatchedOn', found?.dispatched_on)]),
        numberTaken: found?.decree_taken ?? false,
      };
    case 'amend':
      return {
        notBefore: on('decree', found?.decree_on)[0] ?? null,
        notAfter: null,
        numberTaken: documentNumber !== record.documentNumber && (found?.amendment_taken ?? false),
      };
    case 'consider':
      return { notBefore: null, notAfter: on('decree', found?.decree_on)[0] ?? null, numberTaken: false };
    default:
      // one paper of the budget team speaks of many proposals
      return { notBefore: null, notAfter: null, numberTaken: false };
  }
}
