import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { AssistedIntake, ChairPaper } from '../../domain/proposal/assisted.js';
import { emptyCaseData } from '../../domain/proposal/proposal-case.js';
import type { OutsideLetter } from '../../domain/proposal/sources.js';
import { givenUpStates } from '../../domain/proposal/states.js';
import { trackOfAccount, type Track } from '../../domain/proposal/track.js';
import { witaDate } from '../../domain/time/wita.js';
import { createOnce } from '../forward/create-once.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { copyIntoDraft } from './copy-proposal.js';
import { namedDisaster, recordDisaster, type NamedDisaster } from './disasters.js';
import { requireInstitution } from './edit-proposal.js';

const request = z.object({
  programmeId: field.id,
  packageId: field.id,
  disaster: namedDisaster.optional(),
  copyFrom: field.id.nullable().default(null),
  key: z.string().min(8).max(200),
});

export interface CreateProposal {
  readonly programmeId: string;
  readonly packageId: string;
  /** Whose victims are to be helped, where the package is of urgent aid: one that is known, or one named now. */
  readonly disaster?: NamedDisaster | undefined;
  /** An earlier proposal of the institution for the same package, whose content the draft begins with. */
  readonly copyFrom?: string | null;
  /** The same key by the same person is the same proposal. */
  readonly key: string;
}

/**
 * Opens a draft of the acting person's institution; its workflow begins with the first submission.
 * Errors: WRONG_ROLE, INVALID_INPUT, INCOMPLETE (disaster), DATE_ORDER, NOT_FOUND (package, disaster), WINDOW_CLOSED, INSTITUTION_NOT_ACTIVE, ANOTHER_OPEN_PROPOSAL, COMMAND_REUSED.
 */
export async function createProposal(
  ctx: AppContext,
  actor: Actor,
  input: CreateProposal,
): Promise<{ readonly proposalId: string }> {
  if (actor.kind !== 'user') throw new Refusal(refuse('NOT_SIGNED_IN'));
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const institutionId = requireInstitution(tx);
    const { programmeId, packageId, disaster, copyFrom, key } = parseInput(request, input);
    const asked = { ...(disaster === undefined ? {} : { disaster }), ...(copyFrom === null ? {} : { copyFrom }) };
    const opening = { institutionId, programmeId, packageId, letter: null, disaster: disaster ?? null, assisted: null };
    const proposalId = await createOnce(
      tx,
      { operation: 'create_proposal', key, body: { programmeId, packageId, ...asked }, state: 'DRAFT' },
      async (commandId) => {
        const id = await openDraft(tx, commandId, opening);
        if (copyFrom !== null) await copyIntoDraft(tx, id, copyFrom);
        return id;
      },
    );
    return { proposalId };
  });
}

interface Opening {
  readonly institutionId: string;
  readonly programmeId: string;
  readonly packageId: string;
  /** Null where the institution asks for itself. */
  readonly letter: OutsideLetter | null;
  /** Null on the planned track. */
  readonly disaster: NamedDisaster | null;
  /** Where an officer enters it from the chair's paper. */
  readonly assisted: AssistedIntake | null;
}
interface FactsRow {
  fiscal_year: number;
  account_code: string;
  window_closes_at: Date;
  status: string;
  regency_code: string;
  living: bigint;
}

