import type { CaseView } from '../queries/case-view.js';
import { csvText } from './csv-text.js';
import type { BundleFile } from './zip-stream.js';

/** Numbers in full, by the id of the person; null where they stay masked. */
export type FullNumbers = ReadonlyMap<
  string,
  { readonly nik: string | null; readonly familyCard: string | null }
> | null;

/** Persons, their lines and what they received as tables. */
export function personFiles({ persons, receipts }: CaseView, numbers: FullNumbers): readonly BundleFile[] {
  const people = persons.entries.map((person) => [
    person.position,
    person.personId,
    person.name,
    person.sex,
    person.birthDate,
    numbers === null ? person.maskedNationalId : (numbers.get(person.personId)?.nik ?? null),
    numbers === null ? null : (numbers.get(person.personId)?.familyCard ?? null),
    person.temporaryId,
    person.nikStatus,
    person.residenceMode,
    person.status,
    person.presence,
  ]);
  const lines = persons.entries.flatMap((person) =>
    person.lines.map((line) => [
      line.id,
      person.personId,
      line.code,
      line.needGroup,
      line.unitPrice,
      line.requested,
      line.recommended,
      line.considered,
      line.decreed,
      line.delivered,
      line.reported,
      line.status,
      line.reason,
      line.final,
    ]),
  );
  const received = receipts.map((receipt) => [
    receipt.lineId,
    receipt.instalment,
    receipt.dropId,
    receipt.quantity,
    receipt.outcome,
    receipt.receivedOn,
    receipt.signedBy,
    receipt.recordedAt,
  ]);
  return [
    textFile('persons.csv', csvText(PERSON, people)),
    textFile('lines.csv', csvText(LINE, lines)),
    textFile('receipts.csv', csvText(RECEIPT, received)),
  ];
}

export function textFile(name: string, text: string): BundleFile {
  return { name, bytes: Buffer.from(text) };
}
export function jsonFile(name: string, value: unknown): BundleFile {
  return textFile(name, `${JSON.stringify(value, null, 2)}\n`);
}

const PERSON = [
  'position',
  'person_id',
  'name',
  'sex',
  'birth_date',
  'nik',
  'family_card',
  'temporary_id',
  'nik_status',
  'residence_mode',
  'status',
  'presence',
];
const LINE = [
  'line_id',
  'person_id',
  'item',
  'need_group',
  'unit_price',
  'requested',
  'recommended',
  'considered',
  'decreed',
  'delivered',
  'reported',
  'status',
  'reason',
  'final',
];
const RECEIPT = ['line_id', 'instalment', 'drop_id', 'quantity', 'outcome', 'received_on', 'signed_by', 'recorded_at'];
