import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { CeilingFact } from '../../../domain/proposal/command-map.js';
import type { ProposalCase } from '../../../domain/proposal/proposal-case.js';
import { URGENT_ACCOUNT } from '../../../domain/proposal/track.js';
import type { ActorTx } from '../../ports.js';
import { appendEvents } from '../../record/append-event.js';
import { readAnnexItems } from '../amended-annex.js';
import { writeListVersion } from '../beneficiary-list.js';
import * as field from '../fields.js';
import { linesHash } from '../lines-hash.js';
import { writeConsidered } from '../lines.js';
import { missingPapers } from '../missing-papers.js';
import { reserve } from '../reservations.js';
import type { Step } from '../step.js';
import { ceilingNamed } from './budget.js';
import { putInForce } from './decree.js';

export const passUrgent: Step<'pass_urgent'> = {
  payload: z.object({ words: field.words }),
  load: () => Promise.resolve({}),
};

/** The limit of urgent aid, or none where the programme has none; nothing binds the planned track here. */
export async function urgentLimits(tx: ActorTx, c: ProposalCase): Promise<readonly CeilingFact[]> {
  if (c.track === 'PLANNED') return [];
  const limit = await ceilingNamed(tx, c, 'ACCOUNT', URGENT_ACCOUNT);
  return limit === null ? [] : [limit];
}

/** Urgent aid is considered as it is recommended, and holds its money from then on. */
export async function considerAtOnce(
  tx: ActorTx,
  c: ProposalCase,
  limits: readonly CeilingFact[],
  amount: bigint,
): Promise<void> {
  await writeConsidered(tx, c.id, []);
  await reserve(
    tx,
    c,
    limits.map((limit) => limit.id),
    amount,
  );
}

export const approveUrgent: Step<'approve_urgent'> = {
  payload: z.object(field.outsidePaper),
  locksCeilings: true,
  async load(tx, { case: c }) {
    const [found] = await tx.sql.$queryRaw<{ persons: number; happened_on: string | null }[]>`
      select (select count(distinct person_id)::int from entitlement_line
               where proposal_id = ${c.id}::uuid and status = 'DRAFT' and considered > 0) as persons,
             (select happened_on::text from disaster where id = ${c.disasterId}::uuid) as happened_on`;
    return { decreeId: uuid(), persons: found?.persons ?? 0, disasterOn: found?.happened_on ?? null };
  },
  /** The approval is kept as a decree of one proposal, so that goods, lists and amendments find it where they look. */
  async write(tx, { case: c, payload, event, facts: { persons } }) {
    const decreeId = event.change.decreeId ?? '';
    const hash = await linesHash(tx, c.id);
    const [made] = await tx.sql.$queryRaw<{ title: string }[]>`
      insert into decree (id, programme_id, title, state, version, fiscal_year, number, signed_on, signatory, signed_blob_id, created_by, created_at)
      select ${decreeId}::uuid, ${c.programmeId}::uuid, d.name, 'REGISTERED', 0, ${c.fiscalYear}::int, ${payload.documentNumber},
             ${payload.documentDate}::date, ${payload.signatory}, ${payload.scanBlobId ?? null}::uuid, ${tx.authority.userId}::uuid, ${tx.now}
        from disaster d where d.id = ${c.disasterId}::uuid returning title`;
    const followUps = await putInForce(tx, c, hash);
    const { items } = await readAnnexItems(tx, c.id);
    await tx.sql.$executeRaw`
      insert into decree_entry (decree_id, proposal_id, institution_id, regency_code, state, persons, amount, items, lines_hash)
      values (${decreeId}::uuid, ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, 'DECREED', ${persons},
              ${BigInt(event.change.decreedAmount ?? '0')}, ${items}::jsonb, ${hash})`;
    await appendEvents(tx, [
      {
        stream: `decree/${decreeId}`,
        type: 'created',
        commandId: null,
        institutionId: null,
        regencyCode: null,
        data: { programmeId: c.programmeId, title: made?.title ?? '', fiscalYear: c.fiscalYear, proposalId: c.id },
      },
    ]);
    return [...followUps, ...(await writeListVersion(tx, c, { version: 1, contentHash: hash, persons }))];
  },
};

export const completePapers: Step<'complete_papers'> = {
  payload: field.nothing,
  load: async (tx, { case: c, caseFacts: { policy } }) => ({ missingPapers: await missingPapers(tx, c, policy) }),
};
