import type { AppContext } from '../src/app/ports.js';
import type { MailPort } from '../src/app/mail/deliver-notifications.js';

/** What activities work with: the use-cases' context and the way out for mail. */
export interface ActivityContext extends AppContext {
  readonly mail: MailPort;
}
