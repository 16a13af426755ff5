import { createContext, type ComponentChildren, type JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { useFrame } from '../frame.js';
import type { Words } from '../i18n/words.js';

/** What a form shows: values typed or stored, and what is wrong, both by field name. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  /** What was refused as a whole: said in the summary even where no field is to blame. */
  readonly problem: Problem | null;
  /** Kept only while the fate of what was sent is unknown; otherwise a new one is drawn. */
  readonly key: string | null;
}
export interface Problem {
  readonly what: string;
  readonly todo: string;
}

export function freshForm(values: Readonly<Record<string, string>> = {}): FormState {
  return { values, errors: {}, problem: null, key: null };
}

const FormContext = createContext<FormState>(freshForm());

export function useField(name: string): { readonly value: string; readonly error: string | null; readonly id: string } {
  const { values, errors } = useContext(FormContext);
  return { value: values[name] ?? '', error: errors[name] ?? null, id: fieldId(name) };
}
export function fieldId(name: string): string {
  return `f-${name.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
}

export interface FormProps {
  readonly action: string;
  readonly state: FormState;
  /** The version of the subject that this page shows. */
  readonly version?: number;
  /** Carries a file. */
  readonly files?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/**
 * A form that may be sent twice without harm: it carries the command key that was drawn when it was rendered.
 * The fragment brings the keyboard to the error summary or the success message of the answer.
 */
export function Form({ action, state, version, files = false, class: kind, children }: FormProps): JSX.Element {
  const frame = useFrame();
  return (
    <FormContext.Provider value={state}>
      <form
        action={`${action}#notice`}
        method="post"
        noValidate
        class={kind}
        encType={files ? 'multipart/form-data' : undefined}
      >
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="key" value={state.key ?? frame.newKey()} />
        {version === undefined ? null : <input type="hidden" name="version" value={String(version)} />}
        {children}
      </form>
    </FormContext.Provider>
  );
}

/** A field in words; one of several alike is `field.<document>` or `field.<id>`, and no id is ever shown. */
function fieldName(name: string, { names }: Words): string | undefined {
  const [kind = '', of = ''] = name.split('.');
  const field = names.fields[name] ?? names.fields[kind];
  const document = names.documents[of] ?? names.documents[name];
  return field === undefined || document === undefined ? (field ?? document) : `${field}: ${document}`;
}

/** Stands above the form: what is wrong, with a way to each field. */
export function ErrorSummary({
  state,
  label,
}: {
  readonly state: FormState;
  readonly label?: (name: string) => string | undefined;
}): JSX.Element | null {
  const { words } = useFrame();
  const wrong = Object.entries(state.errors);
  if (state.problem === null && wrong.length === 0) return null;
  return (
    <div class="notice bad" id="notice" role="alert" tabIndex={-1}>
      <h2>{words.summaryTitle}</h2>
      {state.problem === null ? null : (
        <p>
          <strong>{state.problem.what}</strong> {state.problem.todo}
        </p>
      )}
      {wrong.length === 0 ? null : (
        <ul>
          {wrong.map(([name, message]) => {
            const field = label?.(name) ?? fieldName(name, words);
            return (
              <li key={name}>
                <a href={`#${fieldId(name)}`}>{field === undefined ? message : `${field}: ${message}`}</a>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
