import { refuse, type DomainError } from './errors.js';
import type { Role } from './roles.js';
import { targetGroups } from './target-groups.js';

export const ceilingScopes = ['PROGRAMME', 'AREA', 'GROUP', 'INSTITUTION', 'PERSON', 'DPA_LINE', 'ACCOUNT'] as const;
export type CeilingScope = (typeof ceilingScopes)[number];
/** For each of many, like each institution. */
export const EACH = '*';

/** Who sets the limits, and who sees them. */
export const ceilingKeepers: readonly Role[] = ['SUBBAG_PERENCANAAN', 'ADMIN'];
export const ceilingReaders: readonly Role[] = [
  ...ceilingKeepers,
  'SUBBAG_KEUANGAN',
  'KABID',
  'SEKRETARIS_DINAS',
  'HEAD_DINSOS',
  'INSPECTORATE',
  'BPK_AUDITOR',
];

export interface KnownKeys {
  readonly regencies: readonly string[];
  readonly institutions: readonly string[];
}

/** What a limit may be named by. */
export function keyError(scope: CeilingScope, key: string, known: KnownKeys): DomainError | null {
  const right = {
    PROGRAMME: key === '',
    PERSON: key === '',
    AREA: known.regencies.includes(key),
    GROUP: (targetGroups as readonly string[]).includes(key),
    INSTITUTION: key === EACH || known.institutions.includes(key),
    DPA_LINE: key.trim() !== '' && key !== EACH,
    ACCOUNT: key.trim() !== '' && key !== EACH,
  }[scope];
  return right ? null : refuse('INVALID_INPUT', { fields: ['scopeKey'] });
}
