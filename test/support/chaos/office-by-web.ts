import type { Actor } from '../../../src/domain/actor.js';
import type { CommandType } from '../../../src/domain/proposal/transitions.js';
import type { Role } from '../../../src/domain/roles.js';
import { sessionSecret } from '../../../src/infra/accounts/session-secret.js';
import { openAccounts } from '../../../src/infra/accounts/open-accounts.js';
import { loadMasterKey } from '../../../src/infra/crypto/master-key.js';
import { actorText } from '../../../src/domain/actor.js';
import { commandId } from '../../../src/app/record/content-hash.js';
import { formOf, PASSWORD, textOf, WebBrowser, type WebAnswer } from '../web-world.js';
import type { Deployment } from './deployment.js';
import type { Ledger } from './ledger.js';
import { insisting, NotNow } from './patience.js';

/** One official at a browser: opens the form of a step, fills it in and sends it, again and again until it is done. */
export interface WebOfficial {
  decide(proposalId: string, type: CommandType, fields?: Readonly<Record<string, string>>): Promise<void>;
}

export async function signInOfficial(deployment: Deployment, role: Role, ledger: Ledger): Promise<WebOfficial> {
  const { world, address } = deployment;
  const actor = world.as(role);
  await giveAccount(deployment, world.userId(role));
  const browser = new WebBrowser(address);
  const [row] = await world.sql('select email from user_account where id = $1', [world.userId(role)]);
  await insisting('sign in', async () => {
    const answer = await browser.signIn(String(row?.['email']));
    if (answer.statusCode >= 500) throw new NotNow(`sign-in answered ${answer.statusCode}`);
    if (answer.statusCode !== 303) throw new Error(`sign-in answered ${answer.statusCode}`);
  });
  return {
    decide: (proposalId, type, fields = {}) => decideByWeb(browser, ledger, actor, { proposalId, type, fields }),
  };
}

interface Wish {
  readonly proposalId: string;
  readonly type: CommandType;
  readonly fields: Readonly<Record<string, string>>;
}

async function decideByWeb(browser: WebBrowser, ledger: Ledger, actor: Actor, wish: Wish): Promise<void> {
  const { proposalId, type, fields } = wish;
  const path = `/cases/${proposalId}/do/${type}`;
  const form = await insisting(`${type} of ${proposalId}, its form`, async () => {
    const page = await browser.get(path);
    if (page.statusCode >= 500) throw new NotNow(`${path} answered ${page.statusCode}`);
    if (page.statusCode !== 200) throw new Error(`${path} answered ${page.statusCode}: ${saidBy(page)}`);
    return formOf(page.body, path);
  });
  // the same form with the same key, however often it takes
  await insisting(`${type} of ${proposalId}`, async () => {
    const answer = await browser.post(form.action, { ...form.hidden, ...fields });
    // 202: it is still being done
    if (answer.statusCode === 202 || answer.statusCode >= 500)
      throw new NotNow(`${path} answered ${answer.statusCode}`);
    if (answer.statusCode !== 303) throw new Error(`${path} answered ${answer.statusCode}: ${saidBy(answer)}`);
  });
  const key = form.hidden['key'] ?? '';
  ledger.acknowledged(proposalId, commandId(actorText(actor), `proposal/${proposalId}/${type}`, key));
}

/** What the page says, without the menus before it. */
function saidBy({ body }: WebAnswer): string {
  return textOf(body.slice(body.indexOf('<main'))).slice(0, 600);
}

async function giveAccount({ world, address }: Deployment, userId: string): Promise<void> {
  const [row] = await world.sql('select email, name from user_account where id = $1', [userId]);
  const { environment } = world;
  await using accounts = openAccounts({
    authUrl: environment['AUTH_DATABASE_URL'] ?? '',
    connections: 1,
    secret: sessionSecret(await loadMasterKey(environment['SALUR_MASTER_KEY_FILE'] ?? '')),
    publicUrl: address,
    log: world.ctx.log,
  });
  await accounts.create(userId, String(row?.['email']), String(row?.['name']), PASSWORD);
}
