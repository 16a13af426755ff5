import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';

const LOGIN_ROLES: readonly string[] = ['salur_app', 'salur_auth', 'salur_report'];
/** Role changes of two processes at once fail with "tuple concurrently updated": one at a time. */
const ROLE_LOCK = 5_164_002;

/** Gives Salur's login roles, which the migrations create, the passwords of these connection URLs. Other users are left alone. */
export async function setLoginPasswords(ownerUrl: string, urls: readonly string[]): Promise<void> {
  const wanted = new Map(
    urls.map(readLogin).filter(([role, password]) => LOGIN_ROLES.includes(role) && password !== ''),
  );
  if (wanted.size === 0) return;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ROLE_LOCK]);
    const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY($1)', [
      [...wanted.keys()],
    ]);
    for (const { rolname } of rows) {
      const verifier = scramVerifier(wanted.get(rolname) ?? '', randomBytes(16));
      await client.query(
        `ALTER ROLE ${client.escapeIdentifier(rolname)} LOGIN PASSWORD ${client.escapeLiteral(verifier)}`,
      );
    }
  } finally {
    await client.end();
  }
}

function readLogin(url: string): [string, string] {
  const { username, password } = new URL(url);
  return [decodeURIComponent(username), decodeURIComponent(password)];
}

/** What PostgreSQL stores for SCRAM-SHA-256 (RFC 5803): sent instead of the password, which thus never reaches a log. */
function scramVerifier(password: string, salt: Buffer): string {
  const rounds = 4096;
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, rounds, 32, 'sha256');
  const sign = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(sign('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${sign('Server Key').toString('base64')}`;
}
