import type { JSX } from 'preact';
import { longDate } from '../../domain/time/long-date.js';
import { useFrame } from '../frame.js';
import { Group, Radio, TextArea } from '../parts/fields.js';
import type { FieldsProps } from './verification-fields.js';

/** A receipt inside a freeze: accepted or refused, with a reason either way. */
export function JudgeReceiptFields({ view }: FieldsProps): JSX.Element {
  const { words, locale } = useFrame();
  const { quarantine } = words;
  const waiting = view.quarantine.filter(({ state }) => state === 'WAITING');
  const [first, ...more] = waiting;
  return (
    <>
      {first !== undefined && more.length === 0 ? (
        <>
          <input type="hidden" name="quarantineId" value={first.id} />
          <p class="notice">
            {quarantine.waiting(longDate(first.receivedOn, locale), first.letterNumber)}{' '}
            {quarantine.counts(first.lines, first.exceptions)}
          </p>
        </>
      ) : (
        <Group name="quarantineId" legend={quarantine.which}>
          {waiting.map((receipt) => (
            <Radio
              key={receipt.id}
              name="quarantineId"
              value={receipt.id}
              label={`${longDate(receipt.receivedOn, locale)} · ${quarantine.counts(receipt.lines, receipt.exceptions)}`}
            />
          ))}
        </Group>
      )}
      <Group name="accepted" legend={quarantine.judgement}>
        <Radio name="accepted" value="yes" label={quarantine.accept} />
        <Radio name="accepted" value="no" label={quarantine.refuse} />
      </Group>
      <TextArea name="words" rows={3} required />
    </>
  );
}
