import type { FreezeFact } from '../../domain/freeze.js';
import type { LocalDate } from '../../domain/time/wita.js';
import type { ActorTx } from '../ports.js';

/** The freeze that holds for this proposal on this day, or null. */
export async function readFreeze(tx: ActorTx, proposalId: string, day: LocalDate): Promise<FreezeFact | null> {
  const [row] = await tx.sql.$queryRaw<{ letter_number: string; until_on: string }[]>`
    select letter_number, until_on::text from freeze_over(${proposalId}::uuid, ${day}::date)`;
  return row === undefined ? null : { letterNumber: row.letter_number, untilOn: row.until_on };
}

/** The days from `from` on, a year and more, on which nothing is handed over to this proposal. */
export async function readFrozenDays(
  tx: ActorTx,
  proposalId: string,
  from: LocalDate,
): Promise<ReadonlySet<LocalDate>> {
  const rows = await tx.sql.$queryRaw<{ day: string }[]>`
    select d::date::text as day from generate_series(${from}::date, ${from}::date + 400, interval '1 day') d
     where exists (select from freeze_over(${proposalId}::uuid, d::date))`;
  return new Set(rows.map((row) => row.day));
}
