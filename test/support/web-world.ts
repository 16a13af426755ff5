import { createServer } from '../../src/http/create-server.js';
import type { Inbox, WebDeps } from '../../src/http/web-deps.js';
import type { AppContext } from '../../src/app/ports.js';
import { createUser } from '../../src/app/users/create-user.js';
import type { Role } from '../../src/domain/roles.js';
import { openAccounts, type Accounts } from '../../src/infra/accounts/open-accounts.js';
import { createAppWorld, SYSTEM, type AppWorld } from './app-world.js';

export const PASSWORD = 'a synthetic password';

export interface WebWorld extends AsyncDisposable {
  readonly world: AppWorld;
  /** Where it listens; `publicUrl` is what it believes its address to be. */
  readonly address: string;
  readonly accounts: Accounts;
  readonly publicUrl: string;
  /** A person with an account; signed in by `browser(email)`. */
  person(
    email: string,
    roles: readonly Role[],
    of?: { readonly institutionId?: string | null; readonly regencyCode?: string },
  ): Promise<string>;
  browser(email?: string): Promise<WebBrowser>;
}

export interface WebWorldOptions {
  readonly publicUrl?: string;
  readonly inbox?: Inbox;
  /** What Temporal would say; otherwise that everything runs and nothing waits. */
  readonly workflowAdmin?: WebDeps['workflowAdmin'];
  /** What the readiness probe answers. */
  readonly ready?: boolean;
}

const quiet: WebDeps['workflowAdmin'] = {
  describe: () => Promise.resolve({ status: 'RUNNING', pendingActivities: [], workflowTaskFailure: null }),
  retryNow: () => Promise.resolve(0),
};

/** The web in this process on a database of its own: decisions are the deciding transactions, without Temporal around them. */
export async function createWebWorld(options: WebWorldOptions = {}): Promise<WebWorld> {
  const { publicUrl = 'http://127.0.0.1:3000', inbox = null, ready = true } = options;
  const world = await createAppWorld();
  const ctx: AppContext = { ...world.ctx, publicUrl };
  const secret = 'synthetic-secret-of-a-test-0123456789abcdef';
  const accounts = openAccounts({ authUrl: world.authUrl, connections: 2, secret, publicUrl, log: ctx.log });
  const deps: WebDeps = {
    ctx,
    sessions: accounts,
    accounts,
    workflowAdmin: options.workflowAdmin ?? quiet,
    readiness: () => Promise.resolve([{ name: 'database', ok: ready }]),
    inbox,
    formSecret: secret,
    // the built style sheet is looked at in a browser (test/e2e)
    assets: { stylesheet: 'salur.css', register: () => Promise.resolve() },
  };
  const app = await createServer(deps);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    world,
    address,
    accounts,
    publicUrl,
    async person(email, roles, { institutionId = null, regencyCode } = {}) {
      const input = {
        email,
        name: `Peraga ${email.split('@')[0] ?? ''}`,
        password: PASSWORD,
        roles: [...roles],
        institutionId,
      };
      const { userId } = await createUser(ctx, SYSTEM, { ...input, regencyCode: regencyCode ?? null }, accounts);
      return userId;
    },
    async browser(email) {
      const browser = new WebBrowser(address);
      if (email !== undefined) await browser.signIn(email);
      return browser;
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await accounts[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
    },
  };
}

export interface WebAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly bytes: Uint8Array;
  readonly cookies: readonly SetCookie[];
}
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  /** Lower case, `samesite=lax`. */
  readonly attributes: readonly string[];
}

/** Keeps cookies and reads tokens out of pages, as a browser without JavaScript does. */
export class WebBrowser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly address: string) {}

  async get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<WebAnswer> {
    return this.send(url, { method: 'GET', headers });
  }

  /** Fills in the form of a page whose action starts with `action`, and sends it. */
  async submit(
    page: WebAnswer,
    action: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<WebAnswer> {
    const form = formOf(page.body, action);
    return this.post(form.action, { ...form.hidden, ...fields }, headers);
  }

  async post(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<WebAnswer> {
    return this.send(url, { method: 'POST', headers, body: new URLSearchParams(fields) });
  }

  /** The same as multipart, with files. */
  async upload(
    page: WebAnswer,
    action: string,
    fields: Readonly<Record<string, string>>,
    files: Readonly<Record<string, { readonly name: string; readonly bytes: Uint8Array }>>,
  ): Promise<WebAnswer> {
    const form = formOf(page.body, action);
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...form.hidden, ...fields })) data.append(name, value);
    for (const [name, file] of Object.entries(files))
      data.append(name, new Blob([new Uint8Array(file.bytes)]), file.name);
    return this.send(form.action, { method: 'POST', body: data });
  }

  async signIn(email: string, password = PASSWORD): Promise<WebAnswer> {
    return this.submit(await this.get('/sign-in'), '/sign-in', { email, password });
  }

  private async send(url: string, init: RequestInit): Promise<WebAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(new URL(url, this.address), { ...init, headers, redirect: 'manual' });
    const cookies = response.headers.getSetCookie().map(readCookie);
    for (const { name, value, attributes } of cookies) {
      if (value === '' || attributes.includes('max-age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: new TextDecoder().decode(bytes),
      bytes,
      cookies,
    };
  }
}

function readCookie(text: string): SetCookie {
  const [pair = '', ...attributes] = text.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  return {
    name: pair.slice(0, at),
    value: pair.slice(at + 1),
    attributes: attributes.map((attribute) => attribute.toLowerCase()),
  };
}

/** The hidden fields of a page's form, decoded. */
export function formOf(
  html: string,
  action: string,
): { readonly action: string; readonly hidden: Record<string, string> } {
  const forms = html.split('<form ').slice(1);
  const found = forms.find((form) => form.startsWith(`action="${action}`));
  if (found === undefined) throw new Error(`the page has no form for ${action}: ${textOf(html).slice(0, 500)}`);
  const [inside = ''] = found.split('</form>');
  const hidden: Record<string, string> = {};
  for (const [, name = '', value = ''] of inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
    hidden[name] = decode(value);
  }
  const target = /^action="([^"#]*)/.exec(found)?.[1] ?? action;
  return { action: decode(target), hidden };
}

/** What a person reads on the page. */
export function textOf(html: string): string {
  return decode(html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')).trim();
}

function decode(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
