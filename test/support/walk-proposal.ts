import { randomUUID } from 'node:crypto';
import { actOnProposal } from '../../src/app/proposal/act-on-proposal.js';
import { readContent } from '../../src/app/proposal/proposal-content.js';
import type { Actor } from '../../src/domain/actor.js';
import type { CommandType } from '../../src/domain/proposal/transitions.js';
import type { CommandOutcome } from '../../workflows/messages.js';
import { asking } from './asking.js';
import type { Draft, World } from './world.js';

export async function contentHashOf(world: World, draft: Draft): Promise<string> {
  const content = await world.ctx.db.withActor(draft.operator, 5_000, (tx) => readContent(tx, draft.proposalId));
  return content.contentHash;
}

export function act(
  world: World,
  actor: Actor,
  proposalId: string,
  type: CommandType,
  payload: unknown = {},
  key: string = randomUUID(),
): Promise<CommandOutcome> {
  return actOnProposal(world.ctx, actor, { proposalId, type, payload, expectedVersion: null, key });
}

export type SendCommand = (
  world: World,
  actor: Actor,
  proposalId: string,
  type: CommandType,
  payload: unknown,
  key: string,
) => Promise<CommandOutcome>;

/** The steps of the main path by name, each by a person who may do it; the same key is the same command. */
export function stepsOf(world: World, draft: Draft, send: SendCommand = act) {
  const id = draft.proposalId;
  const today = new Date().toISOString().slice(0, 10);
  const does =
    (actor: Actor, type: CommandType, payload: unknown = {}) =>
    (key: string = randomUUID()): Promise<CommandOutcome> =>
      send(world, actor, id, type, payload, key);
  return {
    submit: async (key: string = randomUUID()) =>
      send(world, draft.operator, id, 'submit', { contentHash: await contentHashOf(world, draft) }, key),
    register: does(world.as('SECRETARIAT'), 'register', { agendaNumber: '123', disposition: 'Dinsos' }),
    start_admin: does(world.as('ADMIN_VERIFIER'), 'start_admin'),
    pass_admin: does(world.as('ADMIN_VERIFIER'), 'pass_admin', {
      checks: ['LETTER', 'PROPOSAL', 'SP_NO_DUP', 'SPTJ'].map((code) => ({ code, valid: true, reason: '' })),
      notes: '',
    }),
    assign_field: does(world.as('KABID'), 'assign_field', {
      officers: [world.userId('FIELD_VERIFIER', 0), world.userId('FIELD_VERIFIER', 1)],
      teamName: 'Tim 1',
      orderNumber: 'ST/1',
      orderDate: today,
      route: 'Ujoh Bilang',
      plannedOn: today,
    }),
    submit_field: async (key: string = randomUUID()) => {
      const [photo] = await world.sql(
        `select blob_id from proposal_document where proposal_id = $1 and code = 'VISIT_PHOTO'`,
        [id],
      );
      const visit = {
        visitedOn: today,
        bedCount: 80,
        latitude: 0.5,
        longitude: 115.2,
        signature: 'SIGNED',
        signatureNote: '',
        notes: '',
        photoBlobIds: [photo?.['blob_id']],
        exceptions: [],
      };
      return send(world, world.as('FIELD_VERIFIER', 0), id, 'submit_field', visit, key);
    },
    confirm_field: does(world.as('FIELD_VERIFIER', 1), 'confirm'),
    endorse_1: does(world.as('KETUA_TIM'), 'endorse', { note: '' }),
    endorse_2: does(world.as('KABID'), 'endorse', { note: '' }),
    endorse_3: does(world.as('SEKRETARIS_DINAS'), 'endorse', { note: '' }),
    recommend: does(world.as('HEAD_DINSOS'), 'recommend', {
      criteria: { selective: true, eligible: true, temporary: true, purposeful: true },
      criteriaNote: '',
      cuts: [],
    }),
    consider: does(world.as('SUBBAG_PERENCANAAN', 0), 'consider', {
      documentNumber: 'TAPD/1',
      documentDate: today,
      signatory: 'Ketua TAPD',
      scanBlobId: null,
      cuts: [],
    }),
    confirm_consider: does(world.as('SUBBAG_PERENCANAAN', 1), 'confirm'),
    link_budget: does(world.as('SUBBAG_PERENCANAAN'), 'link_budget', {
      budgetLine: 'DPA-1',
      sipdId: 'SIPD-1',
      accountCode: '5.1.06.04.02.0001',
    }),
  };
}
export type WalkStep = keyof ReturnType<typeof stepsOf>;

/** Takes a case from `first` to where its budget line is linked. */
export async function walkFrom(world: World, draft: Draft, first: WalkStep): Promise<void> {
  const steps = Object.entries(stepsOf(world, draft));
  for (const [name, run] of steps.slice(steps.findIndex(([step]) => step === first)))
    await asking(() => run(`${name}/after/${draft.proposalId}`));
}

/** Takes a draft through the main path up to and including `last`. */
export async function walkTo(world: World, draft: Draft, last: WalkStep): Promise<void> {
  const steps = stepsOf(world, draft);
  for (const [name, run] of Object.entries(steps)) {
    await asking(() => run(`${name}/${draft.proposalId}`));
    if (name === last) return;
  }
}
