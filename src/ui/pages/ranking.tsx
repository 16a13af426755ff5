import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { isolate } from '../isolate.js';
import { Table } from '../parts/table.js';
import { Moment, rupiah, Rupiah, useName } from '../parts/text.js';
import type { RankedListView } from '../views.js';

export interface RankingProps {
  readonly list: RankedListView;
  /** The limit as it was typed; '' for what is free of the programme's own. */
  readonly typed: string;
}

/** Recommended cases by rank, and what the limit would give each: a proposal, no decision. */
export function RankingPage({ list, typed }: RankingProps): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const query = typed === '' ? '' : `?limit=${encodeURIComponent(typed)}`;
  const address = `/programmes/${list.programmeId}/ranking`;
  return (
    <>
      <h1>{words.ranking.of(name(list.name), list.fiscalYear)}</h1>
      <p>{words.ranking.lead}</p>
      <form class="filter panel" action={address} method="get">
        <div class="field">
          <label htmlFor="limit">{words.ranking.limit}</label>
          <input id="limit" name="limit" type="text" inputMode="numeric" maxLength={40} value={typed} />
        </div>
        <button type="submit">{words.filter}</button>
      </form>
      <p>
        {list.limit === null
          ? words.ranking.noLimit
          : words.ranking.sums(rupiah(list.limit), rupiah(list.proposed), list.free === null ? '–' : rupiah(list.free))}
      </p>
      <h2>{words.ranking.within}</h2>
      <RankTable items={list.items.filter(({ share }) => share !== 'RESERVE')} caption={words.ranking.within} />
      <h2>{words.ranking.beyond}</h2>
      <RankTable items={list.items.filter(({ share }) => share === 'RESERVE')} caption={words.ranking.beyond} />
      <p class="actions">
        <a href={`${address}.xlsx${query}`}>{words.ranking.xlsx}</a>
        <a href={`${address}.csv${query}`}>{words.ranking.csv}</a>
      </p>
    </>
  );
}

function RankTable({
  items,
  caption,
}: {
  readonly items: RankedListView['items'];
  readonly caption: string;
}): JSX.Element {
  const { words } = useFrame();
  return (
    <Table
      caption={caption}
      titled
      empty={words.ranking.empty}
      columns={{
        rank: { head: words.ranking.columns.rank, kind: 'number' },
        institution: { head: words.ranking.columns.institution },
        points: { head: words.ranking.columns.points, kind: 'number' },
        completeOn: { head: words.ranking.columns.completeOn },
        recommended: { head: words.ranking.columns.recommended, kind: 'money' },
        share: { head: words.ranking.columns.share },
        proposed: { head: words.ranking.columns.proposed, kind: 'money' },
      }}
      rows={items.map((item) => ({
        key: item.proposalId,
        cells: {
          rank: item.rank,
          institution: (
            <>
              <a href={`/cases/${item.proposalId}`}>{isolate(item.institutionName)}</a>
              <p class="soft">
                {item.registrationNumber} · {item.regencyName} · {words.persons(item.persons)}
              </p>
            </>
          ),
          points: item.points ?? words.ranking.unscored,
          completeOn: <Moment at={item.completeAt} />,
          recommended: <Rupiah amount={item.recommended} />,
          share: (
            <>
              {words.ranking.shares[item.share]}
              {item.reserve === null ? '' : ` ${item.reserve}`}
              {item.pending ? <p class="soft">{words.ranking.pending}</p> : null}
            </>
          ),
          proposed: item.share === 'RESERVE' ? '–' : <Rupiah amount={item.proposed} />,
        },
      }))}
    />
  );
}
