import type { JSX } from 'preact';
import { witaDate } from '../../domain/time/wita.js';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { waitingWords } from '../i18n/waiting-words.js';
import type { CaseItemView } from '../views.js';
import { Table } from './table.js';
import { Day, Moment, Rupiah, useName } from './text.js';
import { isolate } from '../isolate.js';

/** Cases as a list: the institution names the row, what it waits for stands first. */
export function CaseTable({
  caption,
  items,
  empty,
}: {
  readonly caption: string;
  readonly items: readonly CaseItemView[];
  readonly empty: string;
}): JSX.Element {
  const { words, locale } = useFrame();
  const name = useName();
  const { caseHead } = words.official;
  return (
    <Table
      caption={caption}
      empty={empty}
      columns={{
        case: { head: caseHead.case },
        waiting: { head: caseHead.waiting },
        due: { head: caseHead.due },
        area: { head: caseHead.area },
        persons: { head: caseHead.persons, kind: 'number' },
        amount: { head: caseHead.amount, kind: 'money' },
      }}
      rows={items.map((item) => ({
        key: item.proposalId,
        cells: {
          case: (
            <>
              <CaseLink item={item} />
              <br />
              <small>
                {name(item.packageName)} · {nameIn(words.names.sources, item.source)}
                {item.disasterName === null ? '' : ` · ${words.cases.urgentTrack(isolate(item.disasterName))}`}
              </small>
            </>
          ),
          waiting: waitingWords(item, words, locale),
          due: <Due item={item} />,
          area: item.regencyName,
          persons: item.persons,
          amount: <Rupiah amount={item.requestedAmount} />,
        },
      }))}
    />
  );
}

export function CaseLink({
  item,
}: {
  readonly item: Pick<CaseItemView, 'proposalId' | 'institutionName' | 'registrationNumber'>;
}): JSX.Element {
  const { words } = useFrame();
  return (
    <>
      <a href={`/cases/${item.proposalId}`}>{isolate(item.institutionName)}</a>
      <small class="soft"> {item.registrationNumber ?? words.cases.withoutNumber}</small>
    </>
  );
}

/** The last day, with the word when it has passed: colour alone says nothing. */
export function Due({ item }: { readonly item: Pick<CaseItemView, 'dueAt' | 'minutesLeft' | 'overdue'> }): JSX.Element {
  const { words } = useFrame();
  if (item.dueAt === null) return <>–</>;
  const day = item.minutesLeft === null ? <Day date={witaDate(new Date(item.dueAt))} /> : <Moment at={item.dueAt} />;
  if (!item.overdue) return day;
  return (
    <span class="late">
      {day} ({words.cases.late})
    </span>
  );
}
