import type {
  DecreeCommandMap,
  DecreeStepInput,
  IncludeFacts,
  RecordFacts,
} from '../../domain/decree/decree-commands.js';
import type { DecreeCase } from '../../domain/decree/decree-case.js';
import { refuse, type DomainError } from '../../domain/errors.js';
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
): Promise<LoadedStep | DomainError> {
  switch (type) {
    case 'include': {
      const payload = decreePayloads.include.safeParse(raw);
      if (!payload.success) return invalid(payload.error);
      const facts = await includeFacts(tx, payload.data.proposalIds);
      return { step: { type, payload: payload.data, facts }, annex: null };
    }
    case 'exclude': {
      const payload = decreePayloads.exclude.safeParse(raw);
      return payload.success
        ? { step: { type, payload: payload.data, facts: {} }, annex: null }
        : invalid(payload.error);
    }
    case 'freeze': {
      const annex = await readAnnex(tx, d);
      return { step: { type, payload: {}, facts: annex }, annex };
    }
    case 'record': {
      const payload = decreePayloads.record.safeParse(raw);
      if (!payload.success) return invalid(payload.error);
      const facts = await recordFacts(tx, d, payload.data.number, payload.data.signedBlobId);
      return { step: { type, payload: payload.data, facts }, annex: null };
    }
  }
}

interface Issues {
  readonly issues: readonly { readonly path: readonly PropertyKey[] }[];
}
function invalid(error: Issues): DomainError {
  return refuse('INVALID_INPUT', { fields: error.issues.map((issue) => issue.path.join('.')) });
}

async function includeFacts(tx: ActorTx, proposalIds: readonly string[]): Promise<IncludeFacts> {
  const rows = await tx.sql.$queryRaw<
    { id: string; programme_id: string; fiscal_year: number; held_by: string | null }[]
  >`
    select p.id, p.programme_id, p.fiscal_year,
           (select e.decree_id from decree_entry e where e.proposal_id = p.id and e.state <> 'REMOVED') as held_by
      from proposal p where p.id = any(${[...proposalIds]}::uuid[]) order by p.id`;
  return {
    candidates: rows.map((row) => ({
      proposalId: row.id,
      programmeId: row.programme_id,
      fiscalYear: row.fiscal_year,
      heldBy: row.held_by,
    })),
  };
}

/** Decree numbers come from outside: unique per year, gaps allowed (process.md 5). */
async function recordFacts(tx: ActorTx, d: DecreeCase, number: string, scan: string): Promise<RecordFacts> {
  const [row] = await tx.sql.$queryRaw<{ taken: boolean; scan: boolean }[]>`
    select exists (select from decree o where o.number = ${number} and o.fiscal_year = ${d.fiscalYear} and o.id <> ${d.id}::uuid) as taken,
           exists (select from blob b where b.id = ${scan}::uuid) as scan`;
  return { numberTaken: row?.taken ?? false, scanExists: row?.scan ?? false };
}
