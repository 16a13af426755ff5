import { refuse, type DomainError } from '../errors.js';
import type { Policy } from '../policy.js';
import type { Presence } from '../proposal/command-map.js';

export const whereabouts = ['SCHOOL', 'HOSPITAL', 'HOME'] as const;
/** Papers that show who somebody is: identity card, family card, the card of a child. */
export const identityPapers = ['KTP', 'KK', 'KIA'] as const;

/** What the officers saw of one person. */
export interface SeenPerson {
  readonly beneficiaryId: string;
  readonly presence: Presence;
  /** Of somebody absent: where the person was, and what proves it. */
  readonly whereabouts?: (typeof whereabouts)[number] | null | undefined;
  readonly proof?: string | undefined;
  readonly proofBlobId?: string | null | undefined;
  readonly identityPaper?: (typeof identityPapers)[number] | null | undefined;
}

type SamplePolicy = Pick<Policy, 'homeCareSampleShare' | 'homeCareSampleMinimum'>;

/** How many of those who live at home are visited there at least. */
export function sampleSize(homeCare: number, policy: SamplePolicy): number {
  const share = Math.ceil((homeCare * policy.homeCareSampleShare) / 100);
  return Math.min(homeCare, Math.max(policy.homeCareSampleMinimum, share));
}

/** What is wrong with what is said of persons; who is not named was present. `homeCare`: those of the list who live at home. */
export function seenError(
  seen: readonly SeenPerson[],
  homeCare: readonly string[],
  policy: SamplePolicy,
): DomainError | null {
  if (new Set(seen.map(({ beneficiaryId }) => beneficiaryId)).size < seen.length)
    return refuse('INVALID_INPUT', { fields: ['exceptions'] });
  const unproved = seen.filter(
    (one) =>
      one.presence === 'ABSENT_WITH_PROOF' &&
      (!one.whereabouts || ((one.proof ?? '').trim() === '' && !one.proofBlobId)),
  );
  if (unproved.length > 0)
    return refuse('INCOMPLETE', { fields: unproved.map(({ beneficiaryId }) => `proof.${beneficiaryId}`) });
  const atHome = new Set(homeCare);
  const wrong = seen.filter(
    ({ beneficiaryId, presence, identityPaper }) =>
      (presence.startsWith('HOME_CARE') && !atHome.has(beneficiaryId)) || (presence === 'NOT_FOUND' && identityPaper),
  );
  if (wrong.length > 0)
    return refuse('INVALID_INPUT', { fields: wrong.map(({ beneficiaryId }) => `presence.${beneficiaryId}`) });
  return sampleError(seen, homeCare, policy);
}

/** Those whom nobody visited at home pass by those who were: enough of them, and all found. */
function sampleError(
  seen: readonly SeenPerson[],
  homeCare: readonly string[],
  policy: SamplePolicy,
): DomainError | null {
  const atHome = new Set(homeCare);
  const here = seen.filter(({ beneficiaryId }) => atHome.has(beneficiaryId));
  const unsampled = here.filter(({ presence }) => presence === 'HOME_CARE_UNSAMPLED').length;
  const [sampled, needed] = [homeCare.length - unsampled, sampleSize(homeCare.length, policy)];
  if (sampled < needed) return refuse('SAMPLE_TOO_SMALL', { sampled, needed, of: homeCare.length });
  const lost = here.filter(({ presence }) => presence === 'NOT_FOUND').length;
  return lost > 0 && unsampled > 0 ? refuse('SAMPLE_FAILED', { lost, unsampled }) : null;
}
