import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { CaseTable } from '../parts/case-table.js';
import { LiesAt } from './decree-way.js';
import type { DecreeRowView } from '../decree-views.js';
import { isolate } from '../isolate.js';
import { Paging } from '../parts/table.js';
import type { CaseItemView, PageOf } from '../views.js';

export const inboxTabs = ['mine', 'unit', 'waiting', 'done'] as const;
export type InboxTab = (typeof inboxTabs)[number];

/** What this person may act on now, by deadline. */
export function InboxPage({
  page,
  tab,
  decrees,
}: {
  readonly page: PageOf<CaseItemView>;
  readonly tab: InboxTab;
  /** Frozen ones on their way to the signature; empty for whoever has nothing to do with them. */
  readonly decrees: readonly DecreeRowView[];
}): JSX.Element {
  const { words } = useFrame();
  return (
    <>
      <h1>{words.official.inboxTitle}</h1>
      <nav class="tabs" aria-label={words.official.inboxTitle}>
        <ul>
          {inboxTabs.map((name) => (
            <li key={name}>
              <a href={`/inbox?tab=${name}`} aria-current={name === tab ? 'page' : undefined}>
                {words.official.inboxTabs[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {decrees.length === 0 ? null : (
        <section class="panel" aria-labelledby="decrees-title">
          <h2 id="decrees-title">{words.official.decreesOnTheWay}</h2>
          <ul>
            {decrees.map((decree) => (
              <li key={decree.id}>
                <a href={`/decrees/${decree.id}#way`}>{isolate(decree.title)}</a>:{' '}
                {decree.liesAt === null ? words.official.wayNone : <LiesAt stop={decree.liesAt} />}
                {decree.waitsForSecond ? <span class="tag warn"> {words.official.secondWaits}</span> : null}
              </li>
            ))}
          </ul>
        </section>
      )}
      <CaseTable caption={words.official.found(page.total)} items={page.items} empty={words.official.inboxEmpty[tab]} />
      {page.total === 0 ? (
        <p>
          <a href="/cases">{words.official.casesTitle}</a>
        </p>
      ) : null}
      <Paging page={page} />
    </>
  );
}
