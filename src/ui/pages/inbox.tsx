import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { CaseTable } from '../parts/case-table.js';
import { Paging } from '../parts/table.js';
import type { CaseItemView, PageOf } from '../views.js';

export const inboxTabs = ['mine', 'unit', 'waiting', 'done'] as const;
export type InboxTab = (typeof inboxTabs)[number];

/** What this person may act on now, by deadline. */
export function InboxPage({ page, tab }: { readonly page: PageOf<CaseItemView>; readonly tab: InboxTab }): JSX.Element {
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
