import { describe, expect, it } from '@jest/globals';
import { accountError, type AccountFacts } from '../../../src/domain/proposal/account.js';
import { en } from '../../../src/ui/i18n/en.js';

const goods = '5.1.06.04.02.0001';
const facts: AccountFacts = {
  institutionKind: 'LKSA',
  track: 'PLANNED',
  annexLevel: 'INSTITUTION',
  packageAccountCode: goods,
};

describe('the account of a case', () => {
  it.each<[string, string, Partial<AccountFacts>, string | null]>([
    ['an institution', goods, {}, null],
    ['a provincial unit', goods, { institutionKind: 'UPTD' }, 'UPTD'],
    [
      'a provincial unit by ordinary spending',
      '5.1.02.05.01.0001',
      { institutionKind: 'UPTD', packageAccountCode: '5.1.02.05.01.0001' },
      null,
    ],
    ['planned aid from unplanned spending', '5.3.01.01.01.0001', {}, 'URGENT_ONLY'],
    ['urgent aid from planned spending', goods, { track: 'UNPLANNED' }, 'NOT_URGENT'],
    [
      'persons where the decree names institutions',
      '5.1.06.01.02.0001',
      { packageAccountCode: '5.1.06.01.02.0001' },
      'INSTITUTION',
    ],
    ['an institution where the decree names persons', goods, { annexLevel: 'PERSON' }, 'PERSON'],
    [
      'a family where the decree names persons',
      '5.1.06.02.02.0001',
      { annexLevel: 'PERSON', packageAccountCode: '5.1.06.02.02.0001' },
      null,
    ],
  ])('fits or is refused in words: %s', (_name, account, changed, why) => {
    const error = accountError(account, { ...facts, ...changed });
    expect(error?.details['why'] ?? null).toBe(why);
    if (error !== null) expect(en.errors[error.code](error.details).what.length).toBeGreaterThan(60);
  });

  it('is the one of the package', () => {
    expect(accountError('5.1.06.04.01.0001', facts)).toMatchObject({ details: { expected: goods } });
  });
});
