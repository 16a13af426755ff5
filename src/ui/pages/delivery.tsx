import type { JSX } from 'preact';
import { dropStates } from '../../domain/delivery/delivery-case.js';
import { noExtras, type CommandExtras } from '../commands/extras.js';
import { ScanField } from '../commands/kept-file.js';
import type { BatchView, DropView } from '../decree-views.js';
import { useFrame } from '../frame.js';
import { Actions, DateField, TextField } from '../parts/fields.js';
import { FileLink } from '../parts/file-link.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../parts/form.js';
import { History } from '../parts/history.js';
import { Day, Facts } from '../parts/text.js';
import { isolate } from '../isolate.js';

export interface DeliveryPageProps {
  readonly batch: BatchView;
  readonly refused: { readonly type: string; readonly state: FormState; readonly extras: CommandExtras } | null;
  /** What a fresh form starts with. */
  readonly today: string;
}

/** One batch on its way: dispatch, hand over at every point, reconcile. */
export function DeliveryPage({ batch, refused, today }: DeliveryPageProps): JSX.Element {
  const { words } = useFrame();
  const may = (type: string): boolean => batch.availableCommands.some((entry) => entry.type === type && entry.allowed);
  const stateOf = (type: string, first: Readonly<Record<string, string>>): FormState =>
    refused?.type === type ? refused.state : freshForm(first);
  const confirmed = batch.drops.filter((drop) => !drop.stayedBehind).every((drop) => drop.state === 'CONFIRMED');
  return (
    <>
      <h1>{words.official.batchOf(batch.unitName)}</h1>
      <p class="waiting">
        {words.official.batchWaits[batch.state === 'DISPATCHED' && confirmed ? 'confirmed' : batch.state]}
      </p>
      {refused === null ? null : <ErrorSummary state={refused.state} />}
      {batch.untold === 0 ? null : <p class="notice">{words.official.untold(batch.untold)}</p>}
      <Facts
        facts={[
          {
            name: words.official.batchHead.decree,
            value: <a href={`/decrees/${batch.decreeId}`}>{batch.decreeNumber ?? words.open}</a>,
          },
          { name: words.names.fields['plannedOn'] ?? '', value: <Day date={batch.plannedOn} /> },
          { name: words.names.fields['deliveryNote'] ?? '', value: batch.deliveryNote },
          {
            name: words.names.fields['dispatchedOn'] ?? '',
            value: batch.dispatchedOn === null ? null : <Day date={batch.dispatchedOn} />,
          },
        ]}
      />
      {may('dispatch') ? (
        <section class="panel" aria-labelledby="dispatch-title">
          <h2 id="dispatch-title">{words.official.dispatchTitle}</h2>
          <Form
            action={`/deliveries/${batch.id}/do/dispatch`}
            state={stateOf('dispatch', { dispatchedOn: today })}
            version={batch.version}
          >
            <div class="pair">
              <TextField name="deliveryNote" required />
              <DateField name="dispatchedOn" required />
            </div>
            <Actions submit={words.official.dispatchTitle} />
          </Form>
        </section>
      ) : null}
      <section id="drops">
        <h2>{words.official.drops}</h2>
        {batch.drops.map((drop) => (
          <Drop
            key={drop.id}
            drop={drop}
            batch={batch}
            mayHandOver={may('hand_over') && drop.state === 'STARTED'}
            state={
              refused?.type === 'hand_over' && refused.state.values['dropId'] === drop.id
                ? refused.state
                : freshForm({ [`bastDate.${drop.id}`]: today })
            }
            extras={refused?.extras ?? noExtras}
          />
        ))}
      </section>
      {may('reconcile') ? (
        <section class="panel" aria-labelledby="reconcile-title">
          <h2 id="reconcile-title">{words.official.reconcileTitle}</h2>
          <p>{words.official.reconcileLead}</p>
          {confirmed ? (
            <Form
              action={`/deliveries/${batch.id}/do/reconcile`}
              state={stateOf('reconcile', {})}
              version={batch.version}
            >
              <Actions submit={words.official.reconcileTitle} />
            </Form>
          ) : null}
        </section>
      ) : null}
      {batch.timeline.length === 0 ? null : (
        <section id="history">
          <h2>{words.cases.tabs.history}</h2>
          <History entries={batch.timeline} />
        </section>
      )}
    </>
  );
}

interface DropProps {
  readonly drop: DropView;
  readonly batch: BatchView;
  readonly mayHandOver: boolean;
  readonly state: FormState;
  readonly extras: CommandExtras;
}

function Drop({ drop, batch, mayHandOver, state, extras }: DropProps): JSX.Element {
  const { words, locale } = useFrame();
  return (
    <section class="panel" aria-labelledby={`drop-${drop.id}`}>
      <h3 id={`drop-${drop.id}`}>
        <a href={`/cases/${drop.proposalId}`}>
          {drop.registrationNumber} {isolate(drop.institutionName)}
        </a>
      </h3>
      <p>
        <span class="tag">{locale === 'id' ? dropStates[drop.state].labelId : dropStates[drop.state].labelEn}</span>
        {drop.stayedBehind && batch.state !== 'PLANNED' ? (
          <span class="tag bad">{words.official.stayedBehind}</span>
        ) : null}
      </p>
      <Facts
        facts={[
          { name: words.cases.address, value: drop.institutionAddress },
          {
            name: words.official.goods,
            value: drop.items.map((item) => `${item.name}: ${item.quantity} ${item.unit}`).join('; '),
          },
          { name: words.names.fields['bastNumber'] ?? '', value: drop.bastNumber },
          {
            name: words.names.fields['bastDate'] ?? '',
            value: drop.bastDate === null ? null : <Day date={drop.bastDate} />,
          },
          {
            name: words.names.fields['bastScan'] ?? '',
            value: drop.bastBlobId === null ? null : <FileLink blobId={drop.bastBlobId}>{words.open}</FileLink>,
          },
        ]}
      />
      {mayHandOver ? (
        <Form action={`/deliveries/${batch.id}/do/hand_over`} state={state} version={batch.version} files>
          <h4>{words.official.handOverTitle(isolate(drop.institutionName))}</h4>
          <input type="hidden" name="dropId" value={drop.id} />
          <div class="pair">
            <TextField name={`bastNumber.${drop.id}`} label={words.names.fields['bastNumber'] ?? ''} required />
            <DateField name={`bastDate.${drop.id}`} label={words.names.fields['bastDate'] ?? ''} required />
          </div>
          <ScanField name={`bastScan.${drop.id}`} label={words.names.fields['bastScan'] ?? ''} extras={extras} />
          <Actions submit={words.official.handOverNext} />
        </Form>
      ) : null}
    </section>
  );
}
