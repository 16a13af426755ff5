import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { noteRefusal } from '../record/note-refusal.js';
import { openNumbers, type SealedNumbers } from './identity-numbers.js';
import { logAccess } from './log-access.js';

/** The id of a client, or a national id of sixteen digits. */
const request = z.object({ person: z.union([z.uuid(), z.string().regex(/^\d{16}$/)]) });
export type ExportPerson = z.input<typeof request>;

type Rows = readonly Readonly<Record<string, unknown>>[];
/** All that is held on one human: a client of each institution that knows him, with what was asked, decided and received. */
export interface PersonExport {
  readonly format: 'salur/person/1';
  readonly clients: Rows;
  readonly proposals: Rows;
  readonly lines: Rows;
  readonly receipts: Rows;
  /** Receipts inside a freeze that were captured, and what became of them. */
  readonly quarantined: Rows;
  readonly visits: Rows;
  readonly claims: Rows;
  readonly accesses: Rows;
}

interface Client extends SealedNumbers {
  id: string;
  institution_id: string;
  regency_code: string;
  content: Record<string, unknown>;
}

/**
 * For the person's own request (UU 27/2022 articles 5 to 7): the data protection officer alone, and logged for every client
 * that it shows. Errors: WRONG_ROLE, NOT_FOUND, INVALID_INPUT.
 */
export async function exportPerson(ctx: AppContext, actor: Actor, input: ExportPerson): Promise<PersonExport> {
  const { person } = parseInput(request, input);
  const key = /^\d{16}$/.test(person) ? ctx.vault.lookup('national_id', person) : null;
  const read = await ctx.db.withActor(actor, 30_000, async (tx) => {
    requireRole(tx, ['DPO']);
    const clients = await readClients(tx, key === null ? person : null, key);
    return { clients, rest: await readRest(tx, clients) };
  });
  if (read.clients.length === 0) {
    const error = refuse('NOT_FOUND', { what: 'person' });
    await noteRefusal(ctx, actor, 'person', 'export', error);
    throw new Refusal(error);
  }
  const clients = await Promise.all(read.clients.map((client) => opened(ctx, client)));
  return { format: 'salur/person/1', clients, ...read.rest };
}

async function readClients(tx: ActorTx, id: string | null, key: Uint8Array | null): Promise<readonly Client[]> {
  const clients = await tx.sql.$queryRaw<Client[]>`
    select p.id, p.institution_id, p.regency_code, p.nik_sealed, p.family_card_sealed,
           to_jsonb(p) - 'nik_sealed' - 'family_card_sealed' - 'identity_key' || jsonb_build_object('institution', i.name) as content
      from person p join institution i on i.id = p.institution_id
     where p.identity_key = coalesce(${key}::bytea, (select o.identity_key from person o where o.id = ${id}::uuid)) order by p.created_at, p.id`;
  for (const { id: clientId, institution_id: institutionId, regency_code: regencyCode } of clients) {
    const access = { kind: 'PERSON', id: clientId, fields: ['EVERYTHING'], purpose: 'DATA_SUBJECT' } as const;
    await logAccess(tx, { ...access, proposalId: null, institutionId, regencyCode });
  }
  return clients;
}

async function readRest(tx: ActorTx, clients: readonly Client[]) {
  const ids = clients.map((client) => client.id);
  const rows = async (query: Promise<{ row: Record<string, unknown> }[]>): Promise<Rows> =>
    (await query).map(({ row }) => row);
  return {
    proposals: await rows(tx.sql.$queryRaw`
      select to_jsonb(b) || jsonb_build_object('registration_number', c.registration_number, 'state', c.state, 'fiscal_year', c.fiscal_year) as row
        from proposal_beneficiary b join proposal c on c.id = b.proposal_id where b.person_id = any(${ids}::uuid[]) order by b.created_at, b.id`),
    lines: await rows(tx.sql.$queryRaw`
      select to_jsonb(l) || jsonb_build_object('item', k.name_id) as row from entitlement_line l join package_item k on k.id = l.item_id
       where l.person_id = any(${ids}::uuid[]) order by l.id`),
    receipts: await rows(tx.sql.$queryRaw`
      select to_jsonb(r) as row from receipt r join entitlement_line l on l.id = r.line_id
       where l.person_id = any(${ids}::uuid[]) order by r.line_id, r.instalment`),
    quarantined: await rows(tx.sql.$queryRaw`
      select jsonb_build_object('received_on', q.received_on, 'state', q.state, 'line', x) as row
        from quarantined_receipt q cross join jsonb_array_elements(q.lines) x join entitlement_line l on l.id = (x->>'lineId')::uuid
       where l.person_id = any(${ids}::uuid[]) order by q.captured_at, l.id`),
    visits: await rows(tx.sql.$queryRaw`
      select to_jsonb(s) as row from visit_person s join proposal_beneficiary b on b.id = s.beneficiary_id
       where b.person_id = any(${ids}::uuid[]) order by s.visit_id, s.beneficiary_id`),
    claims: await rows(tx.sql.$queryRaw`
      select to_jsonb(k) - 'identity_key' as row from claim k
       where k.identity_key in (select p.identity_key from person p where p.id = any(${ids}::uuid[])) order by k.fiscal_year, k.need_group`),
    accesses: await rows(tx.sql.$queryRaw`
      select to_jsonb(a) as row from access_log a where a.subject_id = any(${ids}::uuid[]) order by a.at, a.id`),
  };
}

async function opened(ctx: Pick<AppContext, 'vault'>, client: Client): Promise<Record<string, unknown>> {
  const { nik, familyCard } = await openNumbers(ctx, client.id, client);
  return { ...client.content, nik, family_card: familyCard };
}
