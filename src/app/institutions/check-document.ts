import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { lockInstitution } from './lock-institution.js';
import { ownerOf } from './propose-step.js';
import { writeInstitutionMail } from './write-institution-mail.js';

const request = z.object({
  institutionId: field.id,
  documentId: field.id,
  valid: z.boolean(),
  /** What is wrong with it. */
  reason: field.words.default(''),
});
export type CheckInstitutionDocument = z.input<typeof request>;

/**
 * The secretariat finds the newest version of a document valid or not; what is not valid opens the file of a draft again. A
 * valid tanda daftar becomes the registration itself. The same answer again changes nothing.
 * Errors: WRONG_ROLE, INVALID_INPUT, NOT_FOUND, REASON_REQUIRED, STALE_VERSION.
 */
export async function checkInstitutionDocument(
  ctx: AppContext,
  actor: Actor,
  input: CheckInstitutionDocument,
): Promise<void> {
  const subject = `institution/${input.institutionId}`;
  await notingRefusals(ctx, actor, { subject, command: 'check_document' }, async (tx) => {
    requireRole(tx, ['SECRETARIAT']);
    const wanted = parseInput(request, input);
    const institution = await lockInstitution(tx, wanted.institutionId);
    const [document] = await tx.sql.$queryRaw<
      {
        code: string;
        version: number;
        status: string;
        number: string | null;
        valid_until: string | null;
        newest: boolean;
      }[]
    >`
      select d.code, d.version, d.status, d.number, d.valid_until::text,
             not exists (select from institution_document n where n.institution_id = d.institution_id and n.code = d.code and n.version > d.version) as newest
        from institution_document d where d.id = ${wanted.documentId}::uuid and d.institution_id = ${institution.id}::uuid`;
    if (document === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'document' }));
    if (!document.newest) throw new Refusal(refuse('STALE_VERSION'));
    if (!wanted.valid && wanted.reason === '') throw new Refusal(refuse('REASON_REQUIRED', { field: 'reason' }));
    const status = wanted.valid ? 'VALID' : 'INVALID';
    if (document.status === status) return;
    await tx.sql.$executeRaw`
      update institution_document set status = ${status}, checked_by = ${tx.authority.userId}::uuid, checked_at = ${tx.now},
             check_reason = nullif(${wanted.reason}, '') where id = ${wanted.documentId}::uuid`;
    if (wanted.valid && document.code === 'LKS_REG')
      await tx.sql.$executeRaw`
        update institution set registration_number = coalesce(nullif(${document.number}, ''), registration_number),
               registration_valid_until = coalesce(${document.valid_until}::date, registration_valid_until) where id = ${institution.id}::uuid`;
    if (!wanted.valid) {
      await tx.sql.$executeRaw`
        update institution set file_sent_at = null where id = ${institution.id}::uuid and status = 'DRAFT'`;
      await writeInstitutionMail(tx, {
        institutionId: institution.id,
        template: 'institution_document_invalid',
        about: `${wanted.documentId}.${tx.now.getTime()}`,
        to: 'LKS',
        reason: wanted.reason,
        names: { document: document.code },
      });
    }
    await appendEvents(tx, [
      {
        stream: `institution/${institution.id}`,
        type: wanted.valid ? 'document_valid' : 'document_invalid',
        commandId: null,
        ...ownerOf(institution),
        data: { note: { code: document.code, version: document.version, words: wanted.reason } },
      },
    ]);
  });
}
