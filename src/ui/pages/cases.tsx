import type { JSX } from 'preact';
import { intakeOfficers } from '../../domain/proposal/assisted.js';
import { proposalStates } from '../../domain/proposal/states.js';
import { useFrame } from '../frame.js';
import { CaseTable } from '../parts/case-table.js';
import { Paging } from '../parts/table.js';
import type { CaseItemView, PageOf } from '../views.js';

export const caseSorts = ['due', 'newest', 'oldest', 'institution', 'amount', 'state'] as const;
export type CaseSort = (typeof caseSorts)[number];

export interface CaseFilters {
  readonly q: string;
  readonly state: string;
  readonly regencyCode: string;
  readonly overdue: boolean;
  readonly sort: CaseSort;
}
export interface CasesProps {
  readonly page: PageOf<CaseItemView>;
  readonly filters: CaseFilters;
  readonly regencies: readonly { readonly code: string; readonly name: string }[];
}

/** Every case this person may see, filtered and sorted in the address. */
export function CasesPage({ page, filters, regencies }: CasesProps): JSX.Element {
  const { words, person } = useFrame();
  return (
    <>
      <h1>{words.official.casesTitle}</h1>
      {person?.roles.includes('SECRETARIAT') === true ? (
        <p>
          <a href="/cases/outside">{words.official.outsideTitle}</a>
        </p>
      ) : null}
      {intakeOfficers.some((office) => person?.roles.includes(office) === true) ? (
        <p>
          <a href="/cases/assisted">{words.assisted.title}</a>
        </p>
      ) : null}
      <CaseFilterForm action="/cases" filters={filters} regencies={regencies} />
      <CaseTable caption={words.official.found(page.total)} items={page.items} empty={words.official.casesEmpty} />
      <Paging page={page} />
    </>
  );
}

export function CaseFilterForm({
  action,
  filters,
  regencies,
}: Omit<CasesProps, 'page'> & { readonly action: string }): JSX.Element {
  const { words, locale } = useFrame();
  return (
    <form class="filter panel" action={action} method="get">
      <div class="field">
        <label htmlFor="q">{words.official.filterWords}</label>
        <input id="q" name="q" type="search" maxLength={200} value={filters.q} />
      </div>
      <div class="field">
        <label htmlFor="state">{words.official.filterState}</label>
        <select id="state" name="state">
          <option value="">{words.all}</option>
          {Object.entries(proposalStates).map(([state, { labelId, labelEn }]) => (
            <option key={state} value={state} selected={state === filters.state}>
              {locale === 'id' ? labelId : labelEn}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label htmlFor="regency">{words.official.filterArea}</label>
        <select id="regency" name="regency">
          <option value="">{words.all}</option>
          {regencies.map((regency) => (
            <option key={regency.code} value={regency.code} selected={regency.code === filters.regencyCode}>
              {regency.name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label htmlFor="sort">{words.official.sortBy}</label>
        <select id="sort" name="sort">
          {caseSorts.map((sort) => (
            <option key={sort} value={sort} selected={sort === filters.sort}>
              {words.official.sorts[sort]}
            </option>
          ))}
        </select>
      </div>
      <div class="choice">
        <input id="overdue" name="overdue" type="checkbox" value="1" checked={filters.overdue} />
        <label htmlFor="overdue">{words.official.filterOverdue}</label>
      </div>
      <button type="submit">{words.filter}</button>
    </form>
  );
}
