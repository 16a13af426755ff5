/** What the pages of decrees and deliveries draw: the answers of the queries, by type only. */
export type { DecreeView } from '../app/decree/get-decree.js';
export type { DecreeCandidate as CandidateView, DecreeRow as DecreeRowView } from '../app/decree/list-decrees.js';
export type { Deliverable as DeliverableView } from '../app/delivery/deliverable.js';
export type { BatchView, DropView } from '../app/delivery/get-batch.js';
export type { BatchRow as BatchRowView } from '../app/delivery/list-batches.js';
