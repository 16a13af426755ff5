import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { groupCode, paperCode, paperKinds, type FrozenKind } from '../../domain/papers.js';
import type { LocalDate } from '../../domain/time/wita.js';
import type { ActorTx } from '../ports.js';

export interface IssuedPaper {
  readonly id: string;
  readonly code: string;
  readonly template: number;
}
export interface FrozenPaper {
  readonly kind: FrozenKind;
  readonly proposalId: string | null;
  readonly decreeId: string | null;
  readonly ordinal: number;
  readonly owner: { readonly institutionId: string; readonly regencyCode: string } | null;
  readonly about: string;
  readonly number: string | null;
  readonly dated: LocalDate;
}

/** The paper of something frozen, ordered when it is first rendered; begun again, it keeps its code. */
export async function issuePaper(tx: ActorTx, paper: FrozenPaper): Promise<IssuedPaper> {
  await tx.sql.$executeRaw`
    insert into paper (id, code, kind, template, proposal_id, decree_id, ordinal, institution_id, regency_code, about, number, dated, ordered_at)
    values (${uuid()}::uuid, ${paperCode(randomBytes(16))}, ${paper.kind}, ${paperKinds[paper.kind].template}, ${paper.proposalId}::uuid,
            ${paper.decreeId}::uuid, ${paper.ordinal}, ${paper.owner?.institutionId ?? null}::uuid, ${paper.owner?.regencyCode ?? null},
            ${paper.about}, ${paper.number}, ${paper.dated}::date, ${tx.now})
    on conflict (kind, coalesce(proposal_id, decree_id), ordinal) do nothing`;
  const [issued] = await tx.sql.$queryRaw<IssuedPaper[]>`
    select id, code, template from paper where kind = ${paper.kind} and ordinal = ${paper.ordinal}
       and coalesce(proposal_id, decree_id) = coalesce(${paper.proposalId}::uuid, ${paper.decreeId}::uuid)`;
  if (issued === undefined) throw new Error(`paper ${paper.kind} was ordered and is not there`);
  return issued;
}

/** Where anybody verifies it. */
export function verifyAddress(publicUrl: string, code: string): string {
  return `${publicUrl.replace(/\/$/, '')}/verify/${groupCode(code)}`;
}
