import type { JSX } from 'preact';
import { longDate } from '../../../domain/time/long-date.js';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { FileLink } from '../../parts/file-link.js';
import type { CaseView } from '../../views.js';
import { PayloadView } from './payload-view.js';

/** A waiting correction beside what it repairs: who checks it sees both, and what was not touched. */
export function CorrectionView({
  payload,
  view,
}: {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly view: CaseView;
}): JSX.Element {
  const { words, locale } = useFrame();
  const { correction } = words;
  const record = view.records.find(({ entry }) => entry === payload['entry']);
  if (record === undefined) return <PayloadView payload={payload} view={view} />;
  const text = (name: string): string => {
    const value = payload[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const rows = [
    { name: 'documentNumber', before: record.documentNumber, after: text('documentNumber') },
    {
      name: 'documentDate',
      before: longDate(record.documentDate, locale),
      after: longDate(text('documentDate'), locale),
    },
    { name: 'signatory', before: record.signatory, after: text('signatory') },
    ...(record.rank === null ? [] : [{ name: 'rank', before: String(record.rank), after: text('rank') }]),
  ];
  const scan = text('scanBlobId');
  return (
    <>
      <p>
        {correction.of(
          nameIn(correction.entryNames, record.corrects),
          nameIn(words.names.bodies, record.body),
          record.documentNumber,
          longDate(record.documentDate, locale),
        )}
      </p>
      <div class="table">
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">{correction.head.field}</th>
              <th scope="col">{correction.head.before}</th>
              <th scope="col">{correction.head.after}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, before, after }) => (
              <tr key={name}>
                <th scope="row">{nameIn(correction.fieldNames, name)}</th>
                <td data-label={correction.head.before}>{before === '' ? '–' : before}</td>
                <td data-label={correction.head.after}>
                  {before === after ? <span class="soft">{correction.same}</span> : <strong>{after}</strong>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        {record.scan === null ? null : <FileLink blobId={record.scan}>{correction.oldScan}</FileLink>}{' '}
        {scan === '' ? null : <FileLink blobId={scan}>{correction.newScan}</FileLink>}
      </p>
      <PayloadView payload={{ words: payload['words'], cuts: payload['cuts'] }} view={view} />
    </>
  );
}
