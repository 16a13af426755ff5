import type { Policy } from '../../domain/policy.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';

/** What of the mandatory documents, and the pact, an urgent case still lacks; by code. */
export async function missingPapers(
  tx: ActorTx,
  { id, institutionId }: Pick<ProposalCase, 'id' | 'institutionId'>,
  policy: Policy,
): Promise<readonly string[]> {
  const [found] = await tx.sql.$queryRaw<{ attached: string[]; held: string[]; pact: boolean }[]>`
    select coalesce((select array_agg(d.code) from proposal_document d where d.proposal_id = ${id}::uuid and d.status <> 'INVALID'), '{}') as attached,
           coalesce((select array_agg(distinct d.code) from institution_document d
                      where d.institution_id = ${institutionId}::uuid and d.status <> 'INVALID'), '{}') as held,
           exists (select from pact where proposal_id = ${id}::uuid and state = 'SIGNED') as pact`;
  const [attached, held] = [new Set(found?.attached), new Set(found?.held)];
  return [
    ...policy.mandatoryProposalDocuments.filter((code) => !attached.has(code)),
    ...policy.mandatoryInstitutionDocuments.filter((code) => !held.has(code)),
    ...(found?.pact === true ? [] : ['PACT']),
  ];
}
