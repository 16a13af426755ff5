import type { Actor } from '../../domain/actor.js';
import type { CommandOutcome } from '../../../workflows/messages.js';
import type { CommandType } from '../../domain/proposal/transitions.js';
import { witaDate, type LocalDate } from '../../domain/time/wita.js';
import { storeBlob } from '../files/store-blob.js';
import type { AppContext } from '../ports.js';
import { actOnProposal } from '../proposal/act-on-proposal.js';
import { contentHash } from '../record/content-hash.js';
import { insist } from './insist.js';
import type { Meter } from './meter.js';
import type { House, World } from './read-world.js';
import type { SampleFile } from './sample-files.js';

/** Where the simulated people live: what they work with, and the instant at which everything stands still. */
export interface Town {
  readonly ctx: AppContext;
  readonly world: World;
  readonly meter: Meter;
  /** At most so many people act at the same time; reading is free. */
  readonly gate: <T>(run: () => Promise<T>) => Promise<T>;
  now(): Date;
  /** What one person's decision meant, for the next one and for the progress. */
  told(house: House, outcome: CommandOutcome): void;
}

export function today(town: Town): LocalDate {
  return witaDate(town.now());
}

/** The version of a case that a person sees while deciding. */
export interface SeenCase {
  readonly proposalId: string;
  readonly version: number;
}

/** One decision of one person on one case, tried again with the same key while servers are away. */
export async function decideOn(
  town: Town,
  house: House,
  actor: Actor,
  seen: SeenCase,
  type: CommandType,
  payload: unknown = {},
): Promise<CommandOutcome> {
  const { proposalId, version } = seen;
  const outcome = await town.meter.time(() =>
    insist(() =>
      actOnProposal(town.ctx, actor, {
        proposalId,
        type,
        payload,
        expectedVersion: version,
        // what keeps the version may be said twice, in other words
        key: `${type}/${proposalId}/${version}/${contentHash(payload)}`,
      }),
    ),
  );
  town.told(house, outcome);
  return outcome;
}

/** A paper that this person scans and keeps with the case. */
export async function keepFile(
  town: Town,
  actor: Actor,
  institutionId: string | null,
  file: SampleFile,
): Promise<string> {
  const { blobId } = await storeBlob(town.ctx, actor, { ...file, institutionId });
  return blobId;
}
