import { z } from 'zod';
import type { PaperContent, PaperItem } from '../../domain/paper-form.js';
import type { StepPaper } from '../../domain/papers.js';
import {
  documentNames,
  exitCauses,
  presenceNames,
  proposalParts,
  rejectionReasons,
} from '../../domain/official-names.js';
import type { ActorTx } from '../ports.js';

export interface StepEvent {
  readonly at: Date;
  readonly actorName: string;
  readonly commandId: string | null;
  readonly data: unknown;
}

type Reader<K extends StepPaper> = (tx: ActorTx, proposalId: string, event: StepEvent) => Promise<PaperContent[K]>;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const noted = z.object({
  dueAt: z.string().nullish(),
  note: z.record(z.string(), z.unknown()),
  change: z.object({
    data: z
      .object({
        returned: z.object({ remarks: z.array(z.object({ target: z.string(), words: z.string() })) }).nullish(),
      })
      .nullish(),
  }),
});

/** What each paper says, read from its step and from the record. */
export const paperContents: { readonly [K in StepPaper]: Reader<K> } = {
  receipt_slip: async (tx, proposalId, event) => {
    const [row] = await tx.sql.$queryRaw<
      {
        agenda: string | null;
        letter: string | null;
        dated: string | null;
        requested: bigint;
        persons: number;
        hash: string | null;
      }[]
    >`
      select p.agenda_number as agenda, p.letter_number as letter, p.letter_date::text as dated, p.requested_amount as requested,
             p.person_count as persons, (select r.content_hash from proposal_revision r where r.proposal_id = p.id order by r.revision desc limit 1) as hash
        from proposal p where p.id = ${proposalId}::uuid`;
    return {
      agendaNumber: row?.agenda ?? '',
      disposition: wordsIn(event, 'disposition'),
      letterNumber: row?.letter ?? '',
      letterDate: row?.dated ?? null,
      requestedRupiah: row?.requested ?? 0n,
      persons: row?.persons ?? 0,
      revisionHash: row?.hash ?? '',
      official: event.actorName,
    };
  },
  admin_minutes: async (tx, proposalId, event) => {
    const rows = await tx.sql.$queryRaw<{ code: string; number: string | null; sha256: string }[]>`
      select d.code, d.number, b.sha256 from proposal_document d join blob b on b.id = d.blob_id
       where d.proposal_id = ${proposalId}::uuid and d.status = 'VALID'
      union all
      select d.code, d.number, b.sha256 from proposal p join institution_document d on d.institution_id = p.institution_id
        join blob b on b.id = d.blob_id
       where p.id = ${proposalId}::uuid and d.status = 'VALID' and d.created_at <= ${event.at}
         and not exists (select from institution_document n where n.institution_id = d.institution_id and n.code = d.code and n.version > d.version)
       order by code, sha256`;
    const documents = rows.map((row) => ({
      name: documentNames[row.code] ?? row.code,
      number: row.number ?? '',
      sha256: row.sha256,
    }));
    return { documents, notes: wordsIn(event, 'notes'), official: event.actorName };
  },
  return_letter: async (tx, proposalId, event) => {
    const { change, dueAt } = noted.parse(event.data);
    const positions = await tx.sql.$queryRaw<{ id: string; position: number }[]>`
      select id, position from proposal_beneficiary where proposal_id = ${proposalId}::uuid`;
    const known = new Map(positions.map((row) => [`person:${row.id}`, row.position]));
    const remarks = (change.data?.returned?.remarks ?? []).map(({ target, words }) => {
      const position = known.get(target);
      const part = position === undefined ? partName(target) : `daftar penerima, nomor urut ${position}`;
      return { part, words };
    });
    return { remarks, dueAt: instant(dueAt), official: event.actorName };
  },
  field_minutes: async (tx, proposalId) => {
    const [row] = await tx.sql.$queryRaw<
      {
        order_number: string;
        order_date: string;
        team_name: string;
        visited_on: string | null;
        beds: number | null;
        latitude: number | null;
        longitude: number | null;
        signature: string | null;
        signature_note: string | null;
        notes: string | null;
        photos: number;
        officers: string[] | null;
      }[]
    >`
      select v.order_number, v.order_date::text, v.team_name, v.visited_on::text, v.bed_count as beds, v.latitude, v.longitude, v.signature,
             v.signature_note, v.notes, cardinality(v.photo_blob_ids) as photos,
             (select array_agg(u.name order by u.name) from visit_officer o join user_account u on u.id = o.user_id
               where o.visit_id = v.id and o.replaced_at is null) as officers
        from visit v join proposal p on p.case_data->>'visitId' = v.id::text where p.id = ${proposalId}::uuid`;
    if (row === undefined) throw new Error(`proposal ${proposalId} was visited and has no visit`);
    const presence = await tx.sql.$queryRaw<{ presence: string | null; persons: number }[]>`
      select presence, count(*)::int as persons from proposal_beneficiary where proposal_id = ${proposalId}::uuid and presence is not null
       group by presence order by presence`;
    return {
      orderNumber: row.order_number,
      orderDate: row.order_date,
      teamName: row.team_name,
      officers: row.officers ?? [],
      visitedOn: row.visited_on ?? row.order_date,
      place: row.latitude === null || row.longitude === null ? '' : `${row.latitude}, ${row.longitude}`,
      beds: row.beds ?? 0,
      presence: presence.map((each) => ({
        name: presenceNames[each.presence ?? ''] ?? each.presence ?? '',
        persons: each.persons,
      })),
      photos: row.photos,
      signed: row.signature === 'SIGNED',
      signatureNote: row.signature_note ?? '',
      notes: row.notes ?? '',
    };
  },
  rejection_letter: async (_tx, _proposalId, event) => {
    const { dueAt } = noted.parse(event.data);
    const code = wordsIn(event, 'reasonCode');
    return {
      reason: rejectionReasons[code] ?? code,
      words: wordsIn(event, 'words'),
      documentNumber: wordsIn(event, 'documentNumber'),
      documentDate: dateIn(event, 'documentDate'),
      appealUntil: instant(dueAt),
      official: event.actorName,
    };
  },
  recommendation: async (tx, proposalId, event) => {
    const head = await readAmounts(tx, proposalId);
    return {
      ...(await readItems(tx, proposalId, 'recommended')),
      requestedRupiah: head.requested,
      recommendedRupiah: head.recommended ?? 0n,
      criteriaNote: wordsIn(event, 'criteriaNote'),
      points: head.points,
      official: event.actorName,
    };
  },
  consideration_sheet: async (tx, proposalId, event) => {
    const head = await readAmounts(tx, proposalId);
    return {
      ...(await readItems(tx, proposalId, 'considered')),
      documentNumber: wordsIn(event, 'documentNumber'),
      documentDate: dateIn(event, 'documentDate'),
      signatory: wordsIn(event, 'signatory'),
      requestedRupiah: head.requested,
      recommendedRupiah: head.recommended ?? 0n,
      consideredRupiah: head.considered ?? 0n,
      points: head.points,
      official: event.actorName,
    };
  },
  excerpt: async (tx, proposalId) => {
    const [row] = await tx.sql.$queryRaw<
      {
        number: string | null;
        signed_on: string | null;
        title: string;
        signatory: string | null;
        decreed: bigint | null;
      }[]
    >`
      select d.number, d.signed_on::text, d.title, d.signatory, p.decreed_amount as decreed
        from proposal p join decree d on d.id = p.decree_id where p.id = ${proposalId}::uuid`;
    return {
      ...(await readItems(tx, proposalId, 'decreed')),
      decreeNumber: row?.number ?? '',
      decreeDate: row?.signed_on ?? null,
      decreeTitle: row?.title ?? '',
      signatory: row?.signatory ?? '',
      decreedRupiah: row?.decreed ?? 0n,
    };
  },
  list_update_minutes: async (tx, proposalId, event) => {
    const version = Number(noted.parse(event.data).note['listVersion'] ?? 0);
    const left = await tx.sql.$queryRaw<{ position: number; cause: string; on: string }[]>`
      select position, status as cause, left_on::text as on from proposal_beneficiary
       where proposal_id = ${proposalId}::uuid and left_version = ${version} order by position`;
    const joined = await tx.sql.$queryRaw<{ position: number }[]>`
      select position from proposal_beneficiary where proposal_id = ${proposalId}::uuid and joined_version = ${version} order by position`;
    return {
      version,
      documentNumber: wordsIn(event, 'documentNumber'),
      documentDate: dateIn(event, 'documentDate'),
      verifier: wordsIn(event, 'verifier'),
      left: left.map((row) => ({ ...row, cause: exitCauses[row.cause] ?? row.cause })),
      joined: joined.map(({ position }) => position),
    };
  },
  warning_letter: async (tx, proposalId, event) => {
    const [row] = await tx.sql.$queryRaw<
      { number: string | null; signed_on: string | null; decreed: bigint | null; due: string | null }[]
    >`
      select d.number, d.signed_on::text, p.decreed_amount as decreed,
             to_char((p.case_data->>'reportDueAt')::timestamptz at time zone 'Asia/Makassar', 'YYYY-MM-DD') as due
        from proposal p left join decree d on d.id = p.decree_id where p.id = ${proposalId}::uuid`;
    return {
      letter: Number(noted.parse(event.data).note['letter'] ?? 1),
      reportDate: row?.due ?? null,
      decreeNumber: row?.number ?? '',
      decreeDate: row?.signed_on ?? null,
      decreedRupiah: row?.decreed ?? 0n,
    };
  },
};

