import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { ringBreaches } from '../../src/app/breach/ring-breaches.js';
import { closeBreach } from '../../src/app/breach/work-on-breach.js';
import { bundleCase } from '../../src/app/bundle/bundle-case.js';
import { exportPerson } from '../../src/app/privacy/export-person.js';
import { listAccesses } from '../../src/app/queries/list-accesses.js';
import { viewPerson } from '../../src/app/queries/view-person.js';
import { getCase } from '../../src/app/queries/get-case.js';
import type { Actor } from '../../src/domain/actor.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { witaDate, witaMinute } from '../../src/domain/time/wita.js';
import { caseSummary } from '../../src/ui/bundle/case-summary.js';
import { openOffice, type Office } from '../support/office.js';
import type { Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { textOf, type WebBrowser } from '../support/web-world.js';

let office: Office;
let home: Home;
let dpo: Actor;
let officer: WebBrowser;
let beneficiaryId: string;

beforeAll(async () => {
  office = await openOffice();
  dpo = { kind: 'user', userId: await office.web.person('dpo@salur.invalid', ['DPO']) };
  home = await office.proposal();
  officer = await office.browser('verifier');
  const { persons } = await getCase(office.web.world.ctx, office.as('verifier'), { proposalId: home.proposalId });
  beneficiaryId = persons.entries[0]?.beneficiaryId ?? '';
});
afterAll(async () => office[Symbol.asyncDispose]());

const personPath = (): string => `/cases/${home.proposalId}/persons/${beneficiaryId}`;
const logged = async (subjectId?: string) =>
  (await listAccesses(office.web.world.ctx, dpo, subjectId === undefined ? {} : { subjectId })).items;

describe('personal data in full', () => {
  it('is masked until a purpose is given, and each view is logged with it', async () => {
    const whole = /\b\d{16}\b/;
    const list = await officer.get(`/cases/${home.proposalId}`);
    expect(textOf(list.body)).not.toMatch(whole);
    const asked = await officer.get(personPath());
    expect(textOf(asked.body)).not.toMatch(whole);
    const without = await officer.submit(asked, personPath(), { accessPurpose: '' });
    expect([without.statusCode, whole.test(textOf(without.body)), await logged()]).toEqual([422, false, []]);
    const shown = await officer.submit(asked, personPath(), { accessPurpose: 'VERIFICATION' });
    expect(textOf(shown.body)).toMatch(whole);
    expect(shown.headers['cache-control']).toBe('no-store');
    const verifier = office.as('verifier').userId;
    expect(await logged()).toMatchObject([
      {
        userId: verifier,
        subjectKind: 'PERSON',
        fields: ['NIK'],
        purpose: 'VERIFICATION',
        proposalId: home.proposalId,
      },
    ]);
    const [row] = await office.web.world.sql('select to_jsonb(a)::text as body from access_log a');
    expect(String(row?.['body'])).not.toMatch(/\d{16}|Peraga/);
  });

  it('is not shown to administrator and data protection officer, nor to another institution', async () => {
    const { ctx } = office.web.world;
    const other = await office.proposal();
    const view = (actor: Actor) => () =>
      viewPerson(ctx, actor, { proposalId: home.proposalId, beneficiaryId, purpose: 'AUDIT' });
    for (const actor of [office.as('admin'), dpo, other.operator, { kind: 'public' } as const])
      expect(await refusedBy(office.web.world, view(actor))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await logged()).toHaveLength(1);
  });

  it('of a file with an identity card asks for the purpose too', async () => {
    const { world } = office.web;
    const [card] = await world.sql(
      `select blob_id from institution_document where institution_id = $1 and code = 'KTP_CHAIR'`,
      [home.institutionId],
    );
    const address = `/files/${String(card?.['blob_id'])}`;
    const asked = await officer.get(address);
    expect(asked.headers['content-type']).toContain('text/html');
    const file = await officer.submit(asked, address, { accessPurpose: 'COMPLAINT' });
    expect(Buffer.from(file.bytes).subarray(0, 4).toString()).toBe('%PDF');
    expect(await logged(String(card?.['blob_id']))).toMatchObject([{ subjectKind: 'FILE', purpose: 'COMPLAINT' }]);
  });
});

describe('the bundle of a case', () => {
  const parts = async (purpose: 'AUDIT' | null, actor = office.as('inspector')) => {
    const { ctx } = office.web.world;
    const zip = await bundleCase(ctx, actor, { proposalId: home.proposalId, purpose }, (view) =>
      caseSummary(view, 'id'),
    );
    const chunks: Uint8Array[] = [];
    for await (const chunk of zip) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const files = new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content)]));
    const manifest = JSON.parse(String(files.get('manifest.json'))) as {
      readonly numbers: string;
      readonly streams: readonly { readonly firstFault: unknown }[];
      readonly withheld: readonly { readonly label: string }[];
      readonly files: readonly { readonly name: string; readonly sha256: string }[];
    };
    return { bytes, files, manifest };
  };

  it('holds everything with its hash, masked, and is the same twice', async () => {
    const before = await logged();
    const { bytes, files, manifest } = await parts(null);
    for (const { name, sha256 } of manifest.files)
      expect([
        name,
        createHash('sha256')
          .update(files.get(name) ?? '')
          .digest('hex'),
      ]).toEqual([name, sha256]);
    expect(new Set([...files.keys(), ''])).toEqual(
      new Set(['manifest.json', '', ...manifest.files.map((f) => f.name)]),
    );
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['summary.html', 'revisions/1.json', 'events.json', 'persons.csv', 'lines.csv']),
    );
    expect(textOf(String(files.get('summary.html')))).toContain('LKSA Peraga Harapan');
    expect(manifest.streams.map((stream) => stream.firstFault)).toEqual([null]);
    expect(manifest.withheld.map((file) => file.label.slice(0, 3))).toContain('KTP');
    expect(String(files.get('persons.csv'))).not.toMatch(/\d{16}/);
    expect((await parts(null)).bytes.equals(bytes)).toBe(true);
    expect(await logged()).toEqual(before);
  });

  it('has full numbers and personal files for a purpose, each logged', async () => {
    const { files, manifest } = await parts('AUDIT');
    expect([manifest.numbers, manifest.withheld]).toEqual(['full', []]);
    expect(String(files.get('persons.csv'))).toMatch(/"\d{16}"/);
    const entries = (await logged()).filter((entry) => entry.userId === office.as('inspector').userId);
    const { persons } = await getCase(office.web.world.ctx, office.as('kabid'), { proposalId: home.proposalId });
    expect(entries.filter((entry) => entry.subjectKind === 'PERSON')).toHaveLength(persons.total);
    expect(entries.some((entry) => entry.subjectKind === 'FILE')).toBe(true);
  });

  it('is a button for those who audit or answer for it, and refused to everybody else', async () => {
    const address = `/cases/${home.proposalId}/bundle`;
    const kabid = await office.browser('kabid');
    expect((await kabid.get(`/cases/${home.proposalId}`)).body).toContain(`href="${address}"`);
    const zip = await kabid.get(address);
    expect(Object.keys(unzipSync(zip.bytes))).toContain('manifest.json');
    expect((await officer.get(`/cases/${home.proposalId}`)).body).not.toContain(address);
    expect((await officer.get(address)).statusCode).toBe(403);
  });
});

