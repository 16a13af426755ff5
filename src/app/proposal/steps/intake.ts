import { z } from 'zod';
import { witaDate } from '../../../domain/time/wita.js';
import type { Policy } from '../../../domain/policy.js';
import type { ProposalCase } from '../../../domain/proposal/proposal-case.js';
import type { SubmissionFacts } from '../../../domain/proposal/command-map.js';
import { givenUpStates } from '../../../domain/proposal/states.js';
import { askIdentities } from '../../duplicates/ask-identities.js';
import { readStanding } from '../../institutions/read-standing.js';
import type { ActorTx } from '../../ports.js';
import { nextYear, openCarriedDraft } from '../carry-over.js';
import * as field from '../fields.js';
import { readContent } from '../proposal-content.js';
import type { Step, StepRead, StepWrite } from '../step.js';

interface InstitutionRow {
  held: string[] | null;
  expired: string[] | null;
  living: bigint;
}

async function submissionFacts(
  tx: ActorTx,
  { case: c, caseFacts }: StepRead<'submit' | 'resubmit'>,
): Promise<SubmissionFacts> {
  const today = witaDate(tx.now);
  const content = await readContent(tx, c.id);
  const [institution] = await tx.sql.$queryRaw<InstitutionRow[]>`
    select (select array_agg(distinct d.code) from institution_document d where d.institution_id = i.id and d.status <> 'INVALID') as held,
           (select array_agg(e.code) from (
              select distinct on (d.code) d.code, d.valid_until from institution_document d
               where d.institution_id = i.id and d.status <> 'INVALID' order by d.code, d.version desc) e
             where e.valid_until < ${today}::date) as expired,
           (select count(*) from proposal o where o.institution_id = i.id and o.package_id = ${c.packageId}::uuid and o.fiscal_year = ${c.fiscalYear}
               and o.id <> ${c.id}::uuid and o.track = 'PLANNED'
               and o.state <> 'DRAFT' and not (o.state = any(${[...givenUpStates]}::text[]))) as living
      from institution i where i.id = ${c.institutionId}::uuid`;
  if (institution === undefined) throw new Error(`institution ${c.institutionId} is not visible`);
  const attached = new Set(content.documents.map((document) => document.code));
  const held = new Set(institution.held ?? []);
  const expired = new Set(institution.expired ?? []);
  const needed = neededToSend(c, caseFacts.policy);
  return {
    contentHash: content.contentHash,
    windowOpensAt: caseFacts.windowOpensAt,
    windowClosesAt: caseFacts.windowClosesAt,
    ...(await readStanding(tx, c.id)),
    livingProposals: c.track === 'UNPLANNED' ? 0 : Number(institution.living),
    missingDocuments: [
      ...needed.proposal.filter((code) => !attached.has(code)),
      ...needed.institution.filter((code) => !held.has(code)),
    ],
    expiredDocuments: needed.institution.filter((code) => expired.has(code)),
    costTotal: content.costTotal,
    linesTotal: content.linesTotal,
    requestedAmount: content.requestedAmount,
    ownShare: content.ownShare,
    persons: content.persons,
    letterComplete: content.letterComplete,
    letterDate: content.letterDate,
    policyVersionId: caseFacts.policyVersionId,
  };
}

/** What must be there with the first submission; an urgent case brings the rest later (process.md 2.3). */
export function neededToSend(
  { track }: Pick<ProposalCase, 'track'>,
  policy: Policy,
): { readonly proposal: readonly string[]; readonly institution: readonly string[] } {
  return track === 'UNPLANNED'
    ? { proposal: policy.urgentDocuments, institution: [] }
    : { proposal: policy.mandatoryProposalDocuments, institution: policy.mandatoryInstitutionDocuments };
}

/** Freezes the working copy as a revision in the same transaction that submits it. */
async function freezeRevision(
  tx: ActorTx,
  { case: c, event }: StepWrite<'submit' | 'resubmit'>,
): Promise<readonly never[]> {
  const content = await readContent(tx, c.id);
  await tx.sql.$executeRaw`
    insert into proposal_revision (id, proposal_id, institution_id, regency_code, revision, snapshot, content_hash, lines_hash, created_at)
    values (uuidv7(), ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${event.change.revision ?? c.revision},
            ${JSON.stringify(content.snapshot)}::jsonb, ${content.contentHash}, ${content.linesHash}, ${tx.now})`;
  // a list that was copied or carried over was never compared
  await askIdentities(tx, c.fiscalYear, c.id);
  return [];
}

const contentPayload = z.object({ contentHash: field.hash });

export const submit: Step<'submit'> = { payload: contentPayload, load: submissionFacts, write: freezeRevision };
export const resubmit: Step<'resubmit'> = { payload: contentPayload, load: submissionFacts, write: freezeRevision };

export const closeWindow: Step<'close_window'> = {
  payload: field.nothing,
  async load(tx, { case: c, caseFacts }) {
    return { windowClosesAt: caseFacts.windowClosesAt, ...(await nextYear(tx, c, 'to come')) };
  },
  async write(tx, { case: c, facts, event }) {
    const { carriedTo } = event.change.data ?? {};
    if (carriedTo === facts.draftId) await openCarriedDraft(tx, c, facts);
    return [];
  },
};

export const register: Step<'register'> = {
  payload: z.object({ agendaNumber: field.requiredText, disposition: field.words }),
  /** The counter row is locked here and the number is taken back by any refusal: no gap, no double (I14). */
  async load(tx, { case: c }) {
    const [counter] = await tx.sql.$queryRaw<{ value: number }[]>`
      insert into counter (name, value) values (${`registration/${c.fiscalYear}`}, 1)
      on conflict (name) do update set value = counter.value + 1 returning value`;
    return { nextRegistrationNumber: `BST/${c.fiscalYear}/${String(counter?.value ?? 0).padStart(5, '0')}` };
  },
};
