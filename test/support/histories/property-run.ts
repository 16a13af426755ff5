/**
 * How many histories to try and from which seed. Every run of `npm test` tries the same ones; more, and others, by
 * SALUR_PROPERTY_RUNS (a factor) and SALUR_PROPERTY_SEED. A failure prints its seed and the shortest history that fails.
 */
const factor = wholeNumber('SALUR_PROPERTY_RUNS', 1);
export const propertyTimeout = 180_000 * factor;

export function propertyRun(runs: number): { readonly numRuns: number; readonly seed: number } {
  return {
    numRuns: runs * factor,
    seed: wholeNumber('SALUR_PROPERTY_SEED', 20_261_124),
  };
}

function wholeNumber(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return otherwise;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new Error(`${name} must be a whole number above 0, not ${text}`);
  return number;
}
