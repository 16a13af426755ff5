import { z } from 'zod';
import { grades, scoreCriteria } from '../../../domain/score-points.js';
import { takeClaims } from '../claims.js';
import * as field from '../fields.js';
import { judgeEligibility, readLines, writeRecommended } from '../lines.js';
import { readScoringFacts, writeScore } from '../scores.js';
import type { Step } from '../step.js';
import { considerAtOnce, urgentLimits } from './urgent.js';

export const endorse: Step<'endorse'> = {
  payload: z.object({ note: field.shortText }),
  load: () => Promise.resolve({}),
};

export const score: Step<'score'> = {
  payload: z.object({
    typed: z
      .array(
        z.object({
          criterion: z.enum(scoreCriteria),
          grade: z.enum(grades).nullable(),
          points: z.int().min(0).max(100).nullable(),
          reason: field.shortText,
        }),
      )
      .max(scoreCriteria.length),
  }),
  load: async (tx, { case: c }) => ({ scoring: await readScoringFacts(tx, c) }),
  async write(tx, { case: c, payload, facts, caseFacts }) {
    await writeScore(tx, c, caseFacts, facts.scoring, { typed: payload.typed, decided: false });
    return [];
  },
};

export const recommend: Step<'recommend'> = {
  payload: z.object({
    criteria: z.object({
      selective: z.boolean(),
      eligible: z.boolean(),
      temporary: z.boolean(),
      purposeful: z.boolean(),
    }),
    criteriaNote: field.words,
    cuts: field.lineCuts,
  }),
  locksCeilings: true,
  load: async (tx, { case: c }) => ({
    lines: await readLines(tx, c, 'requested'),
    ceilings: await urgentLimits(tx, c),
    scoring: await readScoringFacts(tx, c),
  }),
  async write(tx, { case: c, payload, facts, caseFacts, event }) {
    const { scoring, ceilings } = facts;
    // points rank those who compete for one limit; a disaster ranks nobody
    if (c.track === 'PLANNED') await writeScore(tx, c, caseFacts, scoring, { typed: scoring.typed, decided: true });
    await writeRecommended(tx, c.id, payload.cuts);
    await judgeEligibility(tx, c.id);
    await takeClaims(tx, c);
    if (c.track === 'UNPLANNED') await considerAtOnce(tx, c, ceilings, BigInt(event.change.consideredAmount ?? '0'));
    return [];
  },
};
