import { z } from 'zod';
import type { DemoAccount } from '../app/seed/seed-demo.js';
import { readJsonFile } from '../infra/embedded/private-file.js';

const schema = z.array(
  z.object({ email: z.string(), password: z.string(), name: z.string(), role: z.string(), of: z.string().nullable() }),
);
/** Whom a newcomer tries first: who proposes, who registers, who watches. */
const FIRST_ROLES = ['LKS_OPERATOR', 'SECRETARIAT', 'ADMIN'];

/** The accounts that the home keeps; none before the first start, or where the file is none. */
export function readDemonstrationAccounts(file: string): readonly DemoAccount[] {
  return schema.safeParse(readJsonFile(file)).data ?? [];
}

/** One line for each of the first, to sign in with. */
export function firstAccounts(accounts: readonly DemoAccount[]): readonly string[] {
  const first = FIRST_ROLES.flatMap((role) => accounts.find((account) => account.role === role) ?? []);
  const width = Math.max(0, ...first.map(({ email }) => email.length));
  return first.map(({ email, password, role }) => `  ${email.padEnd(width)}  ${password}  ${role}`);
}
