import type { JSX } from 'preact';
import { contactChannels } from '../../domain/proposal/commands/besides.js';
import { useWords } from '../frame.js';
import { Group, Radio, Select, TextArea } from '../parts/fields.js';

/** A step that needs nothing but its reason. */
export function ReasonFields(): JSX.Element {
  return <TextArea name="words" required />;
}

export function LogContactFields(): JSX.Element {
  const words = useWords();
  const channels = contactChannels.map((value) => ({ value, label: words.names.channels[value] ?? value }));
  return (
    <>
      <Select name="channel" options={channels} required />
      <Group name="reached" legend={words.names.fields['reached'] ?? ''}>
        <Radio name="reached" value="yes" label={words.yes} />
        <Radio name="reached" value="no" label={words.no} />
      </Group>
      <TextArea name="words" label={words.contact.said} required />
    </>
  );
}
