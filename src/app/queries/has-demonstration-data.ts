import type { AppContext } from '../ports.js';

/** Whether any programme or account of this installation is one for demonstration; every page then says so. */
export async function hasDemonstrationData(ctx: AppContext): Promise<boolean> {
  return ctx.db.withActor({ kind: 'system', purpose: 'demonstration' }, 5_000, async ({ sql }) => {
    const [row] = await sql.$queryRaw<{ demo: boolean }[]>`
      select exists (select from programme where demo) or exists (select from user_account where demo) as demo`;
    return row?.demo ?? false;
  });
}
