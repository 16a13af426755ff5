import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { Elsewhere } from '../parts/elsewhere.js';
import { TextArea } from '../parts/fields.js';
import { useField } from '../parts/form.js';
import { useName } from '../parts/text.js';
import { nameIn } from '../i18n/details.js';
import type { CaseView, LineView, PersonView } from '../views.js';
import { isolate } from '../isolate.js';

export type CutStage = 'recommend' | 'consider' | 'cut' | 'amend';

/** The quantity that the step before left: what a cut may only lower. */
export function upperOf(line: LineView, stage: CutStage): number {
  // dropped by an earlier consideration, it may be considered anew from the waiting list
  if (line.status === 'DROPPED' && stage !== 'consider') return 0;
  if (stage === 'amend') return line.status === 'DECREED' ? (line.decreed ?? 0) : 0;
  return { recommend: line.requested, consider: line.recommended ?? 0, cut: line.considered ?? 0 }[stage];
}

/** What may be typed at most: an amendment may also give more, up to what was requested. */
export function mostOf(line: LineView, stage: CutStage): number {
  const open = line.status === 'DECREED' || line.status === 'DROPPED';
  return stage === 'amend' && open ? line.requested : upperOf(line, stage);
}

/** What a ranked list would leave of some lines. */
type Proposed = readonly { readonly lineId: string; readonly quantity: number }[];

/** Every living line with its quantity; what is lowered is a cut with a reason of its own or the common one. */
export function LineCuts({
  view,
  stage,
  proposed = [],
}: {
  readonly view: CaseView;
  readonly stage: CutStage;
  readonly proposed?: Proposed;
}): JSX.Element {
  const { words } = useFrame();
  const people = view.persons.entries.filter((person) => person.lines.some((line) => mostOf(line, stage) > 0));
  return (
    <fieldset class="field" id="f-cuts">
      <legend>{stage === 'amend' ? words.official.amendTitle : words.official.cutsTitle}</legend>
      <p class="hint">{stage === 'amend' ? words.official.amendLead : words.official.cutsLead}</p>
      <div class="table">
        <table class="cards">
          <caption>{words.cases.entriesOf(people.length, view.persons.total)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.cases.personHead.name}</th>
              <th scope="col">{words.names.fields['cuts.quantity']}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <PersonRow key={person.beneficiaryId} person={person} view={view} stage={stage} proposed={proposed} />
            ))}
          </tbody>
        </table>
      </div>
      <TextArea name="cutReason" label={words.official.cutReasonAll} rows={2} maxLength={200} />
    </fieldset>
  );
}

function PersonRow({
  person,
  view,
  stage,
  proposed,
}: {
  readonly person: PersonView;
  readonly view: CaseView;
  readonly stage: CutStage;
  readonly proposed: Proposed;
}): JSX.Element {
  const { words } = useFrame();
  return (
    <tr>
      <th scope="row">
        {person.position}. {isolate(person.name)}{' '}
        {person.presence === 'NOT_FOUND' || person.presence === null ? (
          <span class="tag bad">{nameIn(words.names.presences, person.presence ?? 'UNVISITED')}</span>
        ) : null}
        <Elsewhere person={person} />
      </th>
      <td>
        {person.lines
          .filter((line) => mostOf(line, stage) > 0)
          .map((line) => (
            <LineInputs
              key={line.id}
              line={line}
              person={person}
              view={view}
              upper={upperOf(line, stage)}
              most={mostOf(line, stage)}
              proposed={proposed.find(({ lineId }) => lineId === line.id)?.quantity ?? null}
            />
          ))}
      </td>
    </tr>
  );
}

function LineInputs({
  line,
  person,
  view,
  upper,
  most,
  proposed,
}: {
  readonly line: LineView;
  readonly person: PersonView;
  readonly view: CaseView;
  readonly upper: number;
  readonly most: number;
  readonly proposed: number | null;
}): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const quantity = useField(`cut.${line.id}`);
  const reason = useField(`cutReason.${line.id}`);
  const item = view.package.items.find((offered) => offered.id === line.itemId);
  const itemName = item === undefined ? line.code : name(item.name);
  return (
    <div class={quantity.error === null && reason.error === null ? 'line' : 'line wrong'}>
      <label htmlFor={quantity.id}>
        {itemName}{' '}
        <span class="soft">
          / {upper}
          {most > upper ? ` · ${words.official.atMost(most)}` : null}
          {proposed === null ? null : ` · ${words.ranking.quantity(proposed)}`}
        </span>
      </label>
      <input
        id={quantity.id}
        name={`cut.${line.id}`}
        type="text"
        inputMode="numeric"
        class="short"
        maxLength={9}
        aria-label={words.official.cutQuantity(itemName, isolate(person.name))}
        aria-invalid={quantity.error === null ? undefined : 'true'}
        value={quantity.value === '' ? String(upper) : quantity.value}
      />
      <input
        id={reason.id}
        name={`cutReason.${line.id}`}
        type="text"
        maxLength={200}
        aria-label={words.official.cutReason(itemName, isolate(person.name))}
        placeholder={words.names.fields['cuts.reason']}
        value={reason.value}
      />
      {quantity.error === null ? null : <p class="error">{quantity.error}</p>}
      {reason.error === null ? null : <p class="error">{reason.error}</p>}
    </div>
  );
}