/** The draft and its first event; whoever opens it has done so as the institution, or as the official who holds the letter. */
export async function openDraft(tx: ActorTx, commandId: string, opening: Opening): Promise<string> {
  const { institutionId, programmeId, packageId, letter, disaster, assisted } = opening;
  const [facts] = await tx.sql.$queryRaw<FactsRow[]>`
    select g.fiscal_year, a.account_code, g.window_closes_at, i.status, i.regency_code,
           (select count(*) from proposal o where o.institution_id = i.id and o.package_id = a.id and o.fiscal_year = g.fiscal_year
               and o.track = 'PLANNED' and o.state <> 'DRAFT' and not (o.state = any(${[...givenUpStates]}::text[]))) as living
      from programme g join aid_package a on a.programme_id = g.id, institution i
     where g.id = ${programmeId}::uuid and a.id = ${packageId}::uuid and i.id = ${institutionId}::uuid`;
  if (facts === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'package' }));
  const track = trackOfAccount(facts.account_code);
  // a draft before the window opens can wait for it; one after its end could never be sent
  if (track === 'PLANNED' && tx.now > facts.window_closes_at) {
    throw new Refusal(refuse('WINDOW_CLOSED', { closes: witaDate(facts.window_closes_at) }));
  }
  if (['SUSPENDED', 'BLACKLISTED', 'CLOSED'].includes(facts.status)) {
    throw new Refusal(refuse('INSTITUTION_NOT_ACTIVE', { status: facts.status }));
  }
  if (track === 'PLANNED' && facts.living > 0n) throw new Refusal(refuse('ANOTHER_OPEN_PROPOSAL'));
  const disasterId = await disasterOf(tx, track, disaster);
  const id = uuid();
  await tx.sql.$executeRaw`
    insert into proposal (id, programme_id, package_id, institution_id, regency_code, fiscal_year, track, disaster_id, source, outside_letter_number,
                          outside_letter_date, outside_letter_blob_id, state, case_data, state_since, created_by, created_at, updated_at)
    values (${id}::uuid, ${programmeId}::uuid, ${packageId}::uuid, ${institutionId}::uuid, ${facts.regency_code}, ${facts.fiscal_year}, ${track}, ${disasterId}::uuid,
            ${letter?.source ?? 'LKS'}, ${letter?.documentNumber ?? null}, ${letter?.documentDate ?? null}::date, ${letter?.blobId ?? null}::uuid, 'DRAFT',
            ${JSON.stringify({ ...emptyCaseData, assisted })}::jsonb, ${tx.now}, ${tx.authority.userId}::uuid, ${tx.now}, ${tx.now})`;
  await tx.sql.$executeRaw`
    insert into involvement (proposal_id, user_id, duty, institution_id, regency_code, at)
    values (${id}::uuid, ${tx.authority.userId}::uuid, ${letter !== null ? 'OFFICIAL' : assisted === null ? 'LKS' : 'ASSISTED_INTAKE'}, ${institutionId}::uuid, ${facts.regency_code}, ${tx.now})`;
  await appendEvents(tx, [
    {
      stream: `proposal/${id}`,
      type: 'created',
      commandId,
      institutionId,
      regencyCode: facts.regency_code,
      data: {
        programmeId,
        packageId,
        institutionId,
        fiscalYear: facts.fiscal_year,
        to: 'DRAFT',
        ...(disasterId === null ? {} : { disasterId }),
        ...(letter === null ? {} : { note: letterNote(letter) }),
        ...(assisted === null ? {} : { assisted, note: paperNote(assisted.paper) }),
      },
    },
  ]);
  return id;
}

async function disasterOf(tx: ActorTx, track: Track, disaster: NamedDisaster | null): Promise<string | null> {
  if (track === 'UNPLANNED') {
    if (disaster === null) throw new Refusal(refuse('INCOMPLETE', { fields: ['disaster'] }));
    return recordDisaster(tx, disaster);
  }
  if (disaster !== null) throw new Refusal(refuse('INVALID_INPUT', { fields: ['disaster'] }));
  return null;
}

function paperNote({ documentNumber, documentDate, scanBlobId }: ChairPaper): Readonly<Record<string, string>> {
  return { paperNumber: documentNumber, paperDate: documentDate, scan: scanBlobId };
}

/** The history links to the scan. */
function letterNote({ source, documentNumber, documentDate, blobId }: OutsideLetter): Readonly<Record<string, string>> {
  return { source, documentNumber, documentDate, scan: blobId };
}

/** The scan is kept with the institution whose proposal it asks for. */
export async function requireScan(tx: ActorTx, blobId: string, institutionId: string): Promise<void> {
  const found = await tx.sql.$queryRaw<unknown[]>`
    select 1 from blob where id = ${blobId}::uuid and institution_id = ${institutionId}::uuid`;
  if (found.length === 0) throw new Refusal(refuse('INVALID_INPUT', { fields: ['scan'] }));
}
