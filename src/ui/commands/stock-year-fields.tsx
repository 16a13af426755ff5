import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { Checkbox, Group, TextArea } from '../parts/fields.js';
import { useName } from '../parts/text.js';
import type { FieldsProps } from './verification-fields.js';

/** What lies in the store is carried; what was never procured is marked. */
export function CloseYearFields({ view }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const open = new Set(
    view.persons.entries.flatMap((person) =>
      person.lines.filter((line) => line.status === 'DECREED').map((line) => line.itemId),
    ),
  );
  return (
    <>
      <TextArea name="words" rows={2} required />
      <Group name="lapsedItems" legend={words.names.fields['lapsedItems'] ?? ''}>
        {view.package.items
          .filter((item) => open.has(item.id))
          .map((item) => (
            <Checkbox key={item.id} name={`lapsedItems.${item.id}`} label={name(item.name)} />
          ))}
      </Group>
    </>
  );
}
