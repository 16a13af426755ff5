import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { AccessField } from '../../domain/privacy.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { maySeePersons } from './may-see-persons.js';
import { noteRefusal } from '../record/note-refusal.js';
import { openNumbers, type SealedNumbers } from '../privacy/identity-numbers.js';
import { logAccess } from '../privacy/log-access.js';

const request = z.object({
  proposalId: field.id,
  beneficiaryId: field.id,
  /** null: only whether the person is there, by name. */
  purpose: z.string().max(40).nullable(),
});
export type ViewPerson = z.input<typeof request>;

export interface FullPerson {
  readonly name: string;
  readonly birthDate: string;
  /** null while no purpose is given, and where there is none. */
  readonly nationalId: string | null;
  readonly familyCardNo: string | null;
}

interface Row extends SealedNumbers {
  person_id: string;
  institution_id: string;
  regency_code: string;
  name: string;
  birth_date: string;
}

/** The numbers of one person in full, for a purpose that is logged. Errors: NOT_FOUND, PURPOSE_REQUIRED, INVALID_INPUT. */
export async function viewPerson(ctx: AppContext, actor: Actor, input: ViewPerson): Promise<FullPerson> {
  const wanted = parseInput(request, input);
  const row = await ctx.db.withActor(actor, 10_000, (tx) => readLogged(tx, wanted));
  if (row === null) {
    const error = refuse('NOT_FOUND', { what: 'person' });
    await noteRefusal(ctx, actor, `proposal/${wanted.proposalId}`, 'read', error);
    throw new Refusal(error);
  }
  const numbers = wanted.purpose === null ? null : await openNumbers(ctx, row.person_id, row);
  return {
    name: row.name,
    birthDate: row.birth_date,
    nationalId: numbers?.nik ?? null,
    familyCardNo: numbers?.familyCard ?? null,
  };
}

async function readLogged(tx: ActorTx, { proposalId, beneficiaryId, purpose }: z.infer<typeof request>) {
  if (!maySeePersons(tx.authority)) return null;
  const [row] = await tx.sql.$queryRaw<Row[]>`
    select b.person_id, b.institution_id, b.regency_code, p.name, p.birth_date::text, p.nik_sealed, p.family_card_sealed
      from proposal_beneficiary b join person p on p.id = b.person_id
     where b.proposal_id = ${proposalId}::uuid and b.id = ${beneficiaryId}::uuid`;
  if (row === undefined) return null;
  if (purpose === null) return row;
  const fields: AccessField[] = [
    ...(row.nik_sealed === null ? [] : ['NIK' as const]),
    ...(row.family_card_sealed === null ? [] : ['FAMILY_CARD' as const]),
  ];
  if (fields.length > 0) {
    await logAccess(tx, {
      kind: 'PERSON',
      id: row.person_id,
      fields,
      purpose,
      proposalId,
      institutionId: row.institution_id,
      regencyCode: row.regency_code,
    });
  }
  return row;
}
