import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstAccounts, readDemonstrationAccounts } from '../../../src/main/demonstration-accounts.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'salur-accounts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the accounts of the demonstration', () => {
  it('are shown for whoever proposes, registers and watches, one each', () => {
    const file = join(folder, 'accounts.json');
    const kept = ['ADMIN', 'KABID', 'SECRETARIAT', 'SECRETARIAT', 'LKS_OPERATOR'].map((role, n) => ({
      email: `${role.toLowerCase()}${n}@salur.invalid`,
      password: `secret-${n}`,
      name: 'Peraga',
      role,
      of: null,
    }));
    writeFileSync(file, JSON.stringify(kept));
    expect(firstAccounts(readDemonstrationAccounts(file))).toEqual([
      '  lks_operator4@salur.invalid  secret-4  LKS_OPERATOR',
      '  secretariat2@salur.invalid   secret-2  SECRETARIAT',
      '  admin0@salur.invalid         secret-0  ADMIN',
    ]);
  });

  it('are none where there is no such file, or another', () => {
    writeFileSync(join(folder, 'broken.json'), '{');
    expect(readDemonstrationAccounts(join(folder, 'broken.json'))).toEqual([]);
    expect(firstAccounts(readDemonstrationAccounts(join(folder, 'none.json')))).toEqual([]);
  });
});
