import type { JSX } from 'preact';
import { institutionStatuses } from '../../../domain/institution/life.js';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { isolate } from '../../isolate.js';
import { Paging, Table } from '../../parts/table.js';
import { Day } from '../../parts/text.js';
import type { InstitutionItemView, PageOf } from '../../views.js';

export interface InstitutionsPageProps {
  readonly page: PageOf<InstitutionItemView>;
  readonly q: string;
  readonly status: string;
}

export function InstitutionsPage({ page, q, status }: InstitutionsPageProps): JSX.Element {
  const { words } = useFrame();
  const { head } = words.life;
  return (
    <>
      <h1>{words.life.title}</h1>
      <p>{words.life.lead}</p>
      <form class="filter panel" action="/institutions" method="get">
        <div class="field">
          <label htmlFor="q">{words.search}</label>
          <input id="q" name="q" type="search" maxLength={200} value={q} />
        </div>
        <div class="field">
          <label htmlFor="status">{head.status}</label>
          <select id="status" name="status">
            <option value="">{words.life.allStatuses}</option>
            {institutionStatuses.map((value) => (
              <option key={value} value={value} selected={value === status}>
                {nameIn(words.names.institutionStatus, value)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{words.search}</button>
      </form>
      <Table
        caption={words.life.title}
        titled
        empty={words.life.empty}
        columns={{
          name: { head: head.name },
          status: { head: head.status },
          regency: { head: head.regency },
          validUntil: { head: head.validUntil },
        }}
        rows={page.items.map((item) => ({
          key: item.id,
          cells: {
            name: (
              <>
                <a href={`/institutions/${item.id}`}>{isolate(item.name)}</a>
                <p class="soft">{item.code}</p>
              </>
            ),
            status: (
              <>
                {nameIn(words.names.institutionStatus, item.status)}{' '}
                {item.waits ? <span class="tag warn">{words.life.waits}</span> : null}
              </>
            ),
            regency: item.regencyName,
            validUntil: <Day date={item.registrationValidUntil} />,
          },
        }))}
      />
      <Paging page={page} />
    </>
  );
}
