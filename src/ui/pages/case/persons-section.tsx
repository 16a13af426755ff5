import type { JSX } from 'preact';
import { longDate } from '../../../domain/time/long-date.js';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { Elsewhere } from '../../parts/elsewhere.js';
import { Form, freshForm } from '../../parts/form.js';
import { Table } from '../../parts/table.js';
import { Day, useName } from '../../parts/text.js';
import type { CaseView, LineView, PackageView, PersonView } from '../../views.js';
import { isolate } from '../../isolate.js';

export function PersonsSection({ view }: { readonly view: CaseView }): JSX.Element {
  const { words } = useFrame();
  const { persons } = view;
  return (
    <section id="persons">
      <h2>
        {words.cases.tabs.persons} ({persons.total})
      </h2>
      {persons.hidden ? (
        <p>{words.cases.personsHidden(persons.total)}</p>
      ) : (
        <PersonsTable view={view} openAt={`/cases/${view.proposal.id}/persons`} />
      )}
    </section>
  );
}

export function PersonsTable({
  view,
  removeAt,
  openAt,
}: {
  readonly view: Pick<CaseView, 'persons' | 'package'>;
  /** Where a person is taken out of a draft; absent where the list stands. */
  readonly removeAt?: string;
  /** Below it the numbers of one person are asked for in full. */
  readonly openAt?: string;
}): JSX.Element {
  const { words } = useFrame();
  const { personHead } = words.cases;
  const visited = view.persons.entries.some((person) => person.presence !== null);
  return (
    <Table
      caption={words.cases.entriesOf(view.persons.entries.length, view.persons.total)}
      empty={words.cases.noPersons}
      columns={{
        name: { head: personHead.name },
        nationalId: { head: personHead.nationalId },
        birth: { head: personHead.birth },
        living: { head: personHead.living },
        items: { head: personHead.items },
        ...(visited ? { presence: { head: personHead.presence } } : {}),
        ...(removeAt === undefined ? {} : { action: { head: words.institution.remove, kind: 'button' } }),
      }}
      rows={view.persons.entries.map((person) => ({
        key: person.beneficiaryId,
        cells: {
          name: <Name person={person} />,
          nationalId: <NationalId person={person} openAt={openAt} />,
          birth: (
            <>
              <Day date={person.birthDate} /> · {nameIn(words.names.sexes, person.sex)}
            </>
          ),
          living: nameIn(words.names.residenceModes, person.residenceMode),
          items: <Lines person={person} pack={view.package} />,
          presence: person.presence === null ? '–' : nameIn(words.names.presences, person.presence),
          action: removeAt === undefined ? null : <Remove person={person} action={removeAt} />,
        },
      }))}
    />
  );
}

/** Whoever left the list, or came into it, says so beside the name. */
function Name({ person }: { readonly person: PersonView }): JSX.Element {
  const { words, locale } = useFrame();
  const { leftOn, replacesPosition } = person;
  const notes = [
    leftOn === null
      ? ''
      : words.listUpdate.leftShort(nameIn(words.names.listExits, person.status), longDate(leftOn, locale)),
    replacesPosition === null ? '' : words.listUpdate.joinedShort(replacesPosition),
  ].filter((note) => note !== '');
  return (
    <>
      {person.position}. {isolate(person.name)}
      {notes.length === 0 ? null : <span class="soft"> ({notes.join('; ')})</span>}
    </>
  );
}

function NationalId({
  person,
  openAt,
}: {
  readonly person: PersonView;
  readonly openAt: string | undefined;
}): JSX.Element {
  const { words } = useFrame();
  if (person.maskedNationalId === null) return <>{words.cases.temporary(person.temporaryId ?? '–')}</>;
  if (openAt === undefined) return <>{person.maskedNationalId}</>;
  return (
    <a href={`${openAt}/${person.beneficiaryId}`} aria-label={`${words.privacy.openPerson}: ${isolate(person.name)}`}>
      {person.maskedNationalId}
    </a>
  );
}

function Remove({ person, action }: { readonly person: PersonView; readonly action: string }): JSX.Element {
  const { words } = useFrame();
  return (
    <Form action={action} state={freshForm()}>
      <input type="hidden" name="beneficiaryId" value={person.beneficiaryId} />
      <button type="submit" class="quiet" aria-label={`${words.institution.remove}: ${isolate(person.name)}`}>
        {words.institution.remove}
      </button>
    </Form>
  );
}

/** Every item with the quantity of the furthest step, and the steps that changed it. */
function Lines({ person, pack }: { readonly person: PersonView; readonly pack: PackageView }): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const reasons = { ...words.names.outcomes, ...words.names.listExits };
  return (
    <>
      <ul class="plain">
        {person.lines.map((line) => {
          const item = pack.items.find((offered) => offered.id === line.itemId);
          return (
            <li key={line.id}>
              {item === undefined ? line.code : name(item.name)}: {quantities(line, words.cases.lineWords)}
              {line.reason === null || line.reason === '' ? '' : ` (${nameIn(reasons, line.reason)})`}
              {line.heldWords === null ? null : (
                <span class="warn"> ({words.listUpdate.held(isolate(line.heldWords))})</span>
              )}
            </li>
          );
        })}
      </ul>
      <Elsewhere person={person} />
    </>
  );
}

function quantities(line: LineView, steps: Readonly<Record<string, string>>): string {
  const shown: string[] = [];
  let last: number | null = null;
  for (const step of ['requested', 'recommended', 'considered', 'decreed', 'delivered'] as const) {
    const quantity = line[step];
    if (quantity === null || quantity === last) continue;
    shown.push(last === null ? String(quantity) : `${quantity} ${steps[step] ?? ''}`);
    last = quantity;
  }
  return shown.join(', ');
}
