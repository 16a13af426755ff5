/**
 * One text per content: object keys sorted, bigint as decimal text, dates as ISO text, undefined left out.
 * Hashes over it are equal in every process and release.
 */
export function canonical(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError('canonical content has no infinite number');
      return JSON.stringify(value);
    case 'bigint':
      return JSON.stringify(value.toString());
    case 'object':
      if (value instanceof Date) return JSON.stringify(value.toISOString());
      if (Array.isArray(value)) return `[${value.map((entry: unknown) => canonical(entry ?? null)).join(',')}]`;
      return `{${Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
        .map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`)
        .join(',')}}`;
    default:
      throw new TypeError(`canonical content cannot hold a ${typeof value}`);
  }
}
