import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import type { Words } from '../../i18n/words.js';
import { isolate } from '../../isolate.js';
import { Table } from '../../parts/table.js';
import type { CaseView, ScoreView } from '../../views.js';

/** The points of a case and how they came about; not there for whoever may not see them yet. */
export function ScoreSection({ view: { score } }: { readonly view: Pick<CaseView, 'score'> }): JSX.Element | null {
  const { words } = useFrame();
  if (score === null) return null;
  return (
    <section id="score">
      <h2>{words.score.title}</h2>
      <p>
        <strong>{words.score.total(score.points, score.maximum)}</strong>{' '}
        {score.decided ? words.score.decided : `${words.score.provisional} ${words.score.lead}`}
      </p>
      <Table
        caption={words.score.title}
        titled
        empty={words.none}
        columns={{
          criterion: { head: words.score.criterion },
          points: { head: words.score.points, kind: 'number' },
          basis: { head: words.score.basis },
        }}
        rows={score.criteria.map((one) => ({
          key: one.criterion,
          cells: {
            criterion: words.score.parts[one.criterion],
            points: words.score.total(one.points, one.maximum),
            basis: basisOf(one, words),
          },
        }))}
      />
    </section>
  );
}

function basisOf(one: ScoreView['criteria'][number], words: Words): string {
  const { criterion, basis, inputs, reason, byName } = one;
  if (basis === 'NONE') return words.score.unknown;
  if (basis === 'FORMULA') return words.score.how[criterion](inputs);
  const said = reason === null ? words.score.typedSilently : words.score.typed(isolate(reason), isolate(byName ?? ''));
  const { grade } = inputs;
  return typeof grade === 'string' ? `${words.score.grade(grade)}, ${said}` : said;
}
