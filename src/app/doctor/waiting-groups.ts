import { terminalStates, isProposalState, proposalStates } from '../../domain/proposal/states.js';
import type { ActorTx } from '../ports.js';

export interface WaitingGroup {
  readonly state: string;
  readonly label: string;
  readonly waitsFor: readonly string[];
  readonly cases: number;
  readonly overdue: number;
}

/** Running cases by state, in the order of the process, with whom each waits for. */
export async function caseCounts(tx: ActorTx): Promise<readonly WaitingGroup[]> {
  const rows = await tx.sql.$queryRaw<{ state: string; cases: bigint; overdue: bigint }[]>`
    select state, count(*) as cases, count(*) filter (where due_at < ${tx.now}) as overdue from proposal
     where not (state = any(${[...terminalStates]}::text[])) group by state`;
  const order = Object.keys(proposalStates);
  return rows
    .toSorted((left, right) => order.indexOf(left.state) - order.indexOf(right.state))
    .map(({ state, cases, overdue }) => {
      const known = isProposalState(state) ? proposalStates[state] : undefined;
      return {
        state,
        label: known?.labelEn ?? state,
        waitsFor: known?.waitsFor ?? [],
        cases: Number(cases),
        overdue: Number(overdue),
      };
    });
}
