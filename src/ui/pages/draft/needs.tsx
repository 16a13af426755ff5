import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { Actions, MoneyField, NumberField, TextField } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import { Rupiah } from '../../parts/text.js';
import type { CaseView } from '../../views.js';
import { CostTable } from '../case/summary-section.js';
import { DraftPart } from './draft-part.js';

export interface NeedsProps {
  readonly view: CaseView;
  readonly state: FormState;
  /** How many own lines to offer. */
  readonly ownLines: number;
}

/** The cost plan: goods follow from the persons, the institution adds what it pays itself. */
export function NeedsPage({ view, state, ownLines }: NeedsProps): JSX.Element {
  const { words } = useFrame();
  const base = `/cases/${view.proposal.id}`;
  const goods = view.costLines.filter((line) => line.itemId !== null);
  return (
    <DraftPart
      view={view}
      title={words.institution.needsTitle}
      lead={words.institution.needsLead}
      targets={['RAB', 'PROPOSAL']}
    >
      <ErrorSummary state={state} label={(name) => lineLabel(name, words)} />
      <h2>{words.institution.itemsFromPersons}</h2>
      <CostTable view={{ costLines: goods, package: view.package }} />
      <p>
        <strong>
          {words.institution.requestedTotal}: <Rupiah amount={view.proposal.requestedAmount} />
        </strong>{' '}
        · {words.institution.planTotal}: <Rupiah amount={view.proposal.costTotal} />
      </p>
      <h2>{words.institution.ownTitle}</h2>
      <Form action={`${base}/needs`} state={state}>
        <MoneyField name="ownShare" />
        <p class="hint">{words.institution.ownHint}</p>
        {Array.from({ length: ownLines }, (_unused, index) => (
          <fieldset key={index} class="panel">
            <legend>{words.institution.ownLine(index + 1)}</legend>
            <TextField name={`own.${index}.description`} label={words.names.fields['description'] ?? ''} />
            <div class="pair">
              <NumberField name={`own.${index}.volume`} label={words.names.fields['volume'] ?? ''} />
              <TextField
                name={`own.${index}.unit`}
                label={words.names.fields['unit'] ?? ''}
                maxLength={50}
                width="medium"
              />
            </div>
            <MoneyField name={`own.${index}.unitPrice`} label={words.names.fields['unitPrice'] ?? ''} />
          </fieldset>
        ))}
        <Actions submit={words.save} cancel={`${base}/edit`} />
      </Form>
    </DraftPart>
  );
}

function lineLabel(name: string, words: ReturnType<typeof useFrame>['words']): string {
  const match = /^own\.(\d+)\.(\w+)$/.exec(name);
  if (match === null) return words.names.fields[name] ?? name;
  return `${words.institution.ownLine(Number(match[1]) + 1)}, ${words.names.fields[match[2] ?? ''] ?? ''}`;
}
