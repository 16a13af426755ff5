import type { JSX } from 'preact';
import { identityGrounds, identityVerdicts, type IdentityVerdict } from '../../domain/identity-question.js';
import { isProposalState, proposalStates } from '../../domain/proposal/states.js';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { isolate } from '../isolate.js';
import { Select } from '../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../parts/form.js';
import { Paging, Table } from '../parts/table.js';
import { Day } from '../parts/text.js';
import type { IdentityQuestionView, IdentitySideView, PageOf } from '../views.js';

export interface DuplicatesProps {
  readonly page: PageOf<IdentityQuestionView>;
  readonly decided: boolean;
  readonly state: FormState;
  /** Whose form `state` is. */
  readonly sent: string | null;
}

/** Pairs that may be one person, side by side, each with its two answers. */
export function DuplicatesPage({ page, decided, state, sent }: DuplicatesProps): JSX.Element {
  const { words } = useFrame();
  const { duplicates } = words;
  return (
    <>
      <h1>{decided ? duplicates.decidedTitle : duplicates.title}</h1>
      <p>{duplicates.lead}</p>
      <ErrorSummary state={state} />
      <p class="actions">
        {decided ? (
          <a href="/duplicates">{duplicates.toOpen}</a>
        ) : (
          <a href="/duplicates?decided=1">{duplicates.toDecided}</a>
        )}
      </p>
      {page.items.length === 0 ? <p>{duplicates.empty}</p> : null}
      {page.items.map((question) => (
        <section key={question.id} id={`q-${question.id}`}>
          <Pair question={question} />
          {question.verdict === null ? (
            <Answers question={question} state={question.id === sent ? state : { ...state, errors: {}, values: {} }} />
          ) : (
            <p>
              <strong>{nameIn(duplicates.verdicts, question.verdict)}</strong>:{' '}
              {nameIn(duplicates.grounds, question.ground ?? '')}, {duplicates.decidedBy(question.decidedBy ?? '')}
            </p>
          )}
        </section>
      ))}
      <Paging page={page} />
    </>
  );
}

function Pair({ question }: { readonly question: IdentityQuestionView }): JSX.Element {
  const { words } = useFrame();
  const { duplicates } = words;
  const aspects = Object.keys(duplicates.aspects) as Aspect[];
  return (
    <Table
      caption={duplicates.pair(question.likeness)}
      empty={words.none}
      columns={{
        aspect: { head: duplicates.aspect },
        one: { head: duplicates.one },
        other: { head: duplicates.other },
      }}
      rows={aspects.map((aspect) => ({
        key: aspect,
        cells: {
          aspect: duplicates.aspects[aspect],
          one: <Entries sides={question.low} aspect={aspect} />,
          other: <Entries sides={question.high} aspect={aspect} />,
        },
      }))}
    />
  );
}

type Aspect = 'name' | 'birthDate' | 'sex' | 'motherName' | 'number' | 'institution' | 'needs' | 'proposals';

function Entries({
  sides,
  aspect,
}: {
  readonly sides: readonly IdentitySideView[];
  readonly aspect: Aspect;
}): JSX.Element {
  return (
    <>
      {sides.map((side) => (
        <div key={side.personId}>
          <Entry side={side} aspect={aspect} />
        </div>
      ))}
    </>
  );
}

function Entry({ side, aspect }: { readonly side: IdentitySideView; readonly aspect: Aspect }): JSX.Element {
  const { words } = useFrame();
  switch (aspect) {
    case 'name':
      return <>{isolate(side.name)}</>;
    case 'birthDate':
      return <Day date={side.birthDate} />;
    case 'sex':
      return <>{nameIn(words.names.sexes, side.sex)}</>;
    case 'motherName':
      return <>{side.motherName === null ? '–' : isolate(side.motherName)}</>;
    case 'number':
      return <>{side.maskedNationalId ?? side.temporaryId ?? '–'}</>;
    case 'institution':
      return (
        <>
          {isolate(side.institutionName)}, {side.regencyName}
        </>
      );
    case 'needs':
      return <>{side.needs.map((need) => nameIn(words.duplicates.needs, need)).join(', ') || '–'}</>;
    case 'proposals':
      return (
        <>
          {side.proposals.map((proposal) => (
            <div key={proposal.id}>
              <a href={`/cases/${proposal.id}`}>{proposal.number ?? words.duplicates.draft}</a>:{' '}
              <StateOf state={proposal.state} />
            </div>
          ))}
        </>
      );
  }
}

function StateOf({ state }: { readonly state: string }): JSX.Element {
  const { locale } = useFrame();
  if (!isProposalState(state)) return <>{state}</>;
  return <>{locale === 'id' ? proposalStates[state].labelId : proposalStates[state].labelEn}</>;
}

function Answers({
  question,
  state,
}: {
  readonly question: IdentityQuestionView;
  readonly state: FormState;
}): JSX.Element {
  const { words } = useFrame();
  const { duplicates } = words;
  const options = (verdict: IdentityVerdict) =>
    identityGrounds[verdict].map((value) => ({ value, label: nameIn(duplicates.grounds, value) }));
  return (
    <div class="pair">
      {identityVerdicts.map((verdict) => (
        <Form key={verdict} action={`/duplicates/${question.id}`} state={state}>
          <input type="hidden" name="verdict" value={verdict} />
          <Select name="ground" options={options(verdict)} required />
          <button type="submit" class={verdict === 'SAME' ? 'stop' : undefined}>
            {duplicates.verdicts[verdict]}
          </button>
        </Form>
      ))}
    </div>
  );
}
