import { setTimeout as sleep } from 'node:timers/promises';
import { boundedMap } from '../../../src/app/bounded-map.js';
import { actOnDecree } from '../../../src/app/decree/act-on-decree.js';
import { actOnProposal } from '../../../src/app/proposal/act-on-proposal.js';
import { checkInvariants } from '../../../src/app/record/check-invariants.js';
import { commandId } from '../../../src/app/record/content-hash.js';
import { verifyChain } from '../../../src/app/record/verify-chain.js';
import { actorText, type Actor } from '../../../src/domain/actor.js';
import type { DecreeCommandType } from '../../../src/domain/decree/decree-states.js';
import { createWorkflowAdmin } from '../../../src/infra/temporal/workflow-admin.js';
import { summaryQuery, workflowIds } from '../../../workflows/messages.js';
import { checkedPaper, openDecree, paperOf } from '../decree-steps.js';
import { stepsOf, type SendCommand, type WalkStep } from '../walk-proposal.js';
import type { Draft, World } from '../world.js';
import { startDeployment, type Deployment } from './deployment.js';
import { startKills } from './kills.js';
import { openLedger, type Ledger, type LedgerFaults } from './ledger.js';
import { signInOfficial, type WebOfficial } from './office-by-web.js';
import { insisting } from './patience.js';

export interface ChaosOutcome extends LedgerFaults {
  readonly kills: number;
  readonly states: Readonly<Record<string, number>>;
  /** Registration numbers given, and how far their counter stands. */
  readonly numbers: number;
  readonly counted: number;
  /** Whole rupiah of the budget line. */
  readonly reserved: number;
  readonly consumed: number;
  /** Of the chain and of the invariants. */
  readonly faults: readonly unknown[];
  readonly strayWorkflows: readonly unknown[];
}

export interface ChaosPlan {
  readonly proposals: number;
  readonly kills: number;
  readonly seed: number;
}

const AT_ONCE = 16;
/** Every fourth case goes on to its budget line and, with the others, into one decree. */
const DECREED_OF = 4;
const byWeb: ReadonlySet<WalkStep> = new Set(['register', 'start_admin']);
const short: readonly WalkStep[] = [
  ...(['submit', 'register', 'start_admin', 'pass_admin', 'assign_field', 'submit_field', 'confirm_field'] as const),
  'endorse_1',
];
const rest: readonly WalkStep[] = [
  ...(['endorse_2', 'endorse_3', 'recommend', 'consider', 'confirm_consider', 'link_budget'] as const),
];
const UNIT_PRICE = 500_000;

/** Nothing lost, nothing doubled, nothing stuck: every case exactly where people were told that it is. */
export function unharmed({ proposals, kills }: ChaosPlan): ChaosOutcome {
  const decreed = Math.ceil(proposals / DECREED_OF);
  return {
    kills,
    lost: [],
    unknown: [],
    otherEffects: [],
    states: { DECREED: decreed, FIELD_VERIFIED: proposals - decreed },
    numbers: proposals,
    counted: proposals,
    reserved: 0,
    consumed: decreed * UNIT_PRICE,
    faults: [],
    strayWorkflows: [],
  };
}

/** People decide many cases by pages and by commands while parts are killed; then the record is held against what they were told. */
export async function runChaos(plan: ChaosPlan): Promise<ChaosOutcome> {
  await using deployment = await startDeployment();
  const { world } = deployment;
  const ledger = openLedger();
  const officials = {
    register: await signInOfficial(deployment, 'SECRETARIAT', ledger),
    start_admin: await signInOfficial(deployment, 'ADMIN_VERIFIER', ledger),
  };
  const drafts = await boundedMap(
    Array.from({ length: plan.proposals }, (_, index) => index),
    2,
    () => world.draft({ persons: 1 }),
  );
  const decreed = drafts.filter((_, index) => index % DECREED_OF === 0);
  const steps = drafts.length * short.length + decreed.length * rest.length;
  await using kills = startKills(deployment, plan.seed, plan.kills, () => ledger.count() / steps);
  const people = boundedMap(drafts, AT_ONCE, (draft) =>
    walk(world, ledger, officials, draft, decreed.includes(draft) ? [...short, ...rest] : short),
  );
  await Promise.all([people, kills.done]);
  await bringIntoDecree(world, ledger, decreed);
  return {
    kills: kills.count(),
    ...(await ledger.compare(world)),
    ...(await readRecord(world)),
    strayWorkflows: await strayWorkflows(deployment, drafts),
  };
}

