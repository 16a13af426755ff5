import { render } from 'preact-render-to-string';
import type { Locale } from '../../domain/locale.js';
import { FrameContext, type Frame } from '../frame.js';
import { wordsOf } from '../i18n/words.js';
import { CaseHead } from '../pages/case/case-page.js';
import { CostsSection, DocumentsSection, SummarySection } from '../pages/case/summary-section.js';
import { ScoreSection } from '../pages/case/score-section.js';
import { History } from '../parts/history.js';
import type { CaseView } from '../views.js';

/** One case as a page of its own, to be kept: without links, forms and the time at which it was drawn. */
export function caseSummary(view: CaseView, locale: Locale): string {
  const words = wordsOf(locale);
  const frame: Frame = {
    locale,
    words,
    address: '',
    person: null,
    csrfToken: '',
    newKey: () => '',
    demo: false,
    localInbox: false,
    done: null,
    stylesheet: '',
    now: new Date(view.proposal.stateSince),
  };
  const html = render(
    <FrameContext.Provider value={frame}>
      <html lang={locale}>
        <head>
          <meta charSet="utf-8" />
          <title>{words.cases.proposalOf(view.institution.name)}</title>
        </head>
        <body>
          <CaseHead view={view} />
          <SummarySection view={view} />
          <CostsSection view={view} />
          <DocumentsSection view={view} />
          <ScoreSection view={view} />
          <h2>{words.cases.tabs.history}</h2>
          <History entries={view.timeline} />
        </body>
      </html>
    </FrameContext.Provider>,
  );
  return `<!doctype html>\n${html}\n`;
}
