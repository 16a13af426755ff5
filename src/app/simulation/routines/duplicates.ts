import { decideIdentity } from '../../duplicates/decide-identity.js';
import { listIdentityQuestions, type IdentityQuestion } from '../../queries/list-identity-questions.js';
import { done, nothing, type Look } from '../desk.js';
import { insist } from '../insist.js';
import type { SyntheticInstitution, SyntheticPerson } from '../synthetic-types.js';
import type { Town } from '../town.js';

/** Every so many institutions write somebody down twice. */
const ONE_IN = 3;

/** Somebody without a NIK whom this institution writes down twice, as another hand would write the name; null where it does not. */
export function writtenTwice({ persons }: Pick<SyntheticInstitution, 'persons'>): SyntheticPerson | null {
  const somebody = persons.find((person) => person.nationalId === null);
  if (somebody === undefined || persons.length % ONE_IN !== 0) return null;
  return { ...somebody, name: `${somebody.name}h` };
}

/** The head of division compares whoever may be one person, and says so of whoever has one mother and one birthday in one institution. */
export async function judgeDuplicates(town: Town): Promise<Look> {
  const actor = town.world.holder('KABID', 0);
  let judged = 0;
  for (;;) {
    const { items } = await listIdentityQuestions(town.ctx, actor);
    if (items.length === 0) return judged === 0 ? nothing : done;
    for (const question of items) {
      const decision = isOne(question)
        ? ({ verdict: 'SAME', ground: 'SEEN_AT_VISIT' } as const)
        : ({ verdict: 'DIFFERENT', ground: 'SEEN_BOTH' } as const);
      await insist(() => decideIdentity(town.ctx, actor, { questionId: question.id, ...decision }));
      judged += 1;
    }
  }
}

function isOne({ low: [one], high: [other] }: IdentityQuestion): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.institutionName === other.institutionName &&
    one.birthDate === other.birthDate &&
    one.motherName === other.motherName
  );
}
