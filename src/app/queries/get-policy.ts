import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { Policy } from '../../domain/policy.js';
import { policyDifference, type PolicyDifference } from '../../domain/policy-difference.js';
import { requireSignedIn } from '../forward/require-role.js';
import { parseId } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { policyOf } from '../policy/policy-content.js';

export interface PolicyVersionView {
  readonly version: number;
  /** ISO instant. */
  readonly at: string;
  /** Name of the person; null for the version that came with the programme. */
  readonly by: string | null;
  readonly reason: string | null;
  /** Against the version before. */
  readonly difference: readonly PolicyDifference[];
  /** Submitted cases that are pinned to it. */
  readonly cases: number;
}
export interface PolicyView {
  readonly programmeId: string;
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly fiscalYear: number;
  readonly version: number;
  readonly policy: Policy;
  /** The newest first. */
  readonly versions: readonly PolicyVersionView[];
}

const versionRow = z.object({
  version: z.number(),
  content: z.record(z.string(), z.unknown()),
  created_at: z.date(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
  cases: z.bigint(),
});

/** The policy of a programme with every version it had. Errors: NOT_SIGNED_IN, WRONG_ROLE, NOT_FOUND. */
export async function getPolicy(
  ctx: AppContext,
  actor: Actor,
  input: { readonly programmeId: string },
): Promise<PolicyView> {
  requireSignedIn(actor);
  const programmeId = parseId('programmeId', input.programmeId);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    // an institution learns of the rules what its own case needs, case by case
    if (tx.authority.scope === 'institution' || tx.authority.scope === 'public')
      throw new Refusal(refuse('WRONG_ROLE', { needed: [] }));
    return readPolicy(tx, programmeId);
  });
}

export async function readPolicy(tx: ActorTx, programmeId: string): Promise<PolicyView> {
  const [programme] = await tx.sql.$queryRaw<
    { code: string; name_id: string; name_en: string; fiscal_year: number }[]
  >`select code, name_id, name_en, fiscal_year from programme where id = ${programmeId}::uuid`;
  const rows = z.array(versionRow).parse(
    await tx.sql.$queryRaw`
      select v.version, v.content, v.created_at, u.name as by, v.reason,
             (select count(*) from proposal p where p.policy_version_id = v.id) as cases
        from policy_version v left join user_account u on 'user:' || u.id::text = v.created_by
       where v.programme_id = ${programmeId}::uuid order by v.version`,
  );
  const policies = rows.map(({ content }) => policyOf(content, programme?.fiscal_year ?? 0));
  const newest = policies.at(-1);
  if (programme === undefined || newest === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'programme' }));
  return {
    programmeId,
    code: programme.code,
    name: { id: programme.name_id, en: programme.name_en },
    fiscalYear: programme.fiscal_year,
    version: rows.at(-1)?.version ?? 0,
    policy: newest,
    versions: rows
      .map((row, index) => ({
        version: row.version,
        at: row.created_at.toISOString(),
        by: row.by,
        reason: row.reason,
        difference: policyDifference(policies[index - 1] ?? newest, policies[index] ?? newest).filter(() => index > 0),
        cases: Number(row.cases),
      }))
      .toReversed(),
  };
}
