import { z } from 'zod';
import type { HeldLineFacts } from '../../../domain/proposal/commands/held-lines.js';
import type { ProposalCase } from '../../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../../ports.js';
import * as field from '../fields.js';
import type { Step } from '../step.js';
import { isReconciling, receiveAgain } from '../updated-list.js';

const heldLines = z.object({ lineIds: z.array(field.id).max(2_000), words: field.words });

async function heldLineFacts(tx: ActorTx, { id }: ProposalCase): Promise<HeldLineFacts> {
  const reconciling = await isReconciling(tx, id);
  const open = await tx.sql.$queryRaw<{ id: string; held: boolean }[]>`
    select id, held_at is not null as held from entitlement_line
     where proposal_id = ${id}::uuid and status = 'DECREED' and decreed > 0 order by id for update`;
  return { open, reconciling };
}

export const holdLines: Step<'hold_lines'> = {
  payload: heldLines,
  load: (tx, { case: c }) => heldLineFacts(tx, c),
  async write(tx, { case: c, payload }) {
    await tx.sql.$executeRaw`
      update entitlement_line set held_at = ${tx.now}, held_words = ${payload.words}
       where proposal_id = ${c.id}::uuid and id = any(${[...payload.lineIds]}::uuid[])`;
    return [];
  },
};

export const resumeLines: Step<'resume_lines'> = {
  payload: heldLines,
  load: (tx, { case: c }) => heldLineFacts(tx, c),
  async write(tx, { case: c, payload }) {
    await tx.sql.$executeRaw`
      update entitlement_line set held_at = null, held_words = null
       where proposal_id = ${c.id}::uuid and id = any(${[...payload.lineIds]}::uuid[])`;
    await receiveAgain(tx, c.id);
    return [];
  },
};
