import { mailIds } from './record.js';
import type { Deployment } from './deployment.js';
import { contradictions } from '../histories/model-laws.js';
import { alarmsNow } from '../histories/model-run.js';

/** What a deployment may not have done, whatever died and in whatever order it worked. */
export function failings(deployment: Deployment): string[] {
  const { world, record, temporal, acknowledged } = deployment;
  const failing = [...deployment.broken, ...record.broken, ...temporal.broken, ...contradictions(world)];
  for (const { message, outcome } of acknowledged) {
    const kept = record.outcomes.get(message.commandId);
    if (kept === undefined) failing.push(`lost: ${message.type} was acknowledged and is not in the record`);
    else if (kept.summary.version !== outcome.summary.version) failing.push(`${message.type} has two outcomes`);
  }
  for (const [commandId, times] of record.effects)
    if (times !== 1) failing.push(`doubled: ${commandId} had its effect ${times} times`);
  for (const model of world.cases) {
    for (const { kind, at } of alarmsNow(model))
      if (at <= world.clock) failing.push(`${model.now.id}: ${kind} was due at ${at.toISOString()} and never rang`);
    const sent = record.mails.filter(({ id }) => id.startsWith(`${model.now.id}.`)).map(({ id }) => id);
    const expected = mailIds(model.born, model.events);
    if (sent.join() !== expected.join()) failing.push(`${model.now.id}: ${sent.length} mails for ${expected.length}`);
  }
  for (const paper of record.papersWanted) if (!record.papersMade.has(paper)) failing.push(`${paper} was never made`);
  for (const mail of record.mails) if (mail.sentTimes === 0) failing.push(`${mail.id} was never sent`);
  return failing;
}
