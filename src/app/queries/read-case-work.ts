import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';
import type {
  DecreeOfCase,
  DropOfCase,
  PactView,
  QuarantineView,
  ReceiptView,
  VisitPhoto,
  VisitSeen,
  VisitView,
} from './case-view.js';
import type { ListView } from './list-view.js';

/** What stands beside the case: visit, decree, list of persons, pact, delivery, receipts. */

export async function readVisit(tx: ActorTx, c: ProposalCase): Promise<VisitView | null> {
  const [row] = await tx.sql.$queryRaw<
    {
      id: string;
      order_number: string;
      order_date: string;
      team_name: string;
      route: string;
      planned_on: string;
      visited_on: string | null;
      bed_count: number | null;
      latitude: number | null;
      longitude: number | null;
      signature: string | null;
      signature_note: string | null;
      notes: string | null;
      officers: string[] | null;
      photos: VisitPhoto[] | null;
      resident_count: number | null;
      unlisted_count: number | null;
      unlisted_note: string | null;
      minutes_blob_id: string | null;
      trip_id: string | null;
      in_panti: number;
      seen: VisitSeen[] | null;
    }[]
  >`
    select v.id, v.order_number, v.order_date::text, v.team_name, v.route, v.planned_on::text, v.visited_on::text, v.bed_count, v.latitude,
           v.longitude, v.signature, v.signature_note, v.notes,
           v.resident_count, v.unlisted_count, v.unlisted_note, v.minutes_blob_id, (select t.id from trip t where t.id = v.trip_id) as trip_id,
           (select count(*)::int from proposal_beneficiary b where b.proposal_id = v.proposal_id and b.residence_mode = 'IN_PANTI'
               and b.status in ('VERIFIED_FIELD','ELIGIBLE')) as in_panti,
           (select json_agg(json_build_object('beneficiaryId', s.beneficiary_id, 'presence', s.presence, 'whereabouts', s.whereabouts, 'proof', s.proof,
                     'proofBlobId', s.proof_blob_id, 'identityPaper', s.identity_paper) order by s.beneficiary_id)
              from visit_person s where s.visit_id = v.id) as seen,
           (select array_agg(u.name order by u.name) from visit_officer o join user_account u on u.id = o.user_id where o.visit_id = v.id and o.replaced_at is null) as officers,
           (select json_agg(json_build_object('blobId', b.id, 'fileName', b.file_name, 'mediaType', b.media_type, 'takenAt', b.taken_at,
                     'latitude', b.taken_latitude, 'longitude', b.taken_longitude, 'usedElsewhere', photo_used_elsewhere(b.id, v.id)) order by t.place)
              from unnest(v.photo_blob_ids) with ordinality as t(id, place) join blob b on b.id = t.id) as photos
      from visit v where v.id = ${c.data.visitId}::uuid`;
  if (row === undefined) return null;
  return {
    id: row.id,
    orderNumber: row.order_number,
    orderDate: row.order_date,
    teamName: row.team_name,
    route: row.route,
    plannedOn: row.planned_on,
    visitedOn: row.visited_on,
    bedCount: row.bed_count,
    residentCount: row.resident_count,
    unlistedCount: row.unlisted_count,
    unlistedNote: row.unlisted_note,
    minutesBlobId: row.minutes_blob_id,
    tripId: row.trip_id,
    overBeds: row.bed_count !== null && row.in_panti > row.bed_count ? row.in_panti - row.bed_count : null,
    seen: row.seen ?? [],
    latitude: row.latitude,
    longitude: row.longitude,
    signature: row.signature,
    signatureNote: row.signature_note,
    notes: row.notes,
    officers: row.officers ?? [],
    // a file that row security hides from the reader is left out
    photos: row.photos ?? [],
  };
}

/** The decree that holds the proposal; to the institution only once it is in force. */
export async function readDecreeOfCase(tx: ActorTx, c: ProposalCase): Promise<DecreeOfCase | null> {
  const ofInstitution = tx.authority.scope === 'institution';
  const [row] = await tx.sql.$queryRaw<
    {
      id: string;
      title: string;
      state: string;
      entry_state: string;
      number: string | null;
      signed_on: string | null;
      signatory: string | null;
      annex_blob_id: string | null;
    }[]
  >`
    select d.id, d.title, d.state, e.state as entry_state, d.number, d.signed_on::text, d.signatory, d.annex_blob_id
      from decree_entry e join decree d on d.id = e.decree_id
     where e.proposal_id = ${c.id}::uuid and e.state <> 'REMOVED' and (not ${ofInstitution}::boolean or e.state = 'DECREED')`;
  if (row === undefined) return null;
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    entryState: row.entry_state,
    number: row.number,
    signedOn: row.signed_on,
    signatory: row.signatory,
    annexBlobId: ofInstitution ? null : row.annex_blob_id,
  };
}

