import type { Actor } from '../../../domain/actor.js';
import { actOnDecree, type ActOnDecree } from '../../decree/act-on-decree.js';
import { createDecree } from '../../decree/create-decree.js';
import { getDecree, type DecreeView } from '../../decree/get-decree.js';
import { listDecreeCandidates, listDecrees } from '../../decree/list-decrees.js';
import { readDecreeAnnex } from '../../decree/read-decree-annex.js';
import { done, later, nothing, together, type Look } from '../desk.js';
import { calendar, morningOf } from '../programme-calendar.js';
import { samplePdf } from '../sample-files.js';
import { insist, insistUntilFound } from '../insist.js';
import { decideOn, keepFile, today, type Town } from '../town.js';
import type { Duty } from './duties.js';

/** So many proposals stand in one decree of the Governor. */
const PER_DECREE = 28;
/** The colleague at the second desk compares what the first has typed from the signed paper. */
const TYPIST = 0;
const CHECKER = 1;

export const setList: Duty = async ({ town, house, actor, waiting }) => {
  await decideOn(town, house, actor, waiting, 'set_list');
  return done;
};

/** What the secretariat does about decrees, from the first draft to the signed and compared paper. */
export async function decreeDesk(town: Town, index: number): Promise<Look> {
  if (index !== TYPIST && index !== CHECKER) return nothing;
  const opening = morningOf(calendar.decreeSigned);
  if (town.now() < opening) return later(opening);
  const actor = town.world.holder('SECRETARIAT', index);
  const looks: Look[] = [];
  if (index === TYPIST) looks.push(await draftDecrees(town, actor));
  const decrees = await listDecrees(town.ctx, actor, {});
  const open = decrees.filter((row) => row.state === 'DRAFT' || row.state === 'FROZEN');
  looks.push(
    ...(await Promise.all(
      open.map((row) => town.gate(async () => advance(town, actor, index, await getDecree(town.ctx, actor, row.id)))),
    )),
  );
  return together(looks);
}

/** All that stands in the budget is put into decrees of equal size, in the order of the institutions' numbers. */
async function draftDecrees(town: Town, actor: Actor): Promise<Look> {
  const candidates = await listDecreeCandidates(town.ctx, actor, { programmeId: town.world.programmeId });
  if (candidates.length === 0) return nothing;
  const order = new Map(town.world.houses.map((house) => [house.name, house.plan.number]));
  const sorted = candidates.toSorted(
    (left, right) => (order.get(left.institutionName) ?? 0) - (order.get(right.institutionName) ?? 0),
  );
  for (let from = 0, number = 1; from < sorted.length; from += PER_DECREE, number += 1) {
    const title = `Penerima Bantuan Sosial Terencana ${calendar.fiscalYear}, bagian ${number}`;
    const { decreeId } = await createDecree(town.ctx, actor, {
      programmeId: town.world.programmeId,
      title,
      key: `decree/${calendar.fiscalYear}/${number}`,
    });
    const proposalIds = sorted.slice(from, from + PER_DECREE).map((candidate) => candidate.proposalId);
    await actOn(town, actor, { decreeId, type: 'include', payload: { proposalIds }, expectedVersion: 0 });
  }
  return done;
}

async function advance(town: Town, actor: Actor, index: number, decree: DecreeView): Promise<Look> {
  const act = async (type: 'freeze' | 'record' | 'confirm', payload: unknown): Promise<Look> => {
    await actOn(town, actor, { decreeId: decree.id, type, payload, expectedVersion: decree.version });
    return done;
  };
  if (index === CHECKER) {
    const { pending, persons, amount } = decree;
    if (pending === null) return nothing;
    const { number, signedOn } = pending.paper;
    const institutions = decree.entries.filter((entry) => entry.state !== 'REMOVED').length;
    return act('confirm', { number, signedOn, institutions, persons, amount });
  }
  if (decree.untold > 0 || decree.pending !== null) return nothing;
  if (decree.state === 'DRAFT') return act('freeze', {});
  const number = `100.3.3.1/K.${decree.title.split(' ').at(-1) ?? ''}/${calendar.fiscalYear}`;
  const scan = await readAnnexWhenPrinted(town, actor, decree.id);
  const signedBlobId = await keepFile(town, actor, null, samplePdf(`${number} ditandatangani, ${scan} bytes`));
  return act('record', {
    number,
    signedOn: today(town),
    signatory: 'Gubernur Kalimantan Timur (peraga)',
    signedBlobId,
    persons: decree.persons,
    amount: decree.amount,
  });
}

async function actOn(town: Town, actor: Actor, act: Omit<ActOnDecree, 'key'>): Promise<void> {
  const key = `${act.type}/${act.decreeId}/${act.expectedVersion ?? ''}`;
  const outcome = await town.meter.time(() => insist(() => actOnDecree(town.ctx, actor, { ...act, key })));
  const [refused] = outcome.refused ?? [];
  if (refused !== undefined) throw new Error(`a proposal did not follow ${act.type}: ${JSON.stringify(refused)}`);
}

/** What the Governor signs is the printed annex: its size, once it is there. */
async function readAnnexWhenPrinted(town: Town, actor: Actor, decreeId: string): Promise<number> {
  const { bytes } = await insistUntilFound(() => readDecreeAnnex(town.ctx, actor, decreeId));
  return bytes.byteLength;
}
