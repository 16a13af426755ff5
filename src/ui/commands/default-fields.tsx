import type { JSX } from 'preact';
import { useWords } from '../frame.js';
import { DateField, Group, MoneyField, Radio, TextArea, TextField } from '../parts/fields.js';

export function CloseDefaultFields(): JSX.Element {
  const words = useWords();
  return (
    <>
      <Group name="clawback" legend={words.names.fields['clawback'] ?? ''}>
        <Radio name="clawback" value="VERIFIED" label={words.late.verified} />
        <Radio name="clawback" value="LEGAL" label={words.late.legal} />
      </Group>
      <div class="pair">
        <TextField name="number" required />
        <DateField name="dated" required />
      </div>
      <MoneyField name="amount" label={words.late.amount} required />
      <TextArea name="words" required />
    </>
  );
}
