import { decisions } from './decisions.js';
import { documents } from './documents.js';
import type { Invariant } from './invariant.js';
import { money } from './money.js';
import { quantities } from './quantities.js';

/** I11 and I15 have no rows to ask in this release: stock is not kept yet, and who sees whom is row security. */
export const invariants: readonly Invariant[] = [...quantities, ...money, ...documents, ...decisions];
