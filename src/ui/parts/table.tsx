import type { ComponentChildren, JSX } from 'preact';
import { useFrame } from '../frame.js';
import type { PageOf } from '../views.js';

export interface Column {
  readonly head: string;
  /** A button's own words name it, also on a phone. */
  readonly kind?: 'number' | 'money' | 'button';
}
export interface Row<C extends string> {
  readonly key: string;
  readonly cells: Readonly<Record<C, ComponentChildren>>;
}
export interface TableProps<C extends string> {
  /** What the table is; read out before it, shown above it. */
  readonly caption: string;
  /** A heading right above says the same: the caption is read out only. */
  readonly titled?: boolean;
  /** In their order; the first one names the row, one that is left out is not shown. */
  readonly columns: Readonly<Partial<Record<C, Column>>>;
  readonly rows: readonly Row<C>[];
  readonly empty: string;
}

/** A table that becomes a list of cards on a phone. */
export function Table<C extends string>({ caption, titled = false, columns, rows, empty }: TableProps<C>): JSX.Element {
  if (rows.length === 0) return <p>{empty}</p>;
  const shown = Object.entries<Column>(columns as Readonly<Record<C, Column>>) as [C, Column][];
  const [[first] = [], ...rest] = shown;
  return (
    <div class="table">
      <table class="cards">
        <caption class={titled ? 'unseen' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {shown.map(([name, column]) => (
              <th key={name} scope="col" class={classOf(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {first === undefined ? null : <th scope="row">{row.cells[first]}</th>}
              {rest.map(([name, column]) => (
                <td key={name} class={classOf(column)} data-label={column.kind === 'button' ? undefined : column.head}>
                  {row.cells[name]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A cell that holds a button is not one: the class of that name dresses links as buttons. */
function classOf({ kind }: Column): string | undefined {
  return kind === 'button' ? undefined : kind;
}

/** Earlier and later pages of a list; everything else of the address stays. */
export function Paging({ page }: { readonly page: PageOf<unknown> }): JSX.Element | null {
  const { words, address } = useFrame();
  const pages = Math.max(1, Math.ceil(page.total / page.pageSize));
  if (pages === 1) return null;
  return (
    <p class="actions">
      {page.page > 1 ? <a href={withParameter(address, 'page', String(page.page - 1))}>{words.previous}</a> : null}
      <span>{words.page(page.page, pages)}</span>
      {page.page < pages ? <a href={withParameter(address, 'page', String(page.page + 1))}>{words.next}</a> : null}
    </p>
  );
}

/** The address with one parameter of its query set. */
function withParameter(address: string, name: string, value: string): string {
  const [path = '/', query = ''] = address.split('?');
  const others = query
    .split('&')
    .filter((part) => part !== '' && !part.startsWith(`${name}=`) && !part.startsWith('lang='));
  return `${path}?${[...others, `${name}=${encodeURIComponent(value)}`].join('&')}`;
}
