import type { JSX } from 'preact';
import { longDate } from '../../domain/time/long-date.js';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { Checkbox, DateField, NumberField, TextArea, TextField } from '../parts/fields.js';
import type { RecordedEntryView } from '../views.js';
import { ScanField } from './kept-file.js';
import { LineCuts } from './line-cuts.js';
import type { FieldsProps } from './verification-fields.js';

/** One entry as it stands, ready to be typed over; the others of this office are a link away. */
export function CorrectRecordFields({ view, extras }: FieldsProps): JSX.Element {
  const { words, locale } = useFrame();
  const { correction } = words;
  const { chosen, others } = extras.records;
  if (chosen === null) return <p class="notice">{words.none}</p>;
  const named = (entry: RecordedEntryView): string => nameIn(correction.entryNames, entry.corrects);
  return (
    <>
      <p class="notice">
        {correction.of(
          named(chosen),
          nameIn(words.names.bodies, chosen.body),
          chosen.documentNumber,
          longDate(chosen.documentDate, locale),
        )}
      </p>
      {others.length === 0 ? null : (
        <p>
          {correction.others}:{' '}
          {others.map((entry) => (
            <>
              {' '}
              <a key={entry.entry} href={`/cases/${view.proposal.id}/do/correct_record?entry=${entry.entry}`}>
                {correction.entry(named(entry), entry.documentNumber)}
              </a>
            </>
          ))}
        </p>
      )}
      <input type="hidden" name="entry" value={String(chosen.entry)} />
      <div class="pair">
        <TextField name="documentNumber" required />
        <DateField name="documentDate" required />
      </div>
      {chosen.corrects === 'reject' ? null : <TextField name="signatory" required />}
      {chosen.rank === null ? null : <NumberField name="rank" required />}
      <p class="hint">{correction.scanStays}</p>
      <ScanField name="scan" extras={extras} />
      <TextArea name="words" rows={2} required />
      {chosen.corrects === 'consider' && chosen.inForce && view.proposal.state === 'CONSIDERED' ? (
        <details>
          <summary>{correction.amounts}</summary>
          <Checkbox name="amounts" label={correction.amounts} />
          <LineCuts view={view} stage="consider" />
        </details>
      ) : null}
    </>
  );
}
