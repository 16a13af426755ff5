import type { JSX } from 'preact';
import { longDate } from '../../../domain/time/long-date.js';
import { isLocalDate } from '../../../domain/time/wita.js';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { isolate } from '../../isolate.js';
import { FileLink } from '../../parts/file-link.js';
import { Facts, useName, useNumber, type Fact } from '../../parts/text.js';
import type { CaseView } from '../../views.js';

/** Exactly what the first person entered, value by value: nothing is left out and nothing added. */
export function PayloadView({
  payload,
  view,
}: {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly view: CaseView;
}): JSX.Element {
  const { words } = useFrame();
  const facts = Object.entries(payload).map(([name, value]): Fact => ({
    name: nameIn(words.names.fields, name),
    value: <Value name={name} value={value} view={view} />,
  }));
  return <Facts facts={facts} />;
}

function Value({
  name,
  value,
  view,
}: {
  readonly name: string;
  readonly value: unknown;
  readonly view: CaseView;
}): JSX.Element {
  const { words, locale } = useFrame();
  const number = useNumber();
  if (value === null || value === '') return <>–</>;
  if (typeof value === 'boolean') return <>{value ? words.yes : words.no}</>;
  if (typeof value === 'number') return <>{number(value)}</>;
  if (typeof value === 'string') {
    if (name.endsWith('BlobId')) return <FileLink blobId={value}>{words.open}</FileLink>;
    if (name === 'signature')
      return <>{value === 'SIGNED' ? words.official.signed : words.official.signatureRefused}</>;
    if (name === 'reasonCode') return <>{nameIn(words.rejectReasons, value)}</>;
    const known = view.pending?.people.find((person) => person.id === value);
    if (known !== undefined) return <>{isolate(known.name)}</>;
    return <>{isLocalDate(value) ? longDate(value, locale) : value}</>;
  }
  if (Array.isArray(value)) return <List values={value as readonly unknown[]} view={view} />;
  return (
    <ul class="plain">
      {Object.entries(value as Record<string, unknown>).map(([key, inner]) => (
        <li key={key}>
          {nameIn(words.names.fields, `${name}.${key}`)}: <Value name={key} value={inner} view={view} />
        </li>
      ))}
    </ul>
  );
}

function List({ values, view }: { readonly values: readonly unknown[]; readonly view: CaseView }): JSX.Element {
  const { words } = useFrame();
  if (values.length === 0) return <>{words.none}</>;
  return (
    <ul class="plain">
      {values.map((value, index) => (
        <li key={typeof value === 'string' ? value : JSON.stringify(value)}>
          {typeof value === 'string' ? (
            <FileLink blobId={value}>{`${words.open} ${index + 1}`}</FileLink>
          ) : (
            <Row row={value as Record<string, unknown>} view={view} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** One cut or one exception, with the name of the person and the item instead of an id. */
function Row({ row, view }: { readonly row: Readonly<Record<string, unknown>>; readonly view: CaseView }): JSX.Element {
  const { words, locale } = useFrame();
  const name = useName();
  const entrant = view.pending?.people.find(({ id }) => id === row['replacedBy']);
  const person = view.persons.entries.find(
    (entry) => entry.beneficiaryId === row['beneficiaryId'] || entry.lines.some((line) => line.id === row['lineId']),
  );
  const line = person?.lines.find((entry) => entry.id === row['lineId']);
  const item = view.package.items.find((entry) => entry.id === line?.itemId);
  const parts = [
    person === undefined ? '' : isolate(person.name),
    item === undefined ? '' : name(item.name),
    typeof row['presence'] === 'string' ? nameIn(words.names.presences, row['presence']) : '',
    typeof row['whereabouts'] === 'string' ? nameIn(words.visit.whereabouts, row['whereabouts']) : '',
    typeof row['proof'] === 'string' ? row['proof'] : '',
    typeof row['identityPaper'] === 'string' ? nameIn(words.visit.papers, row['identityPaper']) : '',
    typeof row['cause'] === 'string' ? nameIn(words.names.listExits, row['cause']) : '',
    typeof row['leftOn'] === 'string' ? longDate(row['leftOn'], locale) : '',
    entrant === undefined ? '' : `${nameIn(words.names.fields, 'replacedBy')}: ${isolate(entrant.name)}`,
    entrant?.flagged === true ? words.listUpdate.alreadyProposed : '',
    typeof row['outcome'] === 'string' ? nameIn(words.names.outcomes, row['outcome']) : '',
    typeof row['quantity'] === 'number' ? String(row['quantity']) : '',
    typeof row['reason'] === 'string' ? row['reason'] : '',
    typeof row['words'] === 'string' ? row['words'] : '',
  ];
  const file = row['proofBlobId'];
  return (
    <>
      {parts.filter((part) => part !== '').join(' · ')}
      {typeof file === 'string' ? (
        <>
          {' · '}
          <FileLink blobId={file}>{words.open}</FileLink>
        </>
      ) : null}
    </>
  );
}
