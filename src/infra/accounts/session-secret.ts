import { derive, type MasterKeys } from '../crypto/master-key.js';

/** Signs session cookies and form tokens: the same in every web process of an installation, and of no use to open a field. */
export function sessionSecret(keys: MasterKeys): string {
  return Buffer.from(derive(keys.wrapping, 'salur/web-sessions/1')).toString('base64url');
}
