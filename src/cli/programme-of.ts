import { listProgrammes } from '../app/queries/list-programmes.js';
import type { Actor } from '../domain/actor.js';
import type { CliContext } from './cli-parts.js';
import { UsageError } from './exit-codes.js';

/** The programme of a code, as people write it. */
export async function programmeOf(
  ctx: CliContext,
  actor: Actor,
  code: string,
): Promise<{ readonly programmeId: string }> {
  const programmes = await listProgrammes(ctx, actor);
  const found = programmes.find((programme) => programme.code === code);
  if (found !== undefined) return { programmeId: found.id };
  const known = programmes.map((programme) => programme.code).join(', ');
  throw new UsageError(`There is no programme "${code}"; there is ${known === '' ? 'none' : known}.`);
}
