import { z } from 'zod';
import type { AmendableFacts } from '../../../domain/proposal/commands/amendments.js';
import type { ProposalCase } from '../../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../../ports.js';
import { amendEntry, entryInForce, recordAmendment } from '../amended-annex.js';
import { writeListVersion } from '../beneficiary-list.js';
import { releaseIdleClaims, takeMissingClaims } from '../claims.js';
import * as field from '../fields.js';
import { goodsOnTheWay } from '../goods-on-the-way.js';
import { linesHash } from '../lines-hash.js';
import { readLines, readRaisable, writeAmended, writeRaised } from '../lines.js';
import { consumedCeilings, carryDecreed } from '../reservations.js';
import type { Step } from '../step.js';
import { askPactAgain } from './decree.js';

async function amendable(tx: ActorTx, c: ProposalCase): Promise<AmendableFacts> {
  return {
    lines: await readLines(tx, c, 'decreed'),
    raisable: await readRaisable(tx, c),
    ceilings: await consumedCeilings(tx, c),
    linesHash: await linesHash(tx, c.id),
    goodsOnTheWay: await goodsOnTheWay(tx, c.id),
    inForce: await entryInForce(tx, c),
  };
}

export const draftAmendment: Step<'draft_amendment'> = {
  payload: z.object({ words: field.words, cuts: field.lineCuts.default([]), raises: field.lineCuts.default([]) }),
  load: (tx, { case: c }) => amendable(tx, c),
};

export const amend: Step<'amend'> = {
  payload: z.object({
    ...field.outsidePaper,
    scanBlobId: field.id,
    amount: z.string().regex(/^\d{1,15}$/),
  }),
  locksCeilings: true,
  async load(tx, { case: c }) {
    const [decree] = await tx.sql.$queryRaw<{ signed_on: string | null }[]>`
      select signed_on::text from decree where id = ${c.decreeId}::uuid`;
    return { ...(await amendable(tx, c)), decreeSignedOn: decree?.signed_on ?? null };
  },
  async write(tx, { case: c, payload, event }) {
    const { amendment } = c.data;
    if (amendment === null) return [];
    await writeAmended(tx, c.id, amendment.cuts);
    const raises = amendment.raises ?? [];
    await writeRaised(tx, c.id, raises);
    await releaseIdleClaims(tx, c.id);
    await takeMissingClaims(
      tx,
      c,
      raises.map(({ lineId }) => lineId),
    );
    await carryDecreed(tx, c.id, BigInt(amendment.amount));
    const change = await amendEntry(tx, c, amendment.amount);
    await recordAmendment(tx, c, payload, change);
    const again = event.change.data?.pactDue === true ? await askPactAgain(tx, c, change.linesHash) : [];
    const listVersion = event.change.data?.listVersion;
    if (listVersion === undefined) return again;
    const { linesHash: contentHash, persons } = change;
    const followUps = await writeListVersion(tx, c, { version: listVersion, contentHash, persons });
    return event.to === 'CANCELLED' ? [] : [...followUps, ...again];
  },
};
