import type { IncomingFile } from './read-multipart.js';

/** What a form brought, by field name. */
export interface FormValues {
  /** The last value of that name, trimmed; '' where there is none. */
  text(name: string): string;
  all(name: string): readonly string[];
  has(name: string): boolean;
  files(name: string): readonly IncomingFile[];
  /** Every name with every value, in the order of the form. */
  readonly entries: readonly (readonly [string, string])[];
  /** One value per name, for drawing the form again. */
  readonly values: Readonly<Record<string, string>>;
}

/** Never drawn back into a page. */
const secret = new Set(['_csrf', 'key', 'password', 'currentPassword', 'newPassword', 'againPassword']);

export function formValues(
  entries: readonly (readonly [string, string])[],
  files: readonly IncomingFile[] = [],
): FormValues {
  const byName = new Map<string, string[]>();
  for (const [name, value] of entries) byName.set(name, [...(byName.get(name) ?? []), value]);
  return {
    entries,
    text: (name) => byName.get(name)?.at(-1)?.trim() ?? '',
    all: (name) => byName.get(name) ?? [],
    has: (name) => byName.has(name),
    files: (name) => files.filter((file) => file.field === name && file.bytes.length > 0),
    values: Object.fromEntries(
      [...byName].filter(([name]) => !secret.has(name)).map(([name, list]) => [name, list.at(-1) ?? '']),
    ),
  };
}

/** Names below a prefix, `officer.<id>` → `<id>`, in the order of the form. */
export function namesBelow(form: FormValues, prefix: string): readonly string[] {
  return Object.keys(form.values)
    .filter((name) => name.startsWith(`${prefix}.`))
    .map((name) => name.slice(prefix.length + 1));
}
