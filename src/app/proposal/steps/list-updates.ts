import { z } from 'zod';
import { listExits } from '../../../domain/proposal/commands/list-updates.js';
import { livePersons, writeListVersion } from '../beneficiary-list.js';
import { releaseIdleClaims, takeClaims } from '../claims.js';
import * as field from '../fields.js';
import { linesHash } from '../lines-hash.js';
import type { Step } from '../step.js';
import { letJoin, letLeave, listUpdateFacts, receiveAgain, recordVerifier } from '../updated-list.js';

const change = z.object({
  beneficiaryId: field.id,
  cause: z.enum(listExits),
  leftOn: field.localDate,
  replacedBy: field.id.nullable(),
});

export const updateList: Step<'update_list'> = {
  payload: z.object({
    documentNumber: field.requiredText,
    documentDate: field.localDate,
    scanBlobId: field.id,
    verifierId: field.id,
    changes: z.array(change).max(1_000),
  }),
  load: (tx, { case: c, payload }) => listUpdateFacts(tx, c, payload),
  async write(tx, { case: c, payload, event }) {
    const version = event.change.data?.listVersion ?? c.data.listVersion;
    const rests = await letLeave(tx, c, payload.changes, version);
    const joined = await letJoin(tx, c, payload.changes, rests, version);
    await releaseIdleClaims(tx, c.id);
    if (joined.length > 0) {
      await takeClaims(tx, c, joined);
      await receiveAgain(tx, c.id);
    }
    await recordVerifier(tx, c, payload.verifierId);
    const contentHash = await linesHash(tx, c.id);
    return writeListVersion(tx, c, { version, contentHash, persons: await livePersons(tx, c.id) });
  },
};