async function walk(
  world: World,
  ledger: Ledger,
  officials: Readonly<Partial<Record<WalkStep, WebOfficial>>>,
  draft: Draft,
  path: readonly WalkStep[],
): Promise<void> {
  const steps = stepsOf(world, draft, sender(ledger));
  for (const step of path) {
    const official = byWeb.has(step) ? officials[step] : undefined;
    if (official === undefined)
      await insisting(`${step} of ${draft.proposalId}`, () => steps[step](`${step}/${draft.proposalId}`));
    else if (step === 'register')
      await official.decide(draft.proposalId, 'register', { agendaNumber: '123', disposition: 'Dinsos' });
    else await official.decide(draft.proposalId, 'start_admin');
  }
}

/** Writes down what was acknowledged. */
function sender(ledger: Ledger): SendCommand {
  return async (world, actor, proposalId, type, payload, key) => {
    const outcome = await actOnProposal(world.ctx, actor, { proposalId, type, payload, expectedVersion: null, key });
    ledger.acknowledged(proposalId, commandId(actorText(actor), `proposal/${proposalId}/${type}`, key));
    return outcome;
  };
}

async function bringIntoDecree(world: World, ledger: Ledger, drafts: readonly Draft[]): Promise<void> {
  const decreeId = await openDecree(world);
  const tell = async (actor: Actor, type: DecreeCommandType, payload: unknown = {}): Promise<void> => {
    const key = `${type}/${decreeId}`;
    await insisting(`${type} of the decree`, () =>
      actOnDecree(world.ctx, actor, { decreeId, type, payload, expectedVersion: null, key }),
    );
    ledger.acknowledged(decreeId, commandId(actorText(actor), `decree/${decreeId}/${type}`, key));
  };
  await tell(world.as('SECRETARIAT'), 'include', { proposalIds: drafts.map((draft) => draft.proposalId) });
  await tell(world.as('SECRETARIAT'), 'freeze');
  await tell(world.as('SECRETARIAT'), 'record', await paperOf(world, decreeId));
  await tell(world.as('SECRETARIAT', 1), 'confirm', await checkedPaper(world, decreeId));
}

async function readRecord(
  world: World,
): Promise<Pick<ChaosOutcome, 'states' | 'numbers' | 'counted' | 'reserved' | 'consumed' | 'faults'>> {
  const states = await world.sql('select state, count(*)::int as n from proposal group by state');
  const [numbers] = await world.sql(`
    select count(distinct registration_number)::int as numbers, (select value from counter) as counted from proposal`);
  const [line] = await world.sql(`select reserved, consumed from ceiling where scope = 'DPA_LINE'`);
  const invariants = await checkInvariants(world.ctx);
  return {
    states: Object.fromEntries(states.map((row) => [String(row['state']), Number(row['n'])])),
    numbers: Number(numbers?.['numbers']),
    counted: Number(numbers?.['counted']),
    reserved: Number(line?.['reserved']),
    consumed: Number(line?.['consumed']),
    faults: [...(await verifyChain(world.ctx)).faults, ...invariants.flatMap(({ violations }) => violations)],
  };
}

/** So long a workflow may know less than the record, when the wake that was sent to it died on its way too. */
const BEHIND_MS = 240_000;
const PAUSE_MS = 2_000;

/** Workflows that are stuck, or go on knowing of their case anything else than the record. */
async function strayWorkflows({ world }: Deployment, drafts: readonly Draft[]): Promise<readonly unknown[]> {
  let strays: readonly Stray[] = [];
  let open = drafts.map(({ proposalId }) => proposalId);
  for (
    const start = performance.now();
    open.length > 0 && performance.now() - start < BEHIND_MS;
    await sleep(PAUSE_MS)
  ) {
    const found = await boundedMap(open, AT_ONCE, (proposalId) => strayOf(world, proposalId));
    strays = found.filter((stray) => stray !== null);
    open = strays.map(({ proposalId }) => proposalId);
  }
  return strays;
}

interface Stray {
  readonly proposalId: string;
  readonly record: unknown;
  readonly known: unknown;
  readonly status: unknown;
}

async function strayOf(world: World, proposalId: string): Promise<Stray | null> {
  const [record] = await world.sql('select state, version from proposal where id = $1', [proposalId]);
  const handle = world.ctx.client.workflow.getHandle(workflowIds.proposal(proposalId));
  const known = await insisting(`the workflow of ${proposalId}`, () => handle.query(summaryQuery));
  const { status, workflowTaskFailure } = await createWorkflowAdmin(world.ctx.client).describe('proposal', proposalId);
  const agrees = known?.state === record?.['state'] && known?.version === record?.['version'];
  return agrees && status === 'RUNNING' && workflowTaskFailure === null ? null : { proposalId, record, known, status };
}
