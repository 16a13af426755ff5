import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { neededDocuments } from '../../domain/institution/file.js';
import { requireSignedIn } from '../forward/require-role.js';
import { parseId } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { lockInstitution } from './lock-institution.js';
import { ownerOf } from './propose-step.js';
import { requireFileKeeper } from './save-file.js';
import { writeInstitutionMail } from './write-institution-mail.js';

/**
 * Gives the file of a draft to the secretariat; sent again, nothing changes.
 * Errors: NOT_SIGNED_IN, INVALID_INPUT, WRONG_ROLE, NOT_FOUND, INSTITUTION_STAGE, INCOMPLETE.
 */
export async function sendInstitutionFile(
  ctx: AppContext,
  actor: Actor,
  input: { readonly institutionId: string },
): Promise<void> {
  requireSignedIn(actor);
  const subject = `institution/${input.institutionId}`;
  await notingRefusals(ctx, actor, { subject, command: 'send_file' }, async (tx) => {
    requireFileKeeper(tx);
    const institution = await lockInstitution(tx, parseId('institutionId', input.institutionId));
    if (institution.status !== 'DRAFT') throw new Refusal(refuse('INSTITUTION_STAGE', { status: institution.status }));
    const fields = await lackingInFile(tx, institution.id);
    if (fields.length > 0) throw new Refusal(refuse('INCOMPLETE', { fields: [...fields] }));
    const sent = await tx.sql.$executeRaw`
      update institution set file_sent_at = ${tx.now} where id = ${institution.id}::uuid and file_sent_at is null`;
    if (sent === 0) return;
    await writeInstitutionMail(tx, {
      institutionId: institution.id,
      template: 'institution_file_sent',
      about: `${institution.id}.${tx.now.getTime()}`,
      to: ['SECRETARIAT'],
      names: {},
    });
    await appendEvents(tx, [
      {
        stream: `institution/${institution.id}`,
        type: 'file_sent',
        commandId: null,
        ...ownerOf(institution),
        data: { note: {} },
      },
    ]);
  });
}

/** What the file still lacks: names of fields and codes of documents. */
export async function lackingInFile(tx: ActorTx, institutionId: string): Promise<readonly string[]> {
  const [file] = await tx.sql.$queryRaw<
    Record<string, boolean> & { form: string | null; accredited: boolean; held: string[] }[]
  >`
    select i.legal_form as form, i.accreditation_grade is not null as accredited, i.file_saved_at is not null as "saved", i.deed_number is not null as "deedNumber",
           i.npwp_lookup is not null as "npwp", i.registration_number <> '' as "registrationNumber", i.address <> '' as "address",
           i.village_code is not null as "villageCode", i.chair_nik_lookup is not null as "chairNik",
           coalesce((select array_agg(n.code) from (select distinct on (d.code) d.code, d.status from institution_document d
              where d.institution_id = i.id order by d.code, d.version desc) n where n.status <> 'INVALID'), '{}') as held
      from institution i where i.id = ${institutionId}::uuid`;
  if (file === undefined) return [];
  const { form, accredited, held, ...filled } = file as unknown as {
    form: string | null;
    accredited: boolean;
    held: readonly string[];
  } & Record<string, boolean>;
  const empty = Object.entries(filled).flatMap(([name, there]) =>
    there ? [] : [name === 'saved' ? 'legalForm' : name],
  );
  return [...empty, ...neededDocuments(form, accredited).filter((code) => !held.includes(code))];
}
