import type { JSX } from 'preact';
import { batchStates } from '../../domain/delivery/delivery-case.js';
import type { BatchRowView, DeliverableView } from '../decree-views.js';
import { useFrame } from '../frame.js';
import { Actions, Checkbox, DateField, Select } from '../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Day } from '../parts/text.js';
import { isolate } from '../isolate.js';

export interface DeliveriesProps {
  readonly batches: readonly BatchRowView[];
  /** Decrees in force that the goods keeper may plan from. */
  readonly decrees: readonly { readonly id: string; readonly title: string; readonly number: string | null }[];
}

export function DeliveriesPage({ batches, decrees }: DeliveriesProps): JSX.Element {
  const { words, locale } = useFrame();
  const { batchHead } = words.official;
  return (
    <>
      <h1>{words.official.deliveriesTitle}</h1>
      {decrees.length === 0 ? null : (
        <section aria-labelledby="plan-from">
          <h2 id="plan-from">{words.official.planFrom}</h2>
          <ul>
            {decrees.map((decree) => (
              <li key={decree.id}>
                <a href={`/deliveries/new?decree=${decree.id}`}>
                  {decree.number ?? ''} {isolate(decree.title)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Table
        caption={words.official.deliveriesTitle}
        titled
        empty={words.official.noBatches}
        columns={{
          unit: { head: batchHead.unit },
          decree: { head: batchHead.decree },
          state: { head: batchHead.state },
          planned: { head: batchHead.planned },
          drops: { head: batchHead.drops, kind: 'number' },
          confirmed: { head: batchHead.confirmed, kind: 'number' },
        }}
        rows={batches.map((batch) => ({
          key: batch.id,
          cells: {
            unit: <a href={`/deliveries/${batch.id}`}>{batch.unitName}</a>,
            decree: batch.decreeNumber ?? '–',
            state: locale === 'id' ? batchStates[batch.state].labelId : batchStates[batch.state].labelEn,
            planned: <Day date={batch.plannedOn} />,
            drops: batch.drops,
            confirmed: batch.confirmed,
          },
        }))}
      />
    </>
  );
}

export interface PlanDeliveryProps {
  readonly state: FormState;
  readonly decree: { readonly id: string; readonly title: string; readonly number: string | null };
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly deliverable: readonly DeliverableView[];
}

export function PlanDeliveryPage({ state, decree, units, deliverable }: PlanDeliveryProps): JSX.Element {
  const { words } = useFrame();
  const { caseHead } = words.official;
  const options = units.map((unit) => ({ value: unit.id, label: unit.name }));
  return (
    <>
      <h1>{words.official.planTitle}</h1>
      <p>
        {decree.number ?? ''} {isolate(decree.title)}
      </p>
      <ErrorSummary state={state} />
      {deliverable.length === 0 ? (
        <p>{words.official.noDeliverable}</p>
      ) : (
        <Form action="/deliveries/new" state={state}>
          <input type="hidden" name="decreeId" value={decree.id} />
          <div class="pair">
            <Select name="unitId" options={options} empty={words.choose} required />
            <DateField name="plannedOn" required />
          </div>
          <fieldset class="field" id="f-proposalIds">
            <legend>{words.official.drops}</legend>
            <p class="hint">{words.official.pickHint}</p>
            <Table
              caption={words.official.drops}
              titled
              empty={words.official.noDeliverable}
              columns={{
                case: { head: caseHead.case },
                area: { head: caseHead.area },
                persons: { head: caseHead.persons, kind: 'number' },
              }}
              rows={deliverable.map((entry) => ({
                key: entry.proposalId,
                cells: {
                  case: (
                    <Checkbox
                      name={`pick.${entry.proposalId}`}
                      label={`${entry.registrationNumber ?? ''} ${isolate(entry.institutionName)}`}
                      hint={entry.listSet ? entry.institutionAddress : words.official.listMissing}
                    />
                  ),
                  area: entry.regencyName,
                  persons: entry.persons,
                },
              }))}
            />
          </fieldset>
          <Actions submit={words.official.planTitle} cancel="/deliveries" />
        </Form>
      )}
    </>
  );
}
