import { defineUpdate } from '@temporalio/workflow';
import type { CommandMessage, CommandOutcome } from '../workflows/messages.js';
import type { Recording } from './recording.js';

/** The floor's one Update: the product's own message, and the outcome that the product gave. */
export const floorUpdate = defineUpdate<CommandOutcome, [CommandMessage]>('act');
export const FLOOR_QUEUE = 'floor';

/** What a worker's process says to the benchmark; a recording worker tells at its end what it has written down. */
export type WorkerWord = { readonly kind: 'ready' } | { readonly kind: 'recorded'; readonly recording: Recording };