function wordsIn(event: StepEvent, name: string): string {
  return text.parse(noted.parse(event.data).note[name]);
}

function dateIn(event: StepEvent, name: string): string | null {
  const date = wordsIn(event, name);
  return date === '' ? null : date;
}

function instant(at: string | null | undefined): Date | null {
  return at === null || at === undefined ? null : new Date(at);
}

function partName(target: string): string {
  return documentNames[target] ?? proposalParts[target] ?? proposalParts['BNBA'] ?? target;
}

interface Amounts {
  requested: bigint;
  recommended: bigint | null;
  considered: bigint | null;
  points: number | null;
}

async function readAmounts(tx: ActorTx, proposalId: string): Promise<Amounts> {
  const [row] = await tx.sql.$queryRaw<Amounts[]>`
    select requested_amount as requested, recommended_amount as recommended, considered_amount as considered,
           (select s.points from proposal_score s where s.proposal_id = p.id and s.decided order by s.seq desc limit 1) as points
      from proposal p where id = ${proposalId}::uuid`;
  if (row === undefined) throw new Error(`there is no proposal ${proposalId}`);
  return row;
}

/** Σ of one stage per item; the money from the lines' own prices. */
async function readItems(
  tx: ActorTx,
  proposalId: string,
  stage: 'recommended' | 'considered' | 'decreed',
): Promise<{ readonly items: readonly PaperItem[]; readonly persons: number }> {
  const rows = await tx.sql.$queryRaw<
    { name: string; unit: string; persons: number; quantity: number; amount: bigint; everyone: number }[]
  >`
    with line as (
      select l.person_id, l.item_id, l.unit_price,
             case ${stage} when 'recommended' then l.recommended when 'considered' then l.considered else l.decreed end as quantity
        from entitlement_line l where l.proposal_id = ${proposalId}::uuid and l.status <> 'DROPPED' and l.replaces_line_id is null)
    select k.name_id as name, k.unit, count(distinct l.person_id)::int as persons, sum(l.quantity)::int as quantity,
           sum(l.quantity * l.unit_price)::bigint as amount, (select count(distinct person_id)::int from line where quantity > 0) as everyone
      from line l join package_item k on k.id = l.item_id where l.quantity > 0 group by k.id order by k.code`;
  return {
    persons: rows[0]?.everyone ?? 0,
    items: rows.map((row) => ({
      name: row.name,
      unit: row.unit,
      persons: row.persons,
      quantity: row.quantity,
      amountRupiah: row.amount,
    })),
  };
}
