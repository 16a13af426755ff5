import { z } from 'zod';
import { takeClaims } from '../claims.js';
import * as field from '../fields.js';
import { dropLines, forgetConsidered, judgeEligibility, readLines } from '../lines.js';
import type { Step } from '../step.js';
import { considerAtOnce, urgentLimits } from './urgent.js';

/** Why a line is gone after a granted appeal; written into the record in the language of the record. */
const CLAIMED_MEANWHILE = 'sudah diusulkan untuk kebutuhan ini selama keberatan diperiksa';

const reasoned = z.object({ words: field.words });

export const appeal: Step<'appeal'> = { payload: reasoned, load: () => Promise.resolve({}) };
export const deny: Step<'deny'> = { payload: reasoned, load: () => Promise.resolve({}) };
export const closeAppeal: Step<'close_appeal'> = { payload: field.nothing, load: () => Promise.resolve({}) };

export const nameReviewer: Step<'name_reviewer'> = {
  payload: z.object({ userId: field.id }),
  async load(tx, { case: c, payload }) {
    const [found] = await tx.sql.$queryRaw<{ name: string | null; took_part: boolean }[]>`
      select (select h.name from role_holders('APPEAL_REVIEWER', ${c.institutionId}::uuid, ${c.regencyCode}, ${tx.now}) h
               where h.user_id = ${payload.userId}::uuid) as name,
             exists (select from involvement n where n.proposal_id = ${c.id}::uuid and n.user_id = ${payload.userId}::uuid) as took_part`;
    const name = found?.name ?? null;
    return { holdsOffice: name !== null, name: name ?? '', tookPart: found?.took_part ?? false };
  },
};

export const grant: Step<'grant'> = {
  payload: reasoned,
  locksCeilings: true,
  load: async (tx, { case: c }) => {
    // lines that the consideration had dropped were recommended and come back with the appeal
    return { lines: await readLines(tx, c, 'recommended', 'with dropped'), ceilings: await urgentLimits(tx, c) };
  },
  async write(tx, { case: c, facts, event }) {
    if (event.to !== 'RECOMMENDED' && event.to !== 'WAITLISTED') return [];
    await forgetConsidered(tx, c.id);
    if (event.to === 'WAITLISTED') return [];
    const lost = facts.lines.filter((line) => line.claimedElsewhere).map((line) => line.id);
    await dropLines(tx, c.id, lost, CLAIMED_MEANWHILE);
    await judgeEligibility(tx, c.id);
    await takeClaims(tx, c);
    if (c.track === 'UNPLANNED')
      await considerAtOnce(tx, c, facts.ceilings, BigInt(event.change.consideredAmount ?? '0'));
    return [];
  },
};