describe('the log of it', () => {
  it('is read by the data protection officer and by the institution whose people they are, by nobody else', async () => {
    const { ctx } = office.web.world;
    const all = await logged();
    const own = await listAccesses(ctx, home.operator);
    expect(own.items).toEqual(all);
    const stranger = await office.proposal();
    expect((await listAccesses(ctx, stranger.operator)).total).toBe(0);
    for (const name of ['admin', 'kadis', 'inspector']) {
      expect(await refusedBy(office.web.world, () => listAccesses(ctx, office.as(name)))).toMatchObject({
        code: 'WRONG_ROLE',
      });
      const rows = await ctx.db.withActor(office.as(name), 5_000, (tx) => tx.sql.$queryRaw`select 1 from access_log`);
      expect(rows).toEqual([]);
    }
    const browser = await office.web.browser('dpo@salur.invalid');
    expect(textOf((await browser.get('/privacy/log?purpose=COMPLAINT')).body)).toContain('Pengaduan');
    expect((await browser.get('/')).headers['location']).toBe('/privacy/log');
  });

  it('only grows, and is written in nobody else’s name', async () => {
    const { ctx, sql } = office.web.world;
    const write = (userId: string) => () =>
      ctx.db.withActor(
        office.as('verifier'),
        5_000,
        (tx) => tx.sql.$executeRaw`
          insert into access_log (id, at, user_id, subject_kind, subject_id, fields, purpose)
          values (uuidv7(), now(), ${userId}::uuid, 'PERSON', ${randomUUID()}::uuid, '{NIK}', 'AUDIT')`,
      );
    await expect(write(office.as('kabid').userId)()).rejects.toThrow(/row-level security/);
    await expect(sql('delete from access_log')).rejects.toThrow(/only grows/);
    await expect(sql(`update access_log set purpose = 'AUDIT'`)).rejects.toThrow(/only grows/);
  });
});

