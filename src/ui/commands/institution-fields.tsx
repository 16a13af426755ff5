import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { DateField, TextField } from '../parts/fields.js';
import { FileLink } from '../parts/file-link.js';
import { useField } from '../parts/form.js';
import { useName } from '../parts/text.js';
import type { CaseView, LineView, PersonView } from '../views.js';
import { ScanField } from './kept-file.js';
import type { FieldsProps } from './verification-fields.js';
import { isolate } from '../isolate.js';

export function SignPactFields({ view, extras }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const form = view.pact?.formBlobId ?? null;
  return (
    <>
      <p>{words.institution.pactSteps}</p>
      <p>{form === null ? words.cases.pactNotReady : <FileLink blobId={form}>{words.cases.pactForm}</FileLink>}</p>
      <ScanField name="signedScan" extras={extras} required />
      <DateField name="signedOn" required />
    </>
  );
}

/** One delivery: everyone received everything unless marked. */
export function ConfirmReceiptFields({ view }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const waits = view.quarantine.filter(({ state }) => state === 'WAITING').map(({ dropId }) => dropId);
  const drop = view.drops.find((entry) => entry.state === 'HANDED_OVER' && !waits.includes(entry.id));
  const open = view.persons.entries.filter((person) => person.lines.some(isOpen));
  if (drop === undefined) return <p>{words.institution.noOpenDrop}</p>;
  return (
    <>
      <input type="hidden" name="dropId" value={drop.id} />
      <h2>{words.institution.receiptWhat}</h2>
      <ul>
        {view.package.items.map((item) => {
          const quantity = open
            .flatMap((person) => person.lines)
            .filter((line) => isOpen(line) && line.itemId === item.id)
            .reduce((sum, line) => sum + (line.decreed ?? 0), 0);
          return quantity === 0 ? null : (
            <li key={item.id}>
              {name(item.name)}: {quantity} {item.unit}
            </li>
          );
        })}
      </ul>
      <div class="pair">
        <DateField name="receivedOn" required />
        <TextField name="signedBy" required />
      </div>
      <p class="notice">{words.institution.receiptAll}</p>
      <details>
        <summary>{words.institution.receiptExceptions}</summary>
        {open.map((person) => (
          <fieldset key={person.beneficiaryId} class="field">
            <legend>
              {person.position}. {isolate(person.name)}
            </legend>
            {person.lines.filter(isOpen).map((line) => (
              <ExceptionInputs key={line.id} line={line} person={person} view={view} />
            ))}
          </fieldset>
        ))}
      </details>
    </>
  );
}

function isOpen(line: LineView): boolean {
  return line.status === 'DECREED' && (line.decreed ?? 0) > 0 && line.heldWords === null;
}

function ExceptionInputs({
  line,
  person,
  view,
}: {
  readonly line: LineView;
  readonly person: PersonView;
  readonly view: CaseView;
}): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const outcome = useField(`outcome.${line.id}`);
  const quantity = useField(`quantity.${line.id}`);
  const item = view.package.items.find((offered) => offered.id === line.itemId);
  const itemName = item === undefined ? line.code : name(item.name);
  return (
    <div class={quantity.error === null ? 'line' : 'line wrong'}>
      <label htmlFor={outcome.id}>
        {itemName} <span class="soft">{line.decreed}</span>
      </label>
      <select
        id={outcome.id}
        name={`outcome.${line.id}`}
        aria-label={words.institution.receiptFor(itemName, isolate(person.name))}
      >
        {Object.keys(words.names.outcomes).map((code) => (
          <option key={code} value={code} selected={code === (outcome.value === '' ? 'RECEIVED' : outcome.value)}>
            {nameIn(words.names.outcomes, code)}
          </option>
        ))}
      </select>
      {(line.decreed ?? 0) > 1 ? (
        <input
          id={quantity.id}
          name={`quantity.${line.id}`}
          type="text"
          inputMode="numeric"
          class="short"
          maxLength={9}
          aria-label={words.institution.receiptQuantityFor(itemName, isolate(person.name))}
          value={quantity.value}
        />
      ) : null}
      {quantity.error === null ? null : <p class="error">{quantity.error}</p>}
    </div>
  );
}
