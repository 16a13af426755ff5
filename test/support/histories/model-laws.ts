import { isDeepStrictEqual } from 'node:util';
import { forbiddenPairs, superiorOf } from '../../../src/domain/roles.js';
import { holdsNothing, isTerminal } from '../../../src/domain/proposal/states.js';
import { transitionOf, type CommandType } from '../../../src/domain/proposal/transitions.js';
import { witaDate } from '../../../src/domain/time/wita.js';
import { secondOf } from '../../../src/domain/proposal/recall.js';
import { rebuilt, type ModelCase, type ModelWorld } from './model-case.js';
import type { Attempt } from './model-run.js';

/** What one attempt may not have done, whatever was attempted. */
export function brokenBy({ command, person, before, enteredBefore, answer, again }: Attempt): string[] {
  const broken: string[] = [];
  if (!isDeepStrictEqual(answer, again)) broken.push('the same question has two answers');
  if (!answer.ok) return broken;
  if (isTerminal(before.state)) broken.push(`I9 ${command.type} moved a case that had ended as ${before.state}`);
  if (command.expectedVersion !== null && command.expectedVersion !== before.version)
    broken.push(`${command.type} was accepted for a version that is gone`);
  if (person.institutionId === before.institutionId && answer.duties.some((duty) => duty !== 'LKS'))
    broken.push(`I8 ${person.name} did ${command.type} on the own proposal`);
  if (command.type === 'confirm' && (enteredBefore === null || enteredBefore === person.userId))
    broken.push(`I8 ${person.name} confirmed the own entry`);
  if ((before.data.hold !== null || before.data.audit !== null) && !mayPassOverlay(before, command))
    broken.push(`${command.type} passed a hold or an audit`);
  if (!holdsOffice(person, before, command.type)) broken.push(`${person.name} did ${command.type} without the office`);
  for (const event of answer.events) {
    if (event.from !== before.state)
      broken.push(`${event.type} starts from ${event.from}, the case was ${before.state}`);
    const entry = event.type === 'entered' || event.type === 'pending_refused';
    const step = command.type === 'confirm' ? before.data.pending?.command : command.type;
    const row = step === undefined || step === 'refuse_pending' ? null : transitionOf(before, step);
    const back = row?.command === 'recall' ? before.data.last?.state : before.data.returned?.state;
    const to = row?.to === 'SAME' ? before.state : row?.to === 'BACK' ? back : row?.to;
    const lawful = entry ? [before.state] : [to, ...(row?.orTo ?? [])];
    if (!lawful.includes(event.to)) broken.push(`${event.type} went to ${event.to}, not to ${to ?? '?'}`);
    if (event.to !== event.from && event.dueAt !== null && event.dueAt <= event.at)
      broken.push(`${event.to} was due before it began`);
  }
  return broken;
}

/** What process.md 1 lets happen meanwhile, written down once more. */
function mayPassOverlay(before: ModelCase['now'], { type, step }: Attempt['command']): boolean {
  if (/^(hold|resume|audit_on|audit_off|log_contact|exclude|submit_report|default_report)$/.test(type)) return true;
  const dates = { confirm_receipt: 'receivedOn', decree: 'signedOn' } as Readonly<Record<string, string>>;
  const said = step?.payload as Readonly<Record<string, unknown>> | undefined;
  const date = said?.[dates[type] ?? ''];
  const since = [before.data.hold, before.data.audit].flatMap((overlay) => (overlay === null ? [] : [overlay.since]));
  return typeof date === 'string' && since.every((instant) => date < witaDate(new Date(instant)));
}

/** The office of the step, or one step above it where a deadline was missed. */
function holdsOffice({ userId, roles: held }: Attempt['person'], before: ModelCase['now'], type: CommandType): boolean {
  const second = type === 'confirm' || type === 'refuse_pending';
  const step = second ? before.data.pending?.command : type;
  const row = step === undefined ? null : transitionOf(before, step);
  const offices = (second ? (row === null ? [] : secondOf(before, row)) : row?.roles) ?? [];
  if (offices === 'SYSTEM' || offices.some((role) => held.includes(role))) return true;
  // who enters for the institution says what the institution may say
  if (!second && row?.duties.includes('LKS') === true && userId === before.data.assisted?.by) return true;
  const late = second ? before.data.fired.some((alarm) => alarm.startsWith('SECOND@')) : before.escalation > 0;
  const tookDesk = before.state === 'ADMIN_REVIEW' && held.includes('KETUA_TIM');
  return (late || tookDesk) && offices.some((role) => held.includes(superiorOf[role] ?? ''));
}

/** What may never be so in a world, after any history. */
export function contradictions(world: ModelWorld): string[] {
  return [
    ...world.violations,
    ...world.cases.flatMap((model) => contradictionsOf(world, model).map((text) => `${model.now.id}: ${text}`)),
    ...world.ceilings.flatMap(({ fact, held }) => {
      const sum = [...held.values()].reduce((total, amount) => total + amount, 0n);
      return [
        ...(fact.hard && fact.reserved + fact.consumed > fact.amount ? [`I2 ${fact.scope} is exceeded`] : []),
        ...(fact.reserved === sum ? [] : [`I2 ${fact.scope} holds ${fact.reserved} for ${sum}`]),
      ];
    }),
  ];
}

function contradictionsOf(world: ModelWorld, model: ModelCase): string[] {
  const { now } = model;
  const broken: string[] = [];
  if (!isDeepStrictEqual(rebuilt(model), now)) broken.push('its events make another case');
  for (const [userId, duties] of model.duties) {
    for (const [one, other] of forbiddenPairs)
      if (duties.has(one) && duties.has(other)) broken.push(`I8 ${userId} is ${one} and ${other}`);
  }
  const amounts = [now.requestedAmount, now.recommendedAmount, now.consideredAmount, now.decreedAmount].map((amount) =>
    amount === null ? null : BigInt(amount),
  );
  if (!descends(amounts)) broken.push(`I1 amounts rise: ${amounts.join(' ')}`);
  for (const line of model.lines) {
    const quantities = [line.requested, line.recommended, line.considered, line.decreed, line.delivered];
    if (!descends(quantities)) broken.push(`I1 ${line.id} rises: ${quantities.join(' ')}`);
    if (line.presence === 'NOT_FOUND' && (line.recommended ?? 0) > 0) broken.push(`I6 ${line.id} was not found`);
  }
  if (now.fencedBy !== null && now.state !== 'BUDGETED')
    broken.push(`a fenced case left by another door: ${now.state}`);
  const holds = world.ceilings.some(({ held }) => held.has(now.id));
  const claims = [...world.claims.values()].includes(now.id);
  if (holdsNothing.includes(now.state) && (holds || claims)) broken.push(`${now.state} still holds money or needs`);
  if (now.data.pending !== null && now.data.pending.version > now.version) broken.push('an entry from the future');
  return broken;
}

/** Each quantity that is known stays within the one before, and none is skipped. */
function descends(values: readonly (bigint | number | null)[]): boolean {
  return values.every((value, index) => {
    if (index === 0 || value === null) return true;
    const before = values[index - 1];
    return before !== null && before !== undefined && value <= before;
  });
}
