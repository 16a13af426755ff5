import type { FactsOf, VisitPayload } from '../../domain/proposal/command-map.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';

/** Who stands on the list as the visit finds it: nobody who left it before. */
const left = ['INELIGIBLE', 'DECEASED', 'MOVED_OUT', 'REPLACED'];

export async function readVisitFacts(
  tx: ActorTx,
  c: ProposalCase,
  payload: VisitPayload,
): Promise<FactsOf<'submit_field'>> {
  const named = payload.exceptions.map((entry) => entry.beneficiaryId);
  const papers = [payload.minutesBlobId, ...payload.exceptions.map((entry) => entry.proofBlobId)].filter(
    (id) => typeof id === 'string',
  );
  const photos = [...payload.photoBlobIds];
  const [found] = await tx.sql.$queryRaw<
    {
      known: bigint;
      photos: bigint;
      papers: bigint;
      order_date: Date | null;
      home_care: string[];
      used: bigint;
      linked: boolean;
    }[]
  >`
    select (select count(*) from proposal_beneficiary where proposal_id = ${c.id}::uuid and id = any(${named}::uuid[])) as known,
           (select count(*) from blob where id = any(${photos}::uuid[]) and media_type like 'image/%') as photos,
           (select count(*) from blob where id = any(${papers}::uuid[])) as papers,
           (select order_date from visit where id = ${c.data.visitId}::uuid) as order_date,
           (select coalesce(array_agg(b.id::text), '{}') from proposal_beneficiary b
             where b.proposal_id = ${c.id}::uuid and b.residence_mode = 'HOME_CARE' and not (b.status = any(${left}))) as home_care,
           (select count(*) from unnest(${photos}::uuid[]) with ordinality as t(id, place) where photo_used_elsewhere(t.id, ${c.data.visitId}::uuid)
                or exists (select from unnest(${photos}::uuid[]) with ordinality as o(id, place) join blob a on a.id = o.id join blob b on b.id = t.id
                            where o.place < t.place and a.sha256 = b.sha256)) as used,
           exists (select from linked_officials(${c.institutionId}::uuid, array[${tx.authority.userId}::uuid])) as linked`;
  return {
    unknownBeneficiaries: named.length - Number(found?.known ?? 0),
    missingPhotos: photos.length - Number(found?.photos ?? 0),
    missingPapers: new Set(papers).size - Number(found?.papers ?? 0),
    orderDate: found?.order_date?.toISOString().slice(0, 10) ?? null,
    homeCare: found?.home_care ?? [],
    photosUsedBefore: Number(found?.used ?? 0),
    linked: found?.linked ?? false,
  };
}

/** Freezes the visit: what was counted, and of everybody on the list what was seen. */
export async function writeVisit(tx: ActorTx, c: ProposalCase, payload: VisitPayload): Promise<void> {
  await tx.sql.$executeRaw`
    update visit set visited_on = ${payload.visitedOn}::date, bed_count = ${payload.bedCount}, latitude = ${payload.latitude},
           longitude = ${payload.longitude}, signature = ${payload.signature}, signature_note = ${payload.signatureNote}, notes = ${payload.notes},
           photo_blob_ids = ${[...payload.photoBlobIds]}::uuid[], resident_count = ${payload.residentCount ?? null}::int,
           unlisted_count = ${payload.unlistedCount ?? null}::int, unlisted_note = ${payload.unlistedNote ?? null}, minutes_blob_id = ${payload.minutesBlobId ?? null}::uuid,
           working_copy = null
     where id = ${c.data.visitId}::uuid`;
  const seen = payload.exceptions;
  await tx.sql.$executeRaw`
    insert into visit_person (visit_id, beneficiary_id, proposal_id, institution_id, regency_code, presence, whereabouts, proof, proof_blob_id, identity_paper)
    select ${c.data.visitId}::uuid, b.id, b.proposal_id, b.institution_id, b.regency_code, coalesce(e.presence, 'PRESENT'),
           case when e.presence = 'ABSENT_WITH_PROOF' then e.whereabouts end, nullif(btrim(e.proof), ''), e.proof_blob_id, e.paper
      from proposal_beneficiary b
      left join unnest(${seen.map((entry) => entry.beneficiaryId)}::uuid[], ${seen.map((entry) => entry.presence)}::text[],
                       ${seen.map((entry) => entry.whereabouts ?? null)}::text[], ${seen.map((entry) => entry.proof ?? null)}::text[],
                       ${seen.map((entry) => entry.proofBlobId ?? null)}::uuid[], ${seen.map((entry) => entry.identityPaper ?? null)}::text[])
                as e(id, presence, whereabouts, proof, proof_blob_id, paper) on e.id = b.id
     where b.proposal_id = ${c.id}::uuid and not (b.status = any(${left}))
    on conflict (visit_id, beneficiary_id) do update set presence = excluded.presence, whereabouts = excluded.whereabouts, proof = excluded.proof,
       proof_blob_id = excluded.proof_blob_id, identity_paper = excluded.identity_paper`;
  await tx.sql.$executeRaw`
    update proposal_beneficiary b set presence = s.presence, status = case when s.presence = 'NOT_FOUND' then 'NOT_FOUND' else 'VERIFIED_FIELD' end
      from visit_person s where s.visit_id = ${c.data.visitId}::uuid and s.beneficiary_id = b.id`;
  // two officers have seen the paper: the number is this person's
  await tx.sql.$executeRaw`
    update person p set nik_status = 'VERIFIED' from visit_person s join proposal_beneficiary b on b.id = s.beneficiary_id
     where s.visit_id = ${c.data.visitId}::uuid and s.identity_paper is not null and p.id = b.person_id and p.nik_status = 'UNVERIFIED'`;
}
