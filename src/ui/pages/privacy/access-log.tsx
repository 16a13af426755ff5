import type { JSX } from 'preact';
import { accessPurposes } from '../../../domain/privacy.js';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { isolate } from '../../isolate.js';
import { Paging, Table } from '../../parts/table.js';
import { Moment } from '../../parts/text.js';
import type { AccessView, PageOf } from '../../views.js';

export interface AccessFilters {
  readonly purpose: string;
  readonly user: string;
  readonly subject: string;
  readonly from: string;
  readonly until: string;
}

/** Who opened whose data and why; names of people are not in it, only their ids. */
export function AccessLogPage({
  page,
  filters,
}: {
  readonly page: PageOf<AccessView>;
  readonly filters: AccessFilters;
}): JSX.Element {
  const { words } = useFrame();
  const { logHead } = words.privacy;
  return (
    <>
      <h1>{words.privacy.logTitle}</h1>
      <p>{words.privacy.logLead}</p>
      <FilterForm filters={filters} />
      <Table
        caption={words.privacy.logTitle}
        titled
        empty={words.privacy.empty}
        columns={{
          at: { head: logHead.at },
          who: { head: logHead.who },
          subject: { head: logHead.subject },
          fields: { head: logHead.fields },
          purpose: { head: logHead.purpose },
          institution: { head: logHead.institution },
        }}
        rows={page.items.map((entry) => ({
          key: entry.id,
          cells: {
            at: <Moment at={entry.at} />,
            who: <a href={`/privacy/log?user=${entry.userId}`}>{isolate(entry.userName)}</a>,
            subject: (
              <a href={`/privacy/log?subject=${entry.subjectId}`}>
                {nameIn(words.privacy.subjects, entry.subjectKind)} {entry.subjectId.slice(-12)}
              </a>
            ),
            fields: entry.fields.map((name) => nameIn(words.privacy.fields, name)).join(', '),
            purpose: nameIn(words.privacy.purposes, entry.purpose),
            institution: entry.institutionName === null ? '–' : isolate(entry.institutionName),
          },
        }))}
      />
      <Paging page={page} />
    </>
  );
}

function FilterForm({ filters }: { readonly filters: AccessFilters }): JSX.Element {
  const { words } = useFrame();
  return (
    <form class="filter panel" action="/privacy/log" method="get">
      <div class="field">
        <label htmlFor="purpose">{words.privacy.logHead.purpose}</label>
        <select id="purpose" name="purpose">
          <option value="">{words.all}</option>
          {accessPurposes.map((purpose) => (
            <option key={purpose} value={purpose} selected={purpose === filters.purpose}>
              {nameIn(words.privacy.purposes, purpose)}
            </option>
          ))}
        </select>
      </div>
      {(['from', 'until'] as const).map((name) => (
        <div class="field" key={name}>
          <label htmlFor={name}>{words.privacy[name]}</label>
          <input id={name} name={name} type="date" value={filters[name]} />
        </div>
      ))}
      <button type="submit">{words.filter}</button>
    </form>
  );
}
