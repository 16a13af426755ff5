import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { isolate } from '../../isolate.js';
import { FileLink } from '../../parts/file-link.js';
import { Day } from '../../parts/text.js';
import type { CaseView } from '../../views.js';

/** Who entered the case for the institution, by which paper, and who compared them. */
export function AssistedLine({ view }: { readonly view: CaseView }): JSX.Element | null {
  const { words } = useFrame();
  const { assisted } = view.proposal;
  if (assisted === null) return null;
  const { byName, paper, confirmed, overdueTold } = assisted;
  return (
    <>
      {words.assisted.by(isolate(byName))} <FileLink blobId={paper.scanBlobId}>{paper.documentNumber}</FileLink>,{' '}
      <Day date={paper.documentDate} /> ·{' '}
      {confirmed !== null
        ? words.assisted.confirmedBy(isolate(confirmed.byName))
        : overdueTold
          ? words.assisted.overdue
          : words.assisted.unconfirmed}
    </>
  );
}
