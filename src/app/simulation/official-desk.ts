import type { Actor } from '../../domain/actor.js';
import { isProposalState } from '../../domain/proposal/states.js';
import type { Role } from '../../domain/roles.js';
import { boundedMap } from '../bounded-map.js';
import { nothing, together, type Desk, type Look } from './desk.js';
import { personAt } from './leave.js';
import { createSecondLooks } from './look-again.js';
import { inboxOf, type Waiting } from './read-pages.js';
import { firstIndex, secondIndex } from './responsible.js';
import { dutiesOf } from './routines/duties.js';
import type { Town } from './town.js';

/** A person has so many cases open at once. */
const OPEN_AT_ONCE = 4;

/** One official: everything in the own inbox that the colleagues leave to this one, and the own work besides. */
export function createOfficialDesk(
  town: Town,
  role: Role,
  index: number,
  ownWork: readonly (() => Promise<Look>)[],
): Desk {
  const duties = dutiesOf(role);
  const secondLook = createSecondLooks();
  const handle = async (actor: Actor, waiting: Waiting): Promise<Look> => {
    const house = town.world.byInstitution.get(waiting.institutionId);
    if (house === undefined || !isProposalState(waiting.state)) return nothing;
    // a superior sees what is overdue below, but leaves the endorsement to whose turn it is
    if (waiting.state === 'FIELD_VERIFIED' && !waiting.waitsFor.includes(role)) return nothing;
    const checking = waiting.pendingCommand !== null;
    if (index !== (checking ? secondIndex(role, house) : firstIndex(role, house))) return nothing;
    const duty = checking ? duties.check?.[waiting.pendingCommand ?? ''] : duties.decide?.[waiting.state];
    if (duty === undefined) return nothing;
    const page = `${waiting.proposalId}/${waiting.version}`;
    return secondLook(page, () => town.gate(() => duty({ town, house, actor, waiting })));
  };
  return {
    name: `${role} ${index + 1}`,
    async look() {
      const actor = personAt(town, role, index);
      const looks = await boundedMap(await inboxOf(town, actor), OPEN_AT_ONCE, (waiting) => handle(actor, waiting));
      const own: Look[] = [];
      for (const work of ownWork) own.push(await work());
      return together([...looks, ...own]);
    },
  };
}
