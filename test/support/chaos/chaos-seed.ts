/** From SALUR_CHAOS_SEED, to see a failure again; otherwise another one each time, and said. */
export function chaosSeed(): number {
  const given = process.env['SALUR_CHAOS_SEED'];
  const seed = given === undefined ? Math.trunc(performance.timeOrigin / 1000) : Number(given);
  process.stderr.write(`SALUR_CHAOS_SEED=${seed}\n`);
  return seed;
}
