/** How long people waited for their decisions, from the first try to the answer. */
export interface Meter {
  /** Runs one command of a person and notes how long its answer took. */
  time<T>(command: () => Promise<T>): Promise<T>;
  readonly count: () => number;
  /** From the first command's beginning to the last one's answer, in seconds. */
  seconds(): number;
  /** Milliseconds under which `share` of all answers came. */
  percentile(share: number): number;
}

export function createMeter(): Meter {
  const taken: number[] = [];
  let first = Infinity;
  let last = 0;
  return {
    async time(command) {
      const since = performance.now();
      first = Math.min(first, since);
      const result = await command();
      last = performance.now();
      taken.push(last - since);
      return result;
    },
    count: () => taken.length,
    seconds: () => Math.max(0, last - first) / 1000,
    percentile(share) {
      const sorted = taken.toSorted((left, right) => left - right);
      const found = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
      return Math.round(found * 10) / 10;
    },
  };
}
