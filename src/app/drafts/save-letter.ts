import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { isLocalDate } from '../../domain/time/wita.js';
import { parseId, parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { line, longText } from './draft-fields.js';
import { editProposal } from './edit-proposal.js';

const request = z.object({
  letterNumber: line,
  letterDate: z
    .string()
    .nullable()
    .transform((text) => (text === '' ? null : text))
    .refine((text) => text === null || isLocalDate(text), { message: 'date' }),
  background: longText,
  purpose: longText,
});

export interface SaveLetter {
  readonly proposalId: string;
  readonly letterNumber: string;
  /** WITA date; empty while it is not known. */
  readonly letterDate: string | null;
  readonly background: string;
  readonly purpose: string;
}

/** Saves the letter as typed, complete or not; submit asks for all of it. Errors: those of editProposal, INVALID_INPUT, TOO_LARGE. */
export async function saveLetter(ctx: AppContext, actor: Actor, input: SaveLetter): Promise<void> {
  const proposalId = parseId('proposalId', input.proposalId);
  await editProposal(ctx, actor, { proposalId }, async (tx) => {
    const letter = parseInput(request, input);
    await tx.sql.$executeRaw`
      update proposal set letter_number = ${letter.letterNumber}, letter_date = ${letter.letterDate}::date,
             background = ${letter.background}, purpose = ${letter.purpose}, updated_at = ${tx.now}
       where id = ${proposalId}::uuid`;
  });
}
