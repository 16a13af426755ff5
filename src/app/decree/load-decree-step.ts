import type {
  DecreeCommandMap,
  DecreeStepInput,
  IncludeFacts,
  RecordFacts,
} from '../../domain/decree/decree-commands.js';
import type { DecreeCase } from '../../domain/decree/decree-case.js';
import { readStandings } from '../institutions/read-standing.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx } from '../ports.js';
import { decreePayloads } from './decree-payloads.js';
import { readAnnex, type Annex } from './read-annex.js';

export interface LoadedStep {
  readonly step: DecreeStepInput;
  readonly annex: Annex | null;
}

/** The step's payload, checked, with the facts read under the decree's lock. */
export async function loadDecreeStep(
  tx: ActorTx,
  d: DecreeCase,
  type: keyof DecreeCommandMap,
  raw: unknown,
): Promise<LoadedStep> {
  switch (type) {
    case 'include': {
      const payload = parseInput(decreePayloads.include, raw);
      return { step: { type, payload, facts: await includeFacts(tx, payload.proposalIds) }, annex: null };
    }
    case 'exclude':
      return { step: { type, payload: parseInput(decreePayloads.exclude, raw), facts: {} }, annex: null };
    case 'freeze': {
      const annex = await readAnnex(tx, d);
      return { step: { type, payload: {}, facts: annex }, annex };
    }
    case 'record': {
      const payload = parseInput(decreePayloads.record, raw);
      const facts = await recordFacts(tx, d, payload.number, payload.signedBlobId);
      return { step: { type, payload, facts }, annex: null };
    }
  }
}

async function includeFacts(tx: ActorTx, proposalIds: readonly string[]): Promise<IncludeFacts> {
  const rows = await tx.sql.$queryRaw<
    { id: string; programme_id: string; fiscal_year: number; held_by: string | null }[]
  >`
    select p.id, p.programme_id, p.fiscal_year,
           (select e.decree_id from decree_entry e where e.proposal_id = p.id and e.state <> 'REMOVED') as held_by
      from proposal p where p.id = any(${[...proposalIds]}::uuid[]) order by p.id`;
  const standings = await readStandings(tx, proposalIds);
  return {
    candidates: rows.flatMap((row) => {
      const standing = standings.get(row.id);
      if (standing === undefined) return [];
      return [
        {
          proposalId: row.id,
          programmeId: row.programme_id,
          fiscalYear: row.fiscal_year,
          heldBy: row.held_by,
          standing,
        },
      ];
    }),
  };
}

/** Decree numbers come from outside: unique per year, gaps allowed (process.md 5). */
async function recordFacts(tx: ActorTx, d: DecreeCase, number: string, scan: string): Promise<RecordFacts> {
  const [row] = await tx.sql.$queryRaw<{ taken: boolean; scan: boolean }[]>`
    select exists (select from decree o where o.number = ${number} and o.fiscal_year = ${d.fiscalYear} and o.id <> ${d.id}::uuid) as taken,
           exists (select from blob b where b.id = ${scan}::uuid) as scan`;
  return { numberTaken: row?.taken ?? false, scanExists: row?.scan ?? false };
}
