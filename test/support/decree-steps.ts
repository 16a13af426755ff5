import { randomUUID } from 'node:crypto';
import { actOnDecree } from '../../src/app/decree/act-on-decree.js';
import { createDecree } from '../../src/app/decree/create-decree.js';
import { getDecree } from '../../src/app/decree/get-decree.js';
import type { Actor } from '../../src/domain/actor.js';
import type { DecreeCommandType } from '../../src/domain/decree/decree-states.js';
import { Refusal } from '../../src/domain/errors.js';
import type { CommandOutcome } from '../../workflows/messages.js';
import { scan } from './budgeted-proposal.js';
import type { Draft, World } from './world.js';

export async function openDecree(world: World, title = 'Keputusan Peraga'): Promise<string> {
  const { programmeId } = world;
  const made = await createDecree(world.ctx, world.as('SECRETARIAT'), { programmeId, title, key: randomUUID() });
  return made.decreeId;
}

export function decreeAct(
  world: World,
  actor: Actor,
  decreeId: string,
  type: DecreeCommandType,
  payload?: unknown,
  key: string = randomUUID(),
): Promise<CommandOutcome> {
  const given = payload ?? (type === 'confirm' ? checkedPaper(world, decreeId) : {});
  return Promise.resolve(given).then((said) =>
    actOnDecree(world.ctx, actor, { decreeId, type, payload: said, expectedVersion: null, key }),
  );
}

/** What the second person reads from the paper of `paperOf`. */
export async function checkedPaper(world: World, decreeId: string): Promise<Record<string, unknown>> {
  const d = await getDecree(world.ctx, world.as('SECRETARIAT'), decreeId);
  return {
    number: d.pending?.paper.number ?? d.number ?? 'tanpa nomor',
    signedOn: d.pending?.paper.signedOn ?? d.signedOn ?? today(),
    institutions: d.entries.filter((entry) => entry.state !== 'REMOVED').length,
    persons: d.persons,
    amount: d.amount,
  };
}

export function include(
  world: World,
  decreeId: string,
  drafts: readonly Draft[],
  key?: string,
): Promise<CommandOutcome> {
  const proposalIds = drafts.map((draft) => draft.proposalId);
  return decreeAct(world, world.as('SECRETARIAT'), decreeId, 'include', { proposalIds }, key);
}

/** The signed paper as it says what was frozen. */
export async function paperOf(world: World, decreeId: string): Promise<Record<string, unknown>> {
  const { persons, amount } = await getDecree(world.ctx, world.as('SECRETARIAT'), decreeId);
  return {
    number: `400.9/${decreeId.slice(-8)}`,
    signedOn: today(),
    signatory: 'Gubernur Peraga',
    signedBlobId: await scan(world),
    persons,
    amount,
  };
}

/** Freezes, records and confirms: the decree is in force and every proposal decreed. */
export async function bringIntoForce(world: World, decreeId: string): Promise<CommandOutcome> {
  await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'freeze');
  await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'record', await paperOf(world, decreeId));
  return decreeAct(world, world.as('SECRETARIAT', 1), decreeId, 'confirm');
}

export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The code of the refusal, or `accepted`. */
export async function codeOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}
