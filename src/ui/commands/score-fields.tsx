import type { JSX } from 'preact';
import { grades } from '../../domain/score-points.js';
import { useFrame } from '../frame.js';
import { NumberField, Select, TextField } from '../parts/fields.js';
import type { ScoreView } from '../views.js';
import type { FieldsProps } from './verification-fields.js';

/** One criterion below the other: what the record gives, and what an official says instead, with the reason. */
export function ScoreFields({ view }: FieldsProps): JSX.Element {
  return (
    <>
      {(view.score?.criteria ?? []).map((one) => (
        <CriterionFields key={one.criterion} one={one} />
      ))}
    </>
  );
}

function CriterionFields({ one }: { readonly one: ScoreView['criteria'][number] }): JSX.Element {
  const { words } = useFrame();
  const { criterion, basis, inputs, maximum } = one;
  const label = words.score.parts[criterion] ?? criterion;
  const name = `scores.${criterion}`;
  const computed = basis === 'FORMULA' ? `${words.score.computed(words.score.how[criterion](inputs))} ` : '';
  return (
    <>
      {criterion === 'ACCREDITATION' ? (
        <Select
          name={name}
          label={label}
          options={grades.map((grade) => ({ value: grade, label: words.score.grade(grade) }))}
          empty={words.choose}
        />
      ) : (
        <NumberField name={name} label={label} hint={`${computed}${words.score.most(maximum)}`} />
      )}
      <TextField name={`scoreReason.${criterion}`} label={words.score.reasonFor(label)} />
    </>
  );
}
