import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { readNpwp } from '../../domain/national-id.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { targetGroups } from '../../domain/target-groups.js';
import { requiredLine, typedText } from '../drafts/draft-fields.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, Vault } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';

const request = z.object({
  code: requiredLine,
  name: requiredLine,
  kind: z.enum(['LKSA', 'LKS_LU', 'LKS_PD', 'LKS_TS', 'IPWL', 'LKS_OTHER', 'UPTD']),
  status: z.enum(['DRAFT', 'REGISTERED', 'ACTIVE', 'SUSPENDED', 'BLACKLISTED', 'CLOSED']).default('ACTIVE'),
  targetGroup: z.enum(targetGroups),
  regencyCode: z.string().regex(/^\d\d\.\d\d$/),
  villageCode: z
    .string()
    .regex(/^\d\d\.\d\d\.\d\d\.\d{4}$/)
    .nullable(),
  address: typedText(500),
  capacity: z.int().min(0).max(100_000),
  /** '' with the numbers below, until the institution fills its file. */
  chairName: typedText(200),
  email: z.email().nullable(),
  phone: typedText(30).nullable(),
  npwp: z.string().max(64).nullable(),
  registrationNumber: typedText(200),
  registrationValidUntil: field.optionalDate,
  demo: z.boolean(),
});
export type NewInstitution = z.input<typeof request>;

/**
 * Writes one institution and the event of it; the tax number and telephone are sealed. The actor is the province or the system.
 * Errors: INVALID_INPUT, DUPLICATE_NUMBER (code or tax number already known).
 */
export async function createInstitution(tx: ActorTx, vault: Vault, input: NewInstitution): Promise<string> {
  const institution = parseInput(request, input);
  const npwp = institution.npwp === null ? null : readNpwp(institution.npwp);
  if (npwp !== null && !npwp.ok) throw new Refusal(refuse('INVALID_INPUT', { fields: ['npwp'] }));
  const id = uuid();
  const lookup = npwp === null ? null : vault.lookup('npwp', npwp.digits);
  const npwpSealed = npwp === null ? null : await vault.seal('account', `institution|npwp|${id}`, npwp.digits);
  const phoneSealed =
    institution.phone === null ? null : await vault.seal('phone', `institution|phone|${id}`, institution.phone);
  const written = await tx.sql.$executeRaw`
    insert into institution (id, code, name, kind, status, target_group, regency_code, village_code, address, capacity, email, phone_sealed,
                             chair_name, npwp_sealed, npwp_lookup, registration_number, registration_valid_until, demo, created_at)
    values (${id}::uuid, ${institution.code}, ${institution.name}, ${institution.kind}, ${institution.status}, ${institution.targetGroup},
            ${institution.regencyCode}, ${institution.villageCode}, ${institution.address}, ${institution.capacity}, ${institution.email},
            ${phoneSealed}, ${institution.chairName}, ${npwpSealed}, ${lookup}, ${institution.registrationNumber},
            ${institution.registrationValidUntil}::date, ${institution.demo}, ${tx.now})
    on conflict do nothing`;
  if (written !== 1) throw new Refusal(refuse('DUPLICATE_NUMBER', { fields: ['code', 'npwp'] }));
  await appendEvents(tx, [
    {
      stream: `institution/${id}`,
      type: 'institution_created',
      commandId: null,
      institutionId: id,
      regencyCode: institution.regencyCode,
      data: {
        code: institution.code,
        kind: institution.kind,
        status: institution.status,
        targetGroup: institution.targetGroup,
        demo: institution.demo,
      },
    },
  ]);
  return id;
}