describe('what is held on a person', () => {
  it('goes out whole to the data protection officer alone, and is logged', async () => {
    const { ctx } = office.web.world;
    const full = await viewPerson(ctx, office.as('verifier'), {
      proposalId: home.proposalId,
      beneficiaryId,
      purpose: 'VERIFICATION',
    });
    const held = await exportPerson(ctx, dpo, { person: full.nationalId ?? '' });
    expect(held.clients.map((client) => client['nik'])).toContain(full.nationalId);
    expect(held.proposals.map((row) => row['proposal_id'])).toContain(home.proposalId);
    expect(held.lines.length).toBeGreaterThan(0);
    const ids = held.clients.map((client) => String(client['id']));
    for (const id of ids)
      expect((await logged(id))[0]).toMatchObject({ fields: ['EVERYTHING'], purpose: 'DATA_SUBJECT' });
    expect((await exportPerson(ctx, dpo, { person: ids[0] ?? '' })).clients).toHaveLength(ids.length);
    for (const name of ['admin', 'kabid'])
      expect(
        await refusedBy(office.web.world, () => exportPerson(ctx, office.as(name), { person: ids[0] ?? '' })),
      ).toMatchObject({ code: 'WRONG_ROLE' });
    const browser = await office.web.browser('dpo@salur.invalid');
    const file = await browser.submit(await browser.get('/privacy/export'), '/privacy/export', {
      dataSubject: ids[0] ?? '',
    });
    expect(textOf(file.body)).toContain(full.name);
    expect(file.headers['content-disposition']).toContain('attachment');
  });
});

describe('a breach', () => {
  const mails = async (template: string) => {
    const rows = await office.web.world.sql(
      `select u.email from notification n join user_account u on u.id = n.recipient_user_id where n.template = $1 order by 1`,
      [template],
    );
    return rows.map((row) => String(row['email']).split('@')[0]);
  };

  it('is opened, reminded of, told by letter and closed, only by those whose duty it is', async () => {
    const { ctx, sql } = office.web.world;
    const browser = await office.web.browser('dpo@salur.invalid');
    const form = await browser.get('/privacy/breaches/new');
    const found = witaMinute(new Date(new Date().getTime() - 67 * 3_600_000));
    const typed = {
      foundAt: found.slice(0, 10),
      foundTime: found.slice(11),
      what: 'Sebuah laptop hilang',
      'kind.FILES': 'on',
      'subject.CLIENTS': 'on',
      affected: '72',
      handling: '',
    };
    const wrong = await browser.submit(form, '/privacy/breaches/new', { ...typed, foundTime: '25:00' });
    expect([wrong.statusCode, wrong.body.includes('id="f-foundTime-error"')]).toEqual([422, true]);
    const opened = await browser.submit(form, '/privacy/breaches/new', typed);
    const path = String(opened.headers['location']);
    expect([opened.statusCode, await mails('breach_opened')]).toEqual([303, ['admin', 'dpo', 'kadis']]);
    expect([await ringBreaches(ctx, new Date()), await ringBreaches(ctx, new Date())]).toEqual([1, 0]);
    expect(await mails('breach_reminder')).toEqual(['admin', 'dpo', 'kadis']);

    const breachId = path.split('/').at(-1) ?? '';
    const head = await office.browser('kadis');
    expect((await head.get(path)).body).not.toContain('/close');
    for (const name of ['admin', 'kadis']) {
      const close = () => closeBreach(ctx, office.as(name), { breachId, handling: 'x' });
      expect(await refusedBy(office.web.world, close)).toMatchObject({ code: 'WRONG_ROLE' });
    }
    expect((await officer.get('/privacy/breaches')).statusCode).toBe(403);
    const early = await browser.submit(await browser.get(path), `${path}/close`, { handling: 'Sandi diganti' });
    expect([early.statusCode, textOf(early.body)]).toEqual([422, expect.stringContaining('Surat kepada pemilik data')]);
    await expect(sql(`update breach set state = 'CLOSED', closed_by = opened_by, closed_at = now()`)).rejects.toThrow(
      /has not been told/,
    );
    for (const told of ['AUTHORITY', 'SUBJECTS']) {
      const letter = { told, number: `480/${told}`, sentOn: witaDate(new Date()) };
      const sent = await browser.submit(await browser.get(path), `${path}/notice`, letter);
      expect(sent.statusCode).toBe(303);
    }
    const closed = await browser.submit(await browser.get(path), `${path}/close`, { handling: 'Sandi diganti' });
    expect(closed.statusCode).toBe(303);
    expect(await sql(`select type from event where stream = $1 order by seq`, [`breach/${breachId}`])).toEqual(
      ['breach_opened', 'breach_reminded', 'notice_recorded', 'notice_recorded', 'breach_closed'].map((type) => ({
        type,
      })),
    );
    expect((await verifyChain(ctx)).faults).toEqual([]);
  });
});
