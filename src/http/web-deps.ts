import type { FastifyInstance } from 'fastify';
import type { AppContext } from '../app/ports.js';
import type { SubjectKind } from '../app/doctor/retry-waiting.js';
import type { TechnicalView } from '../ui/pages/admin/processes.js';
import type { AccountsPort } from '../app/users/create-user.js';

export interface SignedIn {
  readonly userId: string;
  /** Values of Set-Cookie. */
  readonly cookies: readonly string[];
}
/** Sign-in and sessions, by the accounts library behind it. */
export interface Sessions {
  signIn(input: {
    readonly email: string;
    readonly password: string;
    readonly agent: string;
  }): Promise<SignedIn | null>;
  signOut(cookieHeader: string): Promise<readonly string[]>;
  whoseSession(cookieHeader: string): Promise<SignedIn | null>;
}

export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
}
/** The local inbox that keeps mails in an embedded stack. */
export interface Inbox {
  list(): readonly InboxMail[];
  read(id: string): Promise<(InboxMail & { readonly text: string }) | undefined>;
}
export interface InboxMail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly date: string | null;
}

/** The technical state of one workflow, and a new start of its waiting attempts. */
export interface WorkflowAdmin {
  describe(kind: SubjectKind, id: string): Promise<TechnicalView>;
  /** How many attempts were started anew. */
  retryNow(kind: SubjectKind, id: string): Promise<number>;
}
/** What the web process is given by src/main. */
export interface WebDeps {
  readonly ctx: AppContext;
  readonly sessions: Sessions;
  readonly accounts: AccountsPort;
  readonly workflowAdmin: WorkflowAdmin;
  readonly readiness: () => Promise<readonly ReadinessCheck[]>;
  /** null where a real mail server is used. */
  readonly inbox: Inbox | null;
  /** Signs form tokens and the one-time message. */
  readonly formSecret: string;
  /** The built style sheet: its name below /assets/, and how it is served. */
  readonly assets: { readonly stylesheet: string; readonly register: (app: FastifyInstance) => Promise<void> };
}
