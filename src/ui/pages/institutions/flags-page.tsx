import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { isolate } from '../../isolate.js';
import { Actions, TextArea } from '../../parts/fields.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../../parts/form.js';
import { Table } from '../../parts/table.js';
import { Moment } from '../../parts/text.js';
import type { FlagListView, FlagView } from '../../views.js';

export interface FlagsPageProps {
  readonly list: FlagListView;
  readonly refused: { readonly of: string; readonly state: FormState } | null;
}

/** Signs of fictitious institutions, to be looked at by the division and the inspectorate. */
export function FlagsPage({ list, refused }: FlagsPageProps): JSX.Element {
  const { words } = useFrame();
  const { flags } = words.life;
  return (
    <>
      <h1>{flags.title}</h1>
      <p>{flags.lead}</p>
      {refused === null ? null : <ErrorSummary state={refused.state} />}
      <Table
        caption={flags.title}
        titled
        empty={flags.empty}
        columns={{
          institution: { head: flags.head.institution },
          sign: { head: flags.head.sign },
          since: { head: flags.head.since },
          state: { head: flags.head.state },
        }}
        rows={list.flags.map((flag) => ({
          key: flag.id,
          cells: {
            institution: <a href={`/institutions/${flag.institutionId}`}>{isolate(flag.institutionName)}</a>,
            sign: <Sign flag={flag} />,
            since: <Moment at={flag.raisedAt} />,
            state:
              flag.resolvedBy !== null ? (
                flags.closedBy(isolate(flag.resolvedBy), flag.reason ?? '')
              ) : list.mayResolve ? (
                <details open={refused?.of === flag.id}>
                  <summary>{flags.resolve}</summary>
                  <Form action={`/flags/${flag.id}`} state={refused?.of === flag.id ? refused.state : freshForm()}>
                    <TextArea name="reason" rows={2} required />
                    <Actions submit={flags.resolve} />
                  </Form>
                </details>
              ) : (
                flags.open
              ),
          },
        }))}
      />
    </>
  );
}

/** One sign in words, with whom it is shared. */
export function Sign({ flag }: { readonly flag: FlagView }): JSX.Element {
  const { words } = useFrame();
  const { flags } = words.life;
  return (
    <>
      {flags.signs[flag.sign]}
      {flag.otherId === null ? null : (
        <>
          {' '}
          ({flags.head.with.toLowerCase()} <a href={`/institutions/${flag.otherId}`}>{isolate(flag.otherName ?? '')}</a>
          )
        </>
      )}
      {flag.residents === null || flag.beds === null ? null : ` (${flags.residents(flag.residents, flag.beds)})`}
    </>
  );
}

/** Open signs on a page about something else; nothing where there are none. */
export function OpenSigns({ flags }: { readonly flags: readonly FlagView[] }): JSX.Element | null {
  const { words } = useFrame();
  if (flags.length === 0) return null;
  return (
    <section class="notice warn">
      <h2>{words.life.flags.open}</h2>
      <ul class="plain">
        {flags.map((flag) => (
          <li key={flag.id}>
            <Sign flag={flag} />
          </li>
        ))}
      </ul>
      <p>
        <a href="/flags">{words.life.flags.title}</a>
      </p>
    </section>
  );
}
