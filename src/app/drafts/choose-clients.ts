import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { PersonRow } from '../../domain/person-row.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { openNumbers, type SealedNumbers } from '../privacy/identity-numbers.js';
import * as field from '../proposal/fields.js';
import { requireInstitution } from './edit-proposal.js';
import { importPersons, type ImportResult } from './import-persons.js';

const request = z.object({ proposalId: field.id, personIds: z.array(field.id).min(1).max(5_000) });
export type ChooseClients = z.input<typeof request>;

interface Client extends SealedNumbers {
  readonly id: string;
  readonly name: string;
  readonly sex: string;
  readonly birth_date: string;
  readonly mother_name: string | null;
  readonly no_nik_reason: string | null;
  readonly residence_mode: string;
}

/**
 * Puts clients of the institution's own register into the list of a draft, by the same rules as a list that is typed; with the
 * whole package but what needs an assessment. Errors: those of importPersons, NOT_FOUND (somebody who is not there, or has left).
 */
export async function chooseClients(ctx: AppContext, actor: Actor, input: ChooseClients): Promise<ImportResult> {
  const wanted = parseInput(request, input);
  const ids = [...new Set(wanted.personIds)];
  const clients = await ctx.db.withActor(actor, 10_000, async (tx) => {
    const institutionId = requireInstitution(tx);
    return tx.sql.$queryRaw<Client[]>`
      select p.id, p.name, p.sex, p.birth_date::text, p.mother_name, p.no_nik_reason, p.residence_mode, p.nik_sealed, p.family_card_sealed
        from person p where p.institution_id = ${institutionId}::uuid and p.id = any(${ids}::uuid[]) and p.left_on is null and p.purged_at is null
       order by p.name, p.id`;
  });
  if (clients.length < ids.length) throw new Refusal(refuse('NOT_FOUND', { what: 'person' }));
  const rows = await Promise.all(clients.map((client) => rowOf(ctx, client)));
  return importPersons(ctx, actor, { proposalId: wanted.proposalId, rows, mode: 'append' });
}

async function rowOf(ctx: AppContext, client: Client): Promise<PersonRow> {
  const { nik, familyCard } = await openNumbers(ctx, client.id, client);
  return {
    name: client.name,
    nationalId: nik ?? '',
    familyCardNo: familyCard ?? '',
    noNationalIdReason: client.no_nik_reason ?? '',
    birthDate: client.birth_date,
    sex: client.sex,
    motherName: client.mother_name ?? '',
    residenceMode: client.residence_mode,
    items: [],
  };
}
