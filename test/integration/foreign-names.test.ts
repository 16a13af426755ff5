import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareForm } from '../../src/app/documents/prepare-form.js';
import { readBlob } from '../../src/app/files/read-blob.js';
import { sendDueMails } from '../../src/app/mail/deliver-notifications.js';
import { createMailQueue } from '../../src/app/mail/mail-queue.js';
import { createMailTransport } from '../../src/infra/mail/create-mail-transport.js';
import { createDocumentRenderer } from '../../src/infra/pdf/create-document-renderer.js';
import { renderMail } from '../../src/ui/mail/render-mail.js';
import { SYSTEM } from '../support/app-world.js';
import { driveHome } from '../support/histories/record-run.js';
import { openProvince, openScene, type Scene } from '../support/histories/record-scene.js';
import { startMailServer } from '../support/mail-server.js';
import { createWebWorld, textOf, type WebWorld } from '../support/web-world.js';
import { readPdfText } from '../unit/pdf/read-pdf-text.js';

const INSTITUTION = 'LKSA دار الأيتام 😀 (Peraga)';
const CHILDREN = ['מרים Peraga', 'عبد الله', 'Zoë 😀 Ñáñez'];
/** First strong isolate … pop directional isolate: the name keeps to itself. */
const apart = (name: string): string => `\u2068${name}\u2069`;

describe('names in other scripts, from right to left and with emoji', () => {
  let web: WebWorld;
  let scene: Scene;
  let path: string;
  beforeAll(async () => {
    web = await createWebWorld();
    const { world } = web;
    scene = await openScene(world, await openProvince(world), 100_000_000n);
    const [home] = scene.homes;
    if (home === undefined) throw new Error('the scene has no institution');
    path = `/cases/${home.proposalId}`;
    await world.sql('update institution set name = $2 where id = $1', [home.institutionId, INSTITUTION]);
    const people = await world.sql(
      'select person_id from proposal_beneficiary where proposal_id = $1 order by position',
      [home.proposalId],
    );
    for (const [index, person] of people.entries())
      await world.sql('update person set name = $2 where id = $1', [person['person_id'], CHILDREN[index]]);
    await driveHome(scene);
    await web.person('secretary@salur.invalid', ['SECRETARIAT']);
  });
  afterAll(async () => web[Symbol.asyncDispose]());

  it('stand on the page as they were typed, and turn nothing beside them', async () => {
    const browser = await web.browser('secretary@salur.invalid');
    const page = textOf((await browser.get(`${path}?lang=en`)).body);
    expect(page).toContain(`${apart(INSTITUTION)} (LKS-`);
    for (const name of CHILDREN.slice(0, 2)) expect(page).toContain(`. ${apart(name)}`);
    // what is written from left to right needs no fence
    expect(page).toContain(`. ${CHILDREN[2] ?? ''} `);
    expect(page).not.toContain('\uFFFD');
    expect(textOf((await browser.get('/cases')).body)).toContain(apart(INSTITUTION));
  });

  it('arrive in the mail, in its subject and in both its parts', async () => {
    await using server = await startMailServer();
    const transport = createMailTransport(server.url, { from: 'Salur <salur@salur.invalid>' });
    const { ctx } = web.world;
    const mailer = {
      queue: createMailQueue(ctx.db),
      clock: ctx.clock,
      transport,
      render: (template: string, locale: 'id' | 'en', params: unknown) =>
        renderMail(template, locale, params, ctx.publicUrl),
    };
    await sendDueMails(mailer, 500);
    transport.close();
    const mails = server.inbox.filter((mail) => (mail.subject ?? '').includes(INSTITUTION));
    expect(mails.length).toBeGreaterThan(10);
    for (const mail of mails) {
      expect(mail.subject).toContain(apart(INSTITUTION));
      expect(mail.text).toContain(INSTITUTION);
      expect(mail.html).toContain(INSTITUTION);
    }
  });

  it('are drawn letter by letter in the forms', async () => {
    const ctx = { ...web.world.ctx, documents: createDocumentRenderer() };
    const proposalId = path.slice('/cases/'.length);
    await prepareForm(ctx, { kind: 'render_list', subjectId: proposalId });
    const [list] = await web.world.sql('select blob_id from beneficiary_list where proposal_id = $1', [proposalId]);
    const file = await readBlob(ctx, SYSTEM, String(list?.['blob_id']));
    const text = readPdfText(file.bytes).join('\n');
    const drawn = new Set(text);
    for (const name of [INSTITUTION, ...CHILDREN]) {
      const letters = name.normalize('NFC').replaceAll(/\s/gu, '');
      expect(Array.from(letters).filter((letter) => !drawn.has(letter))).toEqual([]);
    }
    expect(text).not.toMatch(/[\uFFFD□]/u);
  });
});
