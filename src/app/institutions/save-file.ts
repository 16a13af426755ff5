import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { institutionKinds, kindServes, legalForms } from '../../domain/institution/file.js';
import { readNationalId, readNpwp } from '../../domain/national-id.js';
import { institutionRoles } from '../../domain/roles.js';
import { targetGroups } from '../../domain/target-groups.js';
import { requiredLine, typedText } from '../drafts/draft-fields.js';
import { requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { lockInstitution } from './lock-institution.js';
import { ownerOf } from './propose-step.js';

const optionalLine = typedText(200).transform((text) => (text === '' ? null : text));
const request = z.object({
  institutionId: field.id,
  name: requiredLine,
  kind: z.enum(institutionKinds),
  targetGroup: z.enum(targetGroups),
  /** Why it serves a group that its kind does not. */
  groupReason: optionalLine.default(null),
  legalForm: z.enum(legalForms),
  deedNumber: optionalLine.default(null),
  deedDate: field.optionalDate.default(null),
  /** '' leaves the one that is kept. */
  npwp: z.string().max(64).default(''),
  registrationNumber: typedText(200).default(''),
  registrationValidUntil: field.optionalDate.default(null),
  accreditationRegime: optionalLine.default(null),
  accreditationGrade: z.enum(['A', 'B', 'C']).nullable().default(null),
  accreditationOn: field.optionalDate.default(null),
  accreditationValidUntil: field.optionalDate.default(null),
  address: typedText(500),
  villageCode: z
    .string()
    .regex(/^\d\d\.\d\d\.\d\d\.\d{4}$/)
    .nullable()
    .default(null),
  capacity: z.int().min(0).max(100_000),
  beds: z.int().min(0).max(100_000),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
  chairName: requiredLine,
  /** '' leaves the one that is kept. */
  chairNik: z.string().max(64).default(''),
  secretaryName: optionalLine.default(null),
  treasurerName: optionalLine.default(null),
  phone: typedText(30).default(''),
});
export type SaveInstitutionFile = z.input<typeof request>;
type File = z.infer<typeof request>;

/**
 * Saves what an institution says of itself: its own people until the file is sent, the secretariat at any time before the end.
 * Errors: NOT_SIGNED_IN, INVALID_INPUT, WRONG_ROLE, NOT_FOUND, FILE_SENT, INSTITUTION_STAGE, INCOMPLETE, REASON_REQUIRED.
 */
export async function saveInstitutionFile(ctx: AppContext, actor: Actor, input: SaveInstitutionFile): Promise<void> {
  requireSignedIn(actor);
  const subject = `institution/${input.institutionId}`;
  await notingRefusals(ctx, actor, { subject, command: 'save_file' }, async (tx) => {
    requireFileKeeper(tx);
    const file = parseInput(request, input);
    const institution = await lockInstitution(tx, file.institutionId);
    await requireOpenFile(tx, institution.id);
    refuseHalves(file);
    await write(ctx, tx, file);
    await appendEvents(tx, [
      {
        stream: `institution/${institution.id}`,
        type: 'file_saved',
        commandId: null,
        ...ownerOf(institution),
        // what stands in the letterhead; nothing of the people behind it
        data: { note: { kind: file.kind, targetGroup: file.targetGroup, capacity: file.capacity, beds: file.beds } },
      },
    ]);
  });
}

export function requireFileKeeper({ authority: { scope, roles } }: ActorTx): void {
  const own = scope === 'institution' && institutionRoles.some((role) => roles.includes(role));
  if (!own && !(scope === 'province' && roles.includes('SECRETARIAT')))
    throw new Refusal(refuse('WRONG_ROLE', { needed: [...institutionRoles, 'SECRETARIAT'] }));
}

async function requireOpenFile(tx: ActorTx, institutionId: string): Promise<void> {
  const [found] = await tx.sql.$queryRaw<{ status: string; sent: boolean }[]>`
    select status, file_sent_at is not null as sent from institution where id = ${institutionId}::uuid`;
  const status = found?.status ?? '';
  if (['BLACKLISTED', 'CLOSED'].includes(status)) throw new Refusal(refuse('INSTITUTION_STAGE', { status }));
  if (tx.authority.scope !== 'institution') return;
  // what was checked is changed by the secretariat, from a letter
  if (found?.sent === true || status !== 'DRAFT') throw new Refusal(refuse('FILE_SENT'));
}

function refuseHalves(file: File): void {
  if (!kindServes(file.kind, file.targetGroup) && file.groupReason === null)
    throw new Refusal(refuse('REASON_REQUIRED', { field: 'groupReason' }));
  const grade = [file.accreditationRegime, file.accreditationGrade, file.accreditationValidUntil];
  const missing = ['accreditationRegime', 'accreditationGrade', 'accreditationValidUntil'].filter(
    (_, index) => grade[index] === null,
  );
  if (missing.length > 0 && missing.length < 3) throw new Refusal(refuse('INCOMPLETE', { fields: missing }));
  if ((file.latitude === null) !== (file.longitude === null))
    throw new Refusal(refuse('INCOMPLETE', { fields: [file.latitude === null ? 'latitude' : 'longitude'] }));
}

async function write(ctx: AppContext, tx: ActorTx, file: File): Promise<void> {
  const { institutionId: id } = file;
  const { vault } = ctx;
  const npwp = file.npwp === '' ? null : readNpwp(file.npwp);
  if (npwp?.ok === false) throw new Refusal(refuse('INVALID_INPUT', { fields: ['npwp'] }));
  const nik = file.chairNik === '' ? null : readNationalId(file.chairNik);
  if (nik?.ok === false) throw new Refusal(refuse('INVALID_INPUT', { fields: ['chairNik'] }));
  const npwpSealed = npwp === null ? null : await vault.seal('account', `institution|npwp|${id}`, npwp.digits);
  const npwpLookup = npwp === null ? null : vault.lookup('npwp', npwp.digits);
  const nikSealed = nik === null ? null : await vault.seal('identity', `institution|chair_nik|${id}`, nik.digits);
  const nikLookup = nik === null ? null : vault.lookup('national_id', nik.digits);
  const phone = file.phone === '' ? null : await vault.seal('phone', `institution|phone|${id}`, file.phone);
  const [known] = await tx.sql.$queryRaw<{ village: boolean; term: boolean }[]>`
    select ${file.villageCode}::text is null or exists (select from region r join institution i on i.id = ${id}::uuid
             where r.code = ${file.villageCode} and r.code like i.regency_code || '.%') as village,
           ${file.accreditationRegime}::text is null or exists (select from accreditation_term t
             where t.regime = ${file.accreditationRegime} and t.grade = ${file.accreditationGrade}) as term`;
  if (known?.village !== true) throw new Refusal(refuse('INVALID_INPUT', { fields: ['villageCode'] }));
  if (!known.term) throw new Refusal(refuse('INVALID_INPUT', { fields: ['accreditationRegime'] }));
  await tx.sql.$executeRaw`
    update institution set name = ${file.name}, kind = ${file.kind}, target_group = ${file.targetGroup},
           group_reason = ${kindServes(file.kind, file.targetGroup) ? null : file.groupReason}, legal_form = ${file.legalForm},
           deed_number = ${file.deedNumber}, deed_date = ${file.deedDate}::date,
           npwp_sealed = coalesce(${npwpSealed}, npwp_sealed), npwp_lookup = coalesce(${npwpLookup}, npwp_lookup),
           registration_number = ${file.registrationNumber}, registration_valid_until = ${file.registrationValidUntil}::date,
           accreditation_regime = ${file.accreditationRegime}, accreditation_grade = ${file.accreditationGrade},
           accreditation_on = ${file.accreditationOn}::date, accreditation_valid_until = ${file.accreditationValidUntil}::date,
           address = ${file.address}, village_code = ${file.villageCode}, capacity = ${file.capacity}, beds = ${file.beds},
           latitude = ${file.latitude}, longitude = ${file.longitude}, chair_name = ${file.chairName},
           chair_nik_sealed = coalesce(${nikSealed}, chair_nik_sealed), chair_nik_lookup = coalesce(${nikLookup}, chair_nik_lookup),
           secretary_name = ${file.secretaryName}, treasurer_name = ${file.treasurerName}, phone_sealed = coalesce(${phone}, phone_sealed),
           file_saved_at = ${tx.now}
     where id = ${id}::uuid`;
}
