import type { ChainReport } from '../record/verify-chain.js';
import type { InvariantReport } from '../record/check-invariants.js';
import { casesOf, fates } from './fates.js';
import { writtenTwice } from './routines/duplicates.js';
import type { Outcome } from './measure-outcome.js';
import { turns, type TurnCounts } from './turns.js';
import type { SyntheticPopulation } from './synthetic-types.js';

/** Everything that is wrong with a finished run, a sentence each. */
export function judgeOutcome(
  population: Pick<SyntheticPopulation, 'expected' | 'institutions' | 'margin'>,
  planned: TurnCounts,
  outcome: Outcome,
  invariants: readonly InvariantReport[],
  chain: ChainReport,
): readonly string[] {
  const faults: string[] = [];
  const compare = (what: string, wanted: number, found: number): void => {
    if (wanted !== found) faults.push(`${what}: ${found} instead of ${wanted}`);
  };
  const people = population.expected.reduce((sum, area) => sum + area.beneficiaries, 0);
  compare('institutions with a received line', population.institutions.length, outcome.institutions);
  compare('people with a received line', people, outcome.beneficiaries);
  compare('closed cases', population.institutions.length, outcome.proposals['closed'] ?? 0);
  const beside = (end: string | null): number =>
    population.margin
      .filter(({ fate }) => end === null || fates[fate] === end)
      .reduce((sum, { fate }) => sum + casesOf(fate), 0);
  compare('cases', population.institutions.length + beside(null), outcome.proposals['total'] ?? 0);
  for (const end of new Set(Object.values(fates)))
    compare(`cases that ended as ${end}`, beside(end), outcome.proposals[end.toLowerCase()] ?? 0);
  for (const turn of turns) {
    compare(`closed cases with the turn ${turn}`, planned[turn], outcome.turns[turn]);
    if (planned[turn] === 0) faults.push(`the plan has no case with the turn ${turn}`);
  }
  for (const area of population.expected) {
    const found = outcome.byRegency[area.regencyCode];
    compare(`${area.regency}, institutions`, area.institutions, found?.institutions ?? 0);
    compare(`${area.regency}, beneficiaries`, area.beneficiaries, found?.beneficiaries ?? 0);
    compare(`${area.regency}, delivered`, area.beneficiaries, found?.delivered ?? 0);
    compare(`${area.regency}, reported`, area.beneficiaries, found?.reported ?? 0);
  }
  compare('areas', population.expected.length, Object.keys(outcome.byRegency).length);
  const twice = population.institutions.filter((institution) => writtenTwice(institution) !== null).length;
  if (outcome.duplicatesResolved < twice)
    faults.push(
      `possible duplicates decided: ${outcome.duplicatesResolved}, and ${twice} people were written down twice`,
    );
  compare('possible duplicates left undecided', 0, outcome.duplicatesOpen);
  compare('mails left unsent', 0, outcome.unsentMails);
  compare('frozen forms without their paper', 0, outcome.missingPapers);
  for (const { id, title, violations } of invariants) {
    const [first] = violations;
    if (first === undefined) continue;
    faults.push(`${id} (${title}) is broken ${violations.length} times, first by ${first.subject}: ${first.detail}`);
  }
  for (const { stream, seq, fault } of chain.faults) {
    faults.push(`the chain ${stream}${seq === null ? '' : ` at event ${seq}`} ${fault}`);
  }
  return faults;
}
