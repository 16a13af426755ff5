import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { rupiah } from '../parts/text.js';
import type { FieldsProps } from './verification-fields.js';

/** What the ranked list proposes for the case, beside what is entered; it decides nothing. */
export function RankedProposal({ extras: { ranked } }: Pick<FieldsProps, 'extras'>): JSX.Element | null {
  const { words } = useFrame();
  if (ranked === null) return null;
  const { item, of } = ranked;
  const proposed = {
    FULL: words.ranking.full(rupiah(item.proposed)),
    PART: words.ranking.part(rupiah(item.proposed), rupiah(item.recommended)),
    RESERVE: words.ranking.reserve(item.reserve ?? 1),
  }[item.share];
  return (
    <p class="notice">
      {words.ranking.proposal(item.rank, of)} {proposed}
    </p>
  );
}
