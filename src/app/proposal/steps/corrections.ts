import { z } from 'zod';
import { correctable } from '../../../domain/proposal/commands/corrections.js';
import { isProposalState, type ProposalState } from '../../../domain/proposal/states.js';
import { takeClaims } from '../claims.js';
import * as field from '../fields.js';
import { forgetConsidered, readLines, writeConsidered } from '../lines.js';
import { limitsOf, readRecordedEntries } from '../recorded-entries.js';
import { releaseEverything, reserve } from '../reservations.js';
import type { Step } from '../step.js';
import { ceilingsOf } from './budget.js';

export const correctRecord: Step<'correct_record'> = {
  payload: z.object({
    ...field.outsidePaper,
    signatory: field.shortText,
    entry: z.int().min(1).max(1_000_000),
    corrects: z.enum(correctable),
    recordedIn: z.custom<ProposalState>((state) => typeof state === 'string' && isProposalState(state)),
    rank: z.int().min(1).max(100_000).nullable().default(null),
    cuts: field.lineCuts.nullable().default(null),
    words: field.words,
  }),
  locksCeilings: true,
  async load(tx, { case: c, payload }) {
    const record = (await readRecordedEntries(tx, c.id)).find(({ entry }) => entry === payload.entry) ?? null;
    const anew = payload.cuts !== null;
    return {
      record,
      ...(await limitsOf(tx, c, record, payload.documentNumber)),
      lines: anew ? await readLines(tx, c, 'recommended', 'with dropped') : [],
      ceilings: anew ? await ceilingsOf(tx, c) : [],
    };
  },
  async write(tx, { case: c, payload, facts, event }) {
    const { record } = facts;
    const scan = payload.scanBlobId ?? null;
    if (payload.cuts !== null) {
      // what the wrong entry let go is taken again, or the correction is refused
      await releaseEverything(tx, c.id);
      await forgetConsidered(tx, c.id);
      await writeConsidered(tx, c.id, payload.cuts);
      await takeClaims(tx, c);
      const limits = facts.ceilings.map((ceiling) => ceiling.id);
      await reserve(tx, c, limits, BigInt(event.change.consideredAmount ?? '0'));
    }
    if (record?.corrects === 'approve_urgent')
      await tx.sql.$executeRaw`
        update decree set number = ${payload.documentNumber}, signed_on = ${payload.documentDate}::date, signatory = ${payload.signatory},
               signed_blob_id = coalesce(${scan}::uuid, signed_blob_id) where id = ${c.decreeId}::uuid`;
    if (record?.corrects === 'amend')
      await tx.sql.$executeRaw`
        update decree_amendment set number = ${payload.documentNumber}, signed_on = ${payload.documentDate}::date,
               signatory = ${payload.signatory}, scan_blob_id = coalesce(${scan}::uuid, scan_blob_id)
         where proposal_id = ${c.id}::uuid and number = ${record.documentNumber}`;
    return [];
  },
};
