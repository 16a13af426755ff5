import type { ComponentChildren, JSX } from 'preact';
import { useWords } from '../frame.js';
import { useField } from './form.js';

export interface FieldProps {
  readonly name: string;
  /** Default: the field's own name in the table of words. */
  readonly label?: string;
  readonly hint?: string;
  readonly required?: boolean;
}

interface Described extends FieldProps {
  readonly children: (attributes: Attributes) => JSX.Element;
}
interface Attributes {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

/** Label, hint and error of one field, tied to it for those who listen. */
function Described({ name, label, hint, required = false, children }: Described): JSX.Element {
  const words = useWords();
  const { id, error } = useField(name);
  const describedBy = [hint === undefined ? '' : `${id}-hint`, error === null ? '' : `${id}-error`].filter(
    (part) => part !== '',
  );
  return (
    <div class={error === null ? 'field' : 'field wrong'}>
      <label htmlFor={id}>
        {label ?? words.names.fields[name] ?? name}
        {required ? null : <span class="optional"> ({words.optional})</span>}
      </label>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error === null ? null : (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children({
        id,
        name,
        required,
        'aria-describedby': describedBy.length === 0 ? undefined : describedBy.join(' '),
        'aria-invalid': error === null ? undefined : 'true',
      })}
    </div>
  );
}

export interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'password' | 'date';
  readonly numeric?: boolean;
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly width?: 'short' | 'medium' | 'full';
  readonly prefix?: string;
}

export function TextField({
  type = 'text',
  numeric = false,
  autoComplete = 'off',
  maxLength = 200,
  width = 'full',
  prefix,
  ...rest
}: TextFieldProps): JSX.Element {
  const { value } = useField(rest.name);
  return (
    <Described {...rest}>
      {(described) => {
        const attributes = { ...described, class: width, autoComplete };
        return (
          <span class={prefix === undefined ? 'input' : 'input prefixed'}>
            {prefix === undefined ? null : <span aria-hidden="true">{prefix}</span>}
            {type === 'password' ? (
              <input {...attributes} type="password" maxLength={maxLength} />
            ) : type === 'date' ? (
              <input {...attributes} type="date" value={value} />
            ) : type === 'email' ? (
              <input {...attributes} type="email" maxLength={maxLength} value={value} />
            ) : (
              <input
                {...attributes}
                type="text"
                inputMode={numeric ? 'numeric' : 'text'}
                maxLength={maxLength}
                value={value}
              />
            )}
          </span>
        );
      }}
    </Described>
  );
}

export function DateField(props: FieldProps): JSX.Element {
  return <TextField {...props} type="date" width="medium" />;
}
export function MoneyField(props: FieldProps): JSX.Element {
  return <TextField {...props} numeric width="medium" maxLength={40} prefix="Rp" />;
}
export function NumberField(props: FieldProps): JSX.Element {
  return <TextField {...props} numeric width="short" maxLength={12} />;
}

export function TextArea({
  rows = 4,
  maxLength = 4_000,
  ...rest
}: FieldProps & { readonly rows?: number; readonly maxLength?: number }): JSX.Element {
  const { value } = useField(rest.name);
  return (
    <Described {...rest}>
      {(attributes) => (
        <textarea {...attributes} rows={rows} maxLength={maxLength}>
          {/* the parser drops one line feed after the opening tag */}
          {value.startsWith('\n') ? `\n${value}` : value}
        </textarea>
      )}
    </Described>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function Select({
  options,
  empty,
  ...rest
}: FieldProps & { readonly options: readonly Option[]; readonly empty?: string }): JSX.Element {
  const { value } = useField(rest.name);
  return (
    <Described {...rest}>
      {(attributes) => (
        <select {...attributes}>
          {empty === undefined ? null : <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Described>
  );
}

export function FileField({
  kept,
  accept = '.pdf,.jpg,.jpeg,.png,.webp',
  multiple = false,
  ...rest
}: FieldProps & { readonly kept?: string | null; readonly accept?: string; readonly multiple?: boolean }): JSX.Element {
  const words = useWords();
  const has = kept !== undefined && kept !== null;
  const hint = [rest.hint ?? words.fileHint, has ? words.keptFile(kept) : ''].filter((part) => part !== '').join(' ');
  return (
    <Described {...rest} hint={hint}>
      {(attributes) => (
        <input {...attributes} required={attributes.required && !has} type="file" accept={accept} multiple={multiple} />
      )}
    </Described>
  );
}

export interface GroupProps {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
}

/** Radios or checkboxes that answer one question. */
export function Group({ name, legend, hint, children }: GroupProps): JSX.Element {
  const { id, error } = useField(name);
  return (
    <fieldset
      class={error === null ? 'field' : 'field wrong'}
      id={id}
      aria-describedby={error === null ? undefined : `${id}-error`}
    >
      <legend>{legend}</legend>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      {error === null ? null : (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children}
    </fieldset>
  );
}

export function Radio({
  name,
  value,
  label,
  hint,
}: {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}): JSX.Element {
  const field = useField(name);
  const id = `${field.id}-${value.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
  return (
    <div class="choice">
      <input type="radio" id={id} name={name} value={value} checked={field.value === value} />
      <label htmlFor={id}>
        {label}
        {hint === undefined ? null : <span class="hint">{hint}</span>}
      </label>
    </div>
  );
}

export function Checkbox({
  name,
  label,
  hint,
  value = 'on',
}: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
}): JSX.Element {
  const field = useField(name);
  return (
    <div class="choice">
      <input type="checkbox" id={field.id} name={name} value={value} checked={field.value === value} />
      <label htmlFor={field.id}>
        {label}
        {hint === undefined ? null : <span class="hint">{hint}</span>}
      </label>
    </div>
  );
}

export function Actions({
  submit,
  tone = 'go',
  cancel,
}: {
  readonly submit: string;
  readonly tone?: 'go' | 'back' | 'stop';
  readonly cancel?: string;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="actions">
      <button type="submit" class={tone}>
        {submit}
      </button>
      {cancel === undefined ? null : <a href={cancel}>{words.cancel}</a>}
    </div>
  );
}