export async function readList(tx: ActorTx, proposalId: string): Promise<ListView | null> {
  const rows = await tx.sql.$queryRaw<
    { version: number; content_hash: string; persons: number; blob_id: string | null; created_at: Date }[]
  >`
    select version, content_hash, persons, blob_id, created_at from beneficiary_list where proposal_id = ${proposalId}::uuid order by version desc`;
  const [newest, ...earlier] = rows.map((row) => ({
    version: row.version,
    contentHash: row.content_hash,
    persons: row.persons,
    blobId: row.blob_id,
    createdAt: row.created_at.toISOString(),
  }));
  return newest === undefined ? null : { ...newest, earlier };
}

export async function readPact(tx: ActorTx, proposalId: string): Promise<PactView | null> {
  const [row] = await tx.sql.$queryRaw<
    {
      state: string;
      content_hash: string;
      form_blob_id: string | null;
      signed_blob_id: string | null;
      signed_on: string | null;
    }[]
  >`
    select state, content_hash, form_blob_id, signed_blob_id, signed_on::text from pact where proposal_id = ${proposalId}::uuid`;
  if (row === undefined) return null;
  return {
    state: row.state,
    contentHash: row.content_hash,
    formBlobId: row.form_blob_id,
    signedBlobId: row.signed_blob_id,
    signedOn: row.signed_on,
  };
}

export async function readDrops(tx: ActorTx, proposalId: string): Promise<readonly DropOfCase[]> {
  const rows = await tx.sql.$queryRaw<
    {
      id: string;
      batch_id: string;
      state: string;
      batch_state: string;
      unit_name: string;
      planned_on: string;
      delivery_note: string | null;
      dispatched_on: string | null;
      bast_number: string | null;
      bast_date: string | null;
      bast_blob_id: string | null;
    }[]
  >`
    select d.id, d.batch_id, d.state, b.state as batch_state, u.name as unit_name, b.planned_on::text, b.delivery_note, b.dispatched_on::text,
           d.bast_number, d.bast_date::text, d.bast_blob_id
      from delivery_drop d join delivery_batch b on b.id = d.batch_id join org_unit u on u.id = b.unit_id
     where d.proposal_id = ${proposalId}::uuid order by b.created_at, d.id`;
  return rows.map((row) => ({
    id: row.id,
    batchId: row.batch_id,
    state: row.state,
    batchState: row.batch_state,
    unitName: row.unit_name,
    plannedOn: row.planned_on,
    deliveryNote: row.delivery_note,
    dispatchedOn: row.dispatched_on,
    bastNumber: row.bast_number,
    bastDate: row.bast_date,
    bastBlobId: row.bast_blob_id,
  }));
}

export async function readReceipts(tx: ActorTx, proposalId: string): Promise<readonly ReceiptView[]> {
  const rows = await tx.sql.$queryRaw<
    {
      line_id: string;
      instalment: number;
      drop_id: string;
      quantity: number;
      outcome: string;
      received_on: string;
      signed_by: string;
      recorded_at: Date;
    }[]
  >`
    select line_id, instalment, drop_id, quantity, outcome, received_on::text, signed_by, recorded_at
      from receipt where proposal_id = ${proposalId}::uuid order by line_id, instalment`;
  return rows.map((row) => ({
    lineId: row.line_id,
    instalment: row.instalment,
    dropId: row.drop_id,
    quantity: row.quantity,
    outcome: row.outcome,
    receivedOn: row.received_on,
    signedBy: row.signed_by,
    recordedAt: row.recorded_at.toISOString(),
  }));
}

export async function readQuarantine(tx: ActorTx, proposalId: string): Promise<readonly QuarantineView[]> {
  const rows = await tx.sql.$queryRaw<(Omit<QuarantineView, 'capturedAt'> & { captured_at: Date })[]>`
    select id, drop_id as "dropId", received_on::text as "receivedOn", letter_number as "letterNumber", jsonb_array_length(lines) as lines,
           (select count(*)::int from jsonb_array_elements(lines) x where x->>'outcome' <> 'RECEIVED') as exceptions, state, captured_at, reason
      from quarantined_receipt where proposal_id = ${proposalId}::uuid order by captured_at desc, id`;
  return rows.map(({ captured_at: capturedAt, ...row }) => ({ ...row, capturedAt: capturedAt.toISOString() }));
}
