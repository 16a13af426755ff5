/** Social aid in money: the fourth part of its account tells uang (01) from barang (02). */
const MONEY_ACCOUNT = /^5\.1\.06\.\d\d\.01\./;

export function isMoneyAccount(accountCode: string | null | undefined): boolean {
  return MONEY_ACCOUNT.test(accountCode ?? '');
}
