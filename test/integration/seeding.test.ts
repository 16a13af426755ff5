import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { getSession } from '../../src/app/queries/get-session.js';
import { hasDemonstrationData } from '../../src/app/queries/has-demonstration-data.js';
import { myInstitution } from '../../src/app/queries/my-institution.js';
import { openProgrammes } from '../../src/app/queries/open-programmes.js';
import { createUser, type AccountsPort, type CreateUser } from '../../src/app/users/create-user.js';
import { seedDemo, type DemoAccount } from '../../src/app/seed/seed-demo.js';
import { seedReference } from '../../src/app/seed/seed-reference.js';
import { setPassword } from '../../src/app/users/set-password.js';
import { fromPackageRoot } from '../../src/config/package-root.js';
import { roles as everyRole } from '../../src/domain/roles.js';
import { createAppWorld, noAccounts, SYSTEM, type AppWorld } from '../support/app-world.js';
import { codeOf } from '../support/person-rows.js';

const dataFolder = fromPackageRoot('data');
let world: AppWorld;
beforeAll(async () => {
  world = await createAppWorld();
});
afterAll(async () => world[Symbol.asyncDispose]());

/** Remembers what it was told, as the accounts library would. */
function accountBook(): AccountsPort & { readonly passwords: Map<string, string> } {
  const passwords = new Map<string, string>();
  return {
    passwords,
    create(_userId, email, _name, password) {
      passwords.set(email, password);
      return Promise.resolve();
    },
  };
}

describe('reference data', () => {
  it('holds the province, its calendar, offices and six units, and a second run writes nothing', async () => {
    const counts = async (): Promise<Record<string, unknown>[]> =>
      world.sql(`select (select count(*)::int from region) as regions, (select count(*)::int from region where level = 'regency') as regencies,
                        (select count(*)::int from org_unit where kind = 'UPTD') as units, (select count(*) > 60 from holiday) as calendar,
                        (select count(*)::int from org_unit where kind = 'REGENCY_OFFICE') as offices, (select max(seq)::int from event where stream = 'reference') as events`);
    const before = await counts();
    expect(before).toMatchObject([{ regions: 1154, regencies: 10, units: 6, calendar: true, offices: 10 }]);
    await seedReference(world.ctx, dataFolder);
    expect(await counts()).toEqual(before);
    const remote = await world.sql(
      `select left(code, 5) as regency, count(*)::int as districts from region where remote group by 1 order by 1`,
    );
    // Mahakam Ulu as a whole; of Berau, Kutai Barat and Kutai Timur the islands and the inland
    expect(remote).toEqual([
      { regency: '64.03', districts: 2 },
      { regency: '64.07', districts: 4 },
      { regency: '64.08', districts: 8 },
      { regency: '64.11', districts: 5 },
    ]);
    const sections = await world.sql(
      `select p.code from org_unit u join org_unit p on p.id = u.parent_id where u.code = 'DINSOS-VERIFIKASI'`,
    );
    expect(sections).toEqual([{ code: 'DINSOS-REHSOS' }]);
  });

  it('keeps what people have set since', async () => {
    await world.sql(`update region set remote = true, name = 'Salah' where code = '64.01.01'`);
    await seedReference(world.ctx, dataFolder);
    expect(await world.sql(`select name, remote from region where code = '64.01.01'`)).toEqual([
      { name: 'Batu Sopang', remote: true },
    ]);
  });
});

describe('a programme', () => {
  it('has five packages with their items and the limits that it names', async () => {
    const operator = await world.user(['LKS_OPERATOR'], {
      institutionId: await world.institution({ targetGroup: 'ELDERLY' }),
    });
    const [programme] = await openProgrammes(world.ctx, operator);
    expect(programme).toMatchObject({ open: true });
    expect(programme?.packages.map((pack) => [pack.targetGroup, pack.fits])).toEqual([
      ['ELDERLY', true],
      ['CHILD', false],
      ['DISABILITY', false],
      ['DISASTER', false],
      ['HOMELESS', false],
    ]);
    expect(programme?.packages[0]?.items.map((item) => [item.code, item.handoverMode])).toEqual([
      ['FOOD', 'COLLECTIVE'],
      ['CLOTHING', 'PER_PERSON'],
      ['ASSISTIVE_DEVICE', 'PER_PERSON'],
    ]);
    expect(await world.sql('select scope, scope_key, hard from ceiling order by scope')).toEqual([
      { scope: 'AREA', scope_key: '64.72', hard: false },
      { scope: 'DPA_LINE', scope_key: '5.1.06.04.02.0001-BST', hard: true },
      { scope: 'PROGRAMME', scope_key: '', hard: true },
    ]);
  });
});

