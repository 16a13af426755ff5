import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { isProposalDocument, isReportDocument } from '../../domain/document-codes.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { completionStates, editableStates } from '../../domain/proposal/states.js';
import { line } from '../drafts/draft-fields.js';
import { editProposal, type EditedProposal } from '../drafts/edit-proposal.js';
import { reportStates } from '../drafts/save-report.js';
import { parseId, parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';

const request = z.object({
  code: z.string().refine((code) => isProposalDocument(code) || isReportDocument(code), { message: 'code' }),
  number: line.nullable(),
  blobId: field.id,
});

export interface AttachDocument {
  readonly proposalId: string;
  /** A code of the proposal's file, or REPORT_PHOTO_1 … 3 while the report is due. */
  readonly code: string;
  readonly number: string | null;
  readonly blobId: string;
}

/**
 * Puts a stored file under a code of the proposal, in place of what was there; it must be checked anew.
 * Errors: those of editProposal, INVALID_INPUT, NOT_FOUND (file), NOT_ALLOWED_IN_STATE.
 */
export async function attachDocument(ctx: AppContext, actor: Actor, input: AttachDocument): Promise<void> {
  const proposalId = parseId('proposalId', input.proposalId);
  const states = isReportDocument(input.code) ? reportStates : [...editableStates, ...completionStates];
  await editProposal(ctx, actor, { proposalId, states }, async (tx, proposal) => {
    const { code, number, blobId } = parseInput(request, input);
    if (!isReportDocument(code)) await requireOpenFile(tx, proposal);
    if (isReportDocument(code)) await requirePhoto(tx, blobId);
    // the file is read under row security: a reference alone would reach into another institution's files
    const attached = await tx.sql.$executeRaw`
      insert into proposal_document (id, proposal_id, institution_id, regency_code, code, number, blob_id, status, created_at)
      select ${uuid()}::uuid, p.id, p.institution_id, p.regency_code, ${code}, nullif(${number}, ''), b.id, 'UPLOADED', ${tx.now}
        from proposal p join blob b on b.institution_id = p.institution_id
       where p.id = ${proposalId}::uuid and b.id = ${blobId}::uuid
      on conflict (proposal_id, code) do update
         set number = excluded.number, blob_id = excluded.blob_id, status = 'UPLOADED', reason = null, created_at = excluded.created_at`;
    if (attached !== 1) throw new Refusal(refuse('NOT_FOUND', { what: 'file' }));
  });
}

/** After the approval only what an urgent case was let off until later may still come (process.md 2.3). */
async function requireOpenFile(tx: ActorTx, { id, state }: EditedProposal): Promise<void> {
  if (editableStates.includes(state)) return;
  const waiting = await tx.sql.$queryRaw<unknown[]>`
    select 1 from proposal where id = ${id}::uuid and case_data->'completeness'->>'done' = 'false'`;
  if (waiting.length === 0) throw new Refusal(refuse('NOT_ALLOWED_IN_STATE', { state, command: 'edit' }));
}

/** What the report shows are photos; a paper in their place would say nothing about the use. */
async function requirePhoto(tx: ActorTx, blobId: string): Promise<void> {
  const [file] = await tx.sql.$queryRaw<{ photo: boolean }[]>`
    select media_type like 'image/%' as photo from blob where id = ${blobId}::uuid`;
  if (file?.photo === false) throw new Refusal(refuse('INVALID_INPUT', { fields: ['file'], reason: 'photo' }));
}
