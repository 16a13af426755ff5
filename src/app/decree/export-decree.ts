import type { Actor } from '../../domain/actor.js';
import { decreeText } from '../../domain/decree/decree-text.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { formatRupiah, groupThousands, terbilang } from '../../domain/rupiah.js';
import { longDateTime } from '../../domain/time/long-date.js';
import { readFrozenDecree } from '../documents/read-frozen-decree.js';
import { isOfficial, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext, DecreeForm } from '../ports.js';
import * as field from '../proposal/fields.js';
import { maySeePersons } from '../queries/may-see-persons.js';
import { xlsxFile, type SheetValue } from '../ranking/xlsx-file.js';
import { noteRefusal } from '../record/note-refusal.js';
import { logAccess } from '../privacy/log-access.js';
import { docxFile, type DocxBlock } from './docx-file.js';

export interface DecreeFile {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const DOTS = '.'.repeat(40);

/** The words of the frozen decree for the legal bureau to go on with. Errors: NOT_SIGNED_IN, NOT_FOUND. */
export async function exportDecreeText(ctx: AppContext, actor: Actor, decreeId: string): Promise<DecreeFile> {
  const form = await frozen(ctx, actor, decreeId, (tx, id) => readFrozenDecree(tx, id));
  const sums = sumsOf(form);
  const text = decreeText({ ...form, ...sums, byName: form.byName });
  const centre = (words: string): DocxBlock => ({ text: words, bold: true, align: 'center' });
  const blocks: DocxBlock[] = [
    centre('GUBERNUR KALIMANTAN TIMUR'),
    centre('KEPUTUSAN GUBERNUR KALIMANTAN TIMUR'),
    centre(`NOMOR ${DOTS}`),
    centre('TENTANG'),
    centre(`${form.title.toLocaleUpperCase('id')} TAHUN ANGGARAN ${form.fiscalYear}`),
    centre('GUBERNUR KALIMANTAN TIMUR,'),
    { text: 'Menimbang:', bold: true },
    ...text.considering.map((words, index): DocxBlock => ({ text: words, label: `${'abcdefgh'[index] ?? ''}.` })),
    { text: 'Mengingat:', bold: true },
    ...text.basis.map((words, index): DocxBlock => ({ text: words, label: `${index + 1}.` })),
    centre('MEMUTUSKAN:'),
    ...text.dictums.map(([label, words]): DocxBlock => ({ text: words, label, labelWidth: 28 })),
    ...['Ditetapkan di Samarinda', `pada tanggal ${DOTS}`, 'GUBERNUR KALIMANTAN TIMUR,', '', '', DOTS].map(
      (words): DocxBlock => ({ text: words, align: 'right' }),
    ),
    { text: `LAMPIRAN${form.byName ? ' I' : ''} KEPUTUSAN GUBERNUR KALIMANTAN TIMUR`, bold: true, pageBreak: true },
    { text: `NOMOR ${DOTS} TANGGAL ${DOTS}` },
    {
      head: ['No.', 'Nomor registrasi', 'Lembaga', 'Kabupaten/Kota', 'Orang', 'Bantuan', 'Nilai'],
      rows: [
        ...form.entries.map((entry, index) => [
          `${index + 1}.`,
          entry.registrationNumber,
          entry.institutionName,
          entry.regencyName,
          groupThousands(entry.persons),
          entry.items.map((item) => `${item.name}: ${groupThousands(item.quantity)} ${item.unit}`).join('; '),
          formatRupiah(entry.amountRupiah),
        ]),
        ['', '', 'Jumlah', '', groupThousands(sums.persons), '', formatRupiah(sums.amountRupiah)],
      ],
      rightAligned: [0, 4, 6],
    },
    { text: `Terbilang: ${terbilang(sums.amountRupiah)} rupiah.` },
    { text: `Sidik lampiran beku (SHA-256): ${form.rootHash}` },
  ];
  return { fileName: `naskah-keputusan-${form.rootHash.slice(0, 8)}.docx`, bytes: docxFile(form.title, blocks) };
}

/** The annex at the level of institutions: each item of each of them. Errors: NOT_SIGNED_IN, NOT_FOUND. */
export async function exportAnnex(ctx: AppContext, actor: Actor, decreeId: string): Promise<DecreeFile> {
  const form = await frozen(ctx, actor, decreeId, (tx, id) => readFrozenDecree(tx, id));
  const rows = form.entries.flatMap((entry): SheetValue[][] =>
    entry.items.map((item) => [
      entry.registrationNumber,
      entry.institutionName,
      entry.institutionAddress,
      entry.regencyName,
      entry.persons,
      item.name,
      item.unit,
      item.quantity,
      Number(item.amountRupiah),
      Number(entry.amountRupiah),
    ]),
  );
  const head = [
    'Nomor registrasi',
    'Lembaga',
    'Alamat',
    'Kabupaten/Kota',
    'Orang',
    'Bantuan',
    'Satuan',
    'Jumlah',
    'Nilai bantuan (Rp)',
    'Nilai lembaga (Rp)',
  ];
  const marked = [...rows, [], ['Sidik lampiran beku (SHA-256)', form.rootHash]];
  return { fileName: `lampiran-lembaga-${form.rootHash.slice(0, 8)}.xlsx`, bytes: xlsxFile('Lampiran', head, marked) };
}

/**
 * The annex by name, with full numbers of identity, for a purpose that is logged for every institution in it; who took it,
 * when and what for stands in the first rows. Errors: NOT_SIGNED_IN, NOT_FOUND, WRONG_ROLE, PURPOSE_REQUIRED.
 */
export async function exportAnnexPersons(
  ctx: AppContext,
  actor: Actor,
  input: { readonly decreeId: string; readonly purpose: string | null },
): Promise<DecreeFile> {
  const read = await frozen(ctx, actor, input.decreeId, async (tx, id) => {
    const form = await readFrozenDecree(tx, id);
    if (form === null) return null;
    if (!maySeePersons(tx.authority)) throw new Refusal(refuse('WRONG_ROLE', { needed: ['SECRETARIAT'] }));
    const lines = await readLines(tx, id);
    const institutions = new Map(lines.map((line) => [line.institution_id, line.regency_code]));
    for (const [institutionId, regencyCode] of institutions) {
      const fields = ['NIK'] as const;
      const access = { kind: 'INSTITUTION' as const, id: institutionId, fields, purpose: input.purpose };
      await logAccess(tx, { ...access, proposalId: null, institutionId, regencyCode });
    }
    return { ...form, lines, by: tx.authority.name, at: tx.now };
  });
  const rows: SheetValue[][] = [];
  for (const line of read.lines) {
    const number =
      line.nik_sealed === null
        ? line.temporary_id
        : await ctx.vault.open('identity', `person|nik|${line.person_id}`, line.nik_sealed);
    rows.push([
      line.registration_number,
      line.institution_name,
      line.position,
      line.name,
      number,
      line.birth_date,
      line.item,
      line.unit,
      line.quantity,
      Number(line.amount),
    ]);
  }
  const mark = `TERBATAS · diunduh ${read.by}, ${longDateTime(read.at, 'id')}, untuk tujuan ${input.purpose ?? ''} · dilarang menyebarkan`;
  const head = [
    'Nomor registrasi',
    'Lembaga',
    'Nomor urut',
    'Nama',
    'NIK atau ID sementara',
    'Tanggal lahir',
    'Bantuan',
    'Satuan',
    'Jumlah',
    'Nilai (Rp)',
  ];
  const bytes = xlsxFile('Penerima', [mark], [['Sidik lampiran beku (SHA-256)', read.rootHash], [], head, ...rows]);
  return { fileName: `lampiran-orang-${read.rootHash.slice(0, 8)}.xlsx`, bytes };
}

interface LineRow {
  institution_id: string;
  regency_code: string;
  registration_number: string | null;
  institution_name: string;
  position: number;
  person_id: string;
  name: string;
  nik_sealed: Uint8Array | null;
  temporary_id: string | null;
  birth_date: string;
  item: string;
  unit: string;
  quantity: number;
  amount: bigint;
}

async function readLines(tx: ActorTx, decreeId: string): Promise<readonly LineRow[]> {
  return tx.sql.$queryRaw<LineRow[]>`
    select i.id as institution_id, i.regency_code, p.registration_number, i.name as institution_name, b.position, n.id as person_id, n.name,
           n.nik_sealed, n.temporary_id, n.birth_date::text, k.name_id as item, k.unit, l.considered as quantity,
           l.considered * l.unit_price as amount
      from decree_entry e join proposal p on p.id = e.proposal_id join institution i on i.id = p.institution_id
      join entitlement_line l on l.proposal_id = p.id join proposal_beneficiary b on b.id = l.beneficiary_id
      join person n on n.id = l.person_id join package_item k on k.id = l.item_id
     where e.decree_id = ${decreeId}::uuid and e.state in ('FROZEN','DECREED') and l.status <> 'DROPPED' and l.considered > 0
     order by e.regency_code, p.registration_number, p.id, b.position, n.id, k.code`;
}

/** Officials alone, and only what is frozen: a draft has no annex yet. */
async function frozen<T>(
  ctx: AppContext,
  actor: Actor,
  decreeId: string,
  read: (tx: ActorTx, id: string) => Promise<T | null>,
): Promise<T> {
  requireSignedIn(actor);
  const id = parseInput(field.id, decreeId);
  const found = await ctx.db.withActor(actor, 30_000, async (tx) => (isOfficial(tx) ? read(tx, id) : null));
  if (found !== null) return found;
  const error = refuse('NOT_FOUND', { what: 'annex' });
  await noteRefusal(ctx, actor, `decree/${id}`, 'export', error);
  throw new Refusal(error);
}

function sumsOf({ entries }: Pick<DecreeForm, 'entries'>) {
  return {
    institutions: entries.length,
    persons: entries.reduce((sum, { persons }) => sum + persons, 0),
    amountRupiah: entries.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0n),
  };
}
