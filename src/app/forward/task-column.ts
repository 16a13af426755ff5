import { z } from 'zod';
import type { ProposalTask } from '../../domain/proposal-task.js';

const actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), userId: z.string() }),
  z.object({ kind: z.literal('system'), purpose: z.string() }),
  z.object({ kind: z.literal('public') }),
]);
const task = z.object({
  type: z.enum(['include', 'exclude', 'decree', 'start_delivery', 'finalise_lines']),
  number: z.int(),
  actor,
  origin: z.string(),
});

export function parseTask(column: unknown): ProposalTask | null {
  return column === null ? null : task.parse(column);
}
export function taskText(value: ProposalTask | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
