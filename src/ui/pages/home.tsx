import type { JSX } from 'preact';
import { longDate } from '../../domain/time/long-date.js';
import { useFrame } from '../frame.js';
import { dayWords } from '../i18n/date-words.js';
import { nameIn } from '../i18n/details.js';
import { waitingLine } from '../i18n/waiting-words.js';
import { PublicSteps, WaitingLine } from '../parts/waiting.js';
import { useName } from '../parts/text.js';
import type { CaseItemView, InstitutionDocumentView, TwoNames } from '../views.js';
import { isolate } from '../isolate.js';

export interface HomeProps {
  readonly institution: { readonly name: string; readonly documents: readonly InstitutionDocumentView[] };
  readonly waiting: readonly CaseItemView[];
  readonly proposals: readonly CaseItemView[];
  readonly programmes: readonly {
    readonly name: TwoNames;
    readonly windowClosesAt: string;
    readonly urgent: boolean;
    readonly open: boolean;
  }[];
  /** The last day that still leaves time to renew a document. */
  readonly renewBefore: string;
}

/** The institution's home: what waits for it, its proposals on the eight steps, and what expires. */
export function HomePage({ institution, waiting, proposals, programmes, renewBefore }: HomeProps): JSX.Element {
  const { words, locale } = useFrame();
  const name = useName();
  const expiring = institution.documents.filter(
    (document) => document.validUntil !== null && document.validUntil <= renewBefore,
  );
  const open = programmes.filter((programme) => programme.open);
  return (
    <>
      <h1>{words.institution.greeting(isolate(institution.name))}</h1>
      <section aria-labelledby="waits">
        <h2 id="waits">{words.institution.waitsForMe}</h2>
        {waiting.length === 0 ? <p>{words.institution.nothingWaits}</p> : null}
        <ul class="plain">
          {waiting.map((item) => (
            <li key={item.proposalId} class="panel">
              <WaitingLine view={item} />
              <p>
                <a href={`/cases/${item.proposalId}`}>{caseName(item, name, words.cases.withoutNumber)}</a>
              </p>
            </li>
          ))}
        </ul>
      </section>
      {expiring.length === 0 ? null : (
        <section aria-labelledby="expiring" class="notice warn">
          <h2 id="expiring">{words.institution.expiring}</h2>
          <ul>
            {expiring.map((document) => (
              <li key={document.id}>
                {(document.expired ? words.institution.expired : words.institution.expires)(
                  nameIn(words.names.documents, document.code),
                  longDate(document.validUntil ?? '', locale),
                )}
              </li>
            ))}
          </ul>
          <p>
            <a href="/institution">{words.institution.openFile}</a>
          </p>
        </section>
      )}
      <section aria-labelledby="proposals">
        <h2 id="proposals">{words.institution.myProposals}</h2>
        {proposals.length === 0 ? <p>{words.institution.noProposals}</p> : null}
        <ul class="plain">
          {proposals.map((item) => (
            <li key={item.proposalId} class="panel">
              <p>
                <a href={`/cases/${item.proposalId}`}>
                  <strong>{caseName(item, name, words.cases.withoutNumber)}</strong>
                </a>{' '}
                · {words.persons(item.persons)}
              </p>
              <p>{waitingLine(item, words, locale)}</p>
              <PublicSteps step={item.publicStep} />
            </li>
          ))}
        </ul>
        {open.length === 0 ? <p>{words.institution.noWindow}</p> : null}
        {open.map((programme) => (
          <p key={programme.name.id}>
            {programme.urgent
              ? words.institution.openUrgent(name(programme.name))
              : words.institution.openWindow(
                  name(programme.name),
                  dayWords(new Date(programme.windowClosesAt), locale),
                )}
          </p>
        ))}
        {open.length === 0 ? null : (
          <p class="actions">
            <a class="button" href="/cases/new">
              {words.institution.start}
            </a>
          </p>
        )}
      </section>
    </>
  );
}

function caseName(item: CaseItemView, name: (names: TwoNames) => string, withoutNumber: string): string {
  return `${item.registrationNumber ?? withoutNumber} · ${name(item.packageName)} ${item.fiscalYear}`;
}
