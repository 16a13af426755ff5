import { isPaperKind, readPaperCode, type PaperKind } from '../../domain/papers.js';
import type { AppContext } from '../ports.js';

export interface VerifiedPaper {
  readonly code: string;
  readonly kind: PaperKind;
  readonly number: string | null;
  readonly dated: string;
  /** Whose it is: an institution or a decree, never a person. */
  readonly about: string;
  readonly sha256: string;
}

/** Whether a paper is one of ours, for anybody who holds it; null where it is none or is not rendered yet. */
export async function verifyPaper(ctx: Pick<AppContext, 'db'>, typed: string): Promise<VerifiedPaper | null> {
  const code = readPaperCode(typed);
  if (code === null) return null;
  const [row] = await ctx.db.withActor(
    { kind: 'public' },
    5_000,
    (tx) =>
      tx.sql.$queryRaw<{ kind: string; number: string | null; dated: string; about: string; sha256: string }[]>`
      select kind, number, dated::text, about, sha256 from verify_paper(${code})`,
  );
  return row !== undefined && isPaperKind(row.kind) ? { ...row, kind: row.kind, code } : null;
}
