import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { isolate } from '../isolate.js';
import { nameIn } from '../i18n/details.js';
import { Checkbox, Group, TextArea } from '../parts/fields.js';
import { useName } from '../parts/text.js';
import type { FieldsProps } from './verification-fields.js';

export function HoldLinesFields(props: FieldsProps): JSX.Element {
  return <LinesFields {...props} held={false} />;
}
export function ResumeLinesFields(props: FieldsProps): JSX.Element {
  return <LinesFields {...props} held />;
}

/** Each line that can be chosen, by person and item, and one reason. */
function LinesFields({ view, held }: FieldsProps & { readonly held: boolean }): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const lines = view.persons.entries.flatMap((person) =>
    person.lines
      .filter((line) => line.status === 'DECREED' && (line.decreed ?? 0) > 0 && (line.heldWords !== null) === held)
      .map((line) => ({ person, line })),
  );
  return (
    <>
      <Group name="lineIds" legend={nameIn(words.names.fields, 'lineIds')}>
        {lines.length === 0 ? <p>{words.none}</p> : null}
        {lines.map(({ person, line }) => {
          const item = view.package.items.find((offered) => offered.id === line.itemId);
          const label = `${person.position}. ${isolate(person.name)}: ${item === undefined ? line.code : name(item.name)}`;
          return <Checkbox key={line.id} name={`line.${line.id}`} label={label} />;
        })}
      </Group>
      <TextArea name="words" required />
    </>
  );
}
