import type { Policy } from './policy.js';

/** One value of a policy that another version has otherwise; `null` where a version does not have it. */
export interface PolicyDifference {
  /** Dotted, as in `workingDays.SUBMITTED`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What changed from one version to the next, in the order of the paths; empty where they say the same. */
export function policyDifference(before: Policy, after: Policy): readonly PolicyDifference[] {
  const [old, young] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...young.keys()])]
    .toSorted((a, b) => a.localeCompare(b))
    .map((path) => ({ path, before: old.get(path) ?? null, after: young.get(path) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

/** Every single value by its path; a list is one value, since its order counts. */
function flat(policy: Policy): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(policy) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, entry] of Object.entries(value)) values.set(`${name}.${key}`, String(entry));
    } else values.set(name, Array.isArray(value) ? value.join(', ') : String(value));
  }
  return values;
}
