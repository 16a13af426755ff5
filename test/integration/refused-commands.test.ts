import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { actOnProposal, type ActOnProposal } from '../../src/app/proposal/act-on-proposal.js';
import type { Actor } from '../../src/domain/actor.js';
import type { CommandOutcome } from '../../workflows/messages.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { aRow } from '../support/person-rows.js';
import { readyProposal, submitNow, type Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';

let world: AppWorld;
let home: Home;
let secretary: Actor;
beforeAll(async () => {
  world = await createAppWorld();
  home = await readyProposal(world, [aRow(1), aRow(2)]);
  await submitNow(world, home);
  secretary = await world.user(['SECRETARIAT']);
});
afterAll(async () => world[Symbol.asyncDispose]());

function act(actor: Actor, over: Partial<ActOnProposal> = {}): Promise<CommandOutcome> {
  return actOnProposal(world.ctx, actor, {
    proposalId: home.proposalId,
    type: 'register',
    payload: { agendaNumber: '123', disposition: 'Dinsos' },
    expectedVersion: null,
    key: randomUUID(),
    ...over,
  });
}

describe('a command that only a decree gives', () => {
  it.each(['include', 'exclude', 'decree', 'start_delivery', 'finalise_lines', 'close_window'] as const)(
    '%s is refused to everyone who says it to a proposal',
    async (type) => {
      const payload = { decreeId: randomUUID() };
      for (const actor of [secretary, home.operator]) {
        expect(await refusedBy(world, () => act(actor, { type, payload }))).toEqual({
          code: 'WRONG_ROLE',
          says: 'Your role may not take this step.',
          changed: false,
        });
      }
    },
  );
});
