import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { TextArea } from '../parts/fields.js';
import { rupiah } from '../parts/text.js';
import type { FieldsProps } from './verification-fields.js';

/** The debt says how the case ends; only why is written. */
export function CloseDefaultFields({ view }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const { debt } = view.clawback;
  return (
    <>
      {debt === null ? null : (
        <p class="notice">
          {words.clawback.states[debt.state]}: {rupiah(debt.amount)}
        </p>
      )}
      <TextArea name="words" required />
    </>
  );
}
