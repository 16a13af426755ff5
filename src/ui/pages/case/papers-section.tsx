import type { JSX } from 'preact';
import { groupCode, paperKinds } from '../../../domain/papers.js';
import { useFrame } from '../../frame.js';
import { FileLink } from '../../parts/file-link.js';
import { Table } from '../../parts/table.js';
import { Day } from '../../parts/text.js';
import type { CaseView } from '../../views.js';

/** Every paper that the steps of the case made, with the code by which anybody may verify it. */
export function PapersSection({ view }: { readonly view: CaseView }): JSX.Element {
  const { words, locale } = useFrame();
  return (
    <section id="papers">
      <h2>{words.papers.title}</h2>
      <Table
        caption={words.papers.title}
        titled
        empty={words.papers.none}
        columns={{
          paper: { head: words.papers.head.paper },
          dated: { head: words.papers.head.dated },
          number: { head: words.papers.head.number },
          code: { head: words.papers.head.code },
        }}
        rows={view.papers.map((paper) => {
          const label = paperKinds[paper.kind][locale === 'id' ? 'labelId' : 'labelEn'];
          return {
            key: paper.id,
            cells: {
              paper:
                paper.blobId === null ? (
                  `${label} · ${words.papers.beingMade}`
                ) : (
                  <FileLink blobId={paper.blobId}>{label}</FileLink>
                ),
              dated: <Day date={paper.dated} />,
              number: paper.number ?? '',
              code:
                paper.blobId === null ? '' : <a href={`/verify/${groupCode(paper.code)}`}>{groupCode(paper.code)}</a>,
            },
          };
        })}
      />
    </section>
  );
}