describe('a user', () => {
  const wish = (over: Partial<CreateUser>): CreateUser => ({
    email: `${randomUUID()}@salur.invalid`,
    name: 'Peraga',
    password: 'panjang-sekali',
    roles: ['KABID'],
    ...over,
  });

  it('is made by an administrator only, once for each address', async () => {
    const admin = await world.user(['ADMIN']);
    const input = wish({ email: `Peraga-${randomUUID()}@Salur.invalid` });
    const { userId } = await createUser(world.ctx, admin, input, noAccounts);
    expect(await getSession(world.ctx, { kind: 'user', userId })).toMatchObject({
      roles: ['KABID'],
      scope: 'province',
      locale: 'id',
    });
    expect(await codeOf(createUser(world.ctx, admin, input, noAccounts))).toBe('INVALID_INPUT email');
    expect(await codeOf(createUser(world.ctx, { kind: 'user', userId }, wish({}), noAccounts))).toBe('WRONG_ROLE');
    const events = await world.sql(`select data from event where stream = 'users' and data->>'userId' = $1`, [userId]);
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain('Peraga');
  });

  it('holds only offices that go together', async () => {
    const institutionId = await world.institution();
    const refused: readonly (readonly [Partial<CreateUser>, string])[] = [
      [{ roles: ['LKS_OPERATOR'] }, 'institutionId'],
      [{ roles: ['LKS_OPERATOR', 'KABID'], institutionId }, 'roles'],
      [{ roles: ['KABID'], institutionId }, 'institutionId'],
      [{ roles: ['KABKOTA_OFFICER'] }, 'regencyCode'],
      [{ roles: ['KABID'], regencyCode: '64.72' }, 'regencyCode'],
      [{ roles: ['UPTD_OFFICER'] }, 'orgUnitId'],
      [{ roles: ['INSPECTORATE', 'KABID'] }, 'roles'],
      [{ roles: ['DPO', 'ADMIN'] }, 'roles'],
      [{ roles: ['KABKOTA_OFFICER'], regencyCode: '99.99' }, 'regencyCode'],
      [{ roles: ['LKS_CHAIR'], institutionId: randomUUID() }, 'institutionId'],
      [{ roles: ['KING'] }, 'roles.0'],
      [{ roles: [] }, 'roles'],
      [{ password: 'kurang' }, 'password'],
      [{ email: 'bukan alamat' }, 'email'],
    ];
    for (const [over, fields] of refused) {
      expect(await codeOf(createUser(world.ctx, SYSTEM, wish(over), noAccounts))).toBe(`INVALID_INPUT ${fields}`);
    }
  });

  it('gets a password later where making the account failed', async () => {
    const input = wish({});
    const failing: AccountsPort = { create: () => Promise.reject(new Error('accounts are away')) };
    await expect(createUser(world.ctx, SYSTEM, input, failing)).rejects.toThrow('accounts are away');
    const book = accountBook();
    await setPassword(world.ctx, SYSTEM, { email: input.email, password: 'yang-baru-itu' }, book);
    expect(book.passwords.get(input.email)).toBe('yang-baru-itu');
    expect(
      await codeOf(setPassword(world.ctx, SYSTEM, { email: 'a@salur.invalid', password: 'yang-baru-itu' }, book)),
    ).toBe('NOT_FOUND');
  });
});

describe('the demonstration', () => {
  it('has somebody in every role, institutions with papers and clients, and stays the same at the next start', async () => {
    await world.sql(`update programme set code = 'OTHER'`);
    const book = accountBook();
    const first = await seedDemo(world.ctx, book, { dataFolder, known: [] });
    const roles = new Set(first.map((account) => account.role));
    expect(Object.keys(everyRole).filter((role) => !roles.has(role))).toEqual([]);
    for (const role of ['SECRETARIAT', 'FIELD_VERIFIER', 'SUBBAG_PERENCANAAN']) {
      expect(first.filter((account) => account.role === role)).toHaveLength(2);
    }
    expect(new Map(first.map((account) => [account.email, account.password]))).toEqual(book.passwords);
    expect(first.every((account) => account.name.startsWith('Peraga'))).toBe(true);
    const made = await world.sql(
      `select i.code, i.regency_code, count(distinct d.code)::int as documents, count(distinct p.id)::int as clients
         from institution i left join institution_document d on d.institution_id = i.id left join person p on p.institution_id = i.id
        where i.code like 'PERAGA-%' group by 1, 2 order by 1`,
    );
    expect(made).toEqual([
      { code: 'PERAGA-6401', regency_code: '64.01', documents: 6, clients: 12 },
      { code: 'PERAGA-6411', regency_code: '64.11', documents: 6, clients: 1 },
      { code: 'PERAGA-6471', regency_code: '64.71', documents: 6, clients: 12 },
      { code: 'PERAGA-6472', regency_code: '64.72', documents: 6, clients: 12 },
    ]);
    expect(await hasDemonstrationData(world.ctx)).toBe(true);

    const again = accountBook();
    expect(await seedDemo(world.ctx, again, { dataFolder, known: first })).toEqual(first);
    expect(again.passwords.size).toBe(0);
    const lost: readonly DemoAccount[] = first.slice(1);
    const healed = await seedDemo(world.ctx, again, { dataFolder, known: lost });
    expect([...again.passwords.keys()]).toEqual([first[0]?.email]);
    expect(healed[0]?.password).not.toBe(first[0]?.password);
    expect(await world.sql(`select count(*)::int as n from programme where demo and code like 'BST-%'`)).toEqual([
      { n: 1 },
    ]);

    const [operator] = await world.sql(`select id from user_account where email = 'lks1@salur.invalid'`);
    const own = await myInstitution(world.ctx, { kind: 'user', userId: String(operator?.['id']) });
    expect(own.documents.every((document) => !document.expired)).toBe(true);
    expect(own.clients).toBe(12);
  });
});
