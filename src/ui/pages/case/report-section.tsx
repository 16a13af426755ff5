import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { Table } from '../../parts/table.js';
import { useName } from '../../parts/text.js';
import { Photos } from '../../parts/photos.js';
import type { CaseView } from '../../views.js';

export function ReportSection({ view }: { readonly view: CaseView }): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const { reportHead } = words.cases;
  const { report } = view;
  const photos = view.documents.filter((document) => document.code.startsWith('REPORT_PHOTO_'));
  if (report === null || report.id === null) {
    return (
      <section id="report">
        <h2>{words.cases.tabs.report}</h2>
        <p>{words.cases.noReport}</p>
      </section>
    );
  }
  return (
    <section id="report">
      <h2>{words.cases.tabs.report}</h2>
      <p class="prose">{report.narrative}</p>
      <Table
        caption={words.cases.tabs.report}
        titled
        empty={words.cases.noReport}
        columns={{
          item: { head: reportHead.item },
          delivered: { head: reportHead.delivered, kind: 'number' },
          received: { head: reportHead.received, kind: 'number' },
          used: { head: reportHead.used, kind: 'number' },
          returned: { head: reportHead.returned, kind: 'number' },
          lost: { head: reportHead.lost, kind: 'number' },
          note: { head: reportHead.note },
        }}
        rows={report.lines.map((line) => ({
          key: line.itemId,
          cells: {
            item: `${name(line.name)} (${line.unit})`,
            delivered: line.delivered,
            received: line.received ?? '–',
            used: line.used ?? '–',
            returned: line.returned ?? '–',
            lost: line.lost ?? '–',
            note: line.note ?? '',
          },
        }))}
      />
      <Photos photos={photos.map((photo) => ({ ...photo, label: nameIn(words.names.documents, photo.code) }))} />
    </section>
  );
}
