import { accountAnswersFor, type AccountAnswer, type AccountState } from '../../domain/institution/account.js';
import { accountPlace } from '../institutions/propose-account.js';
import type { ActorTx, Vault } from '../ports.js';

export interface AccountItem {
  readonly id: string;
  readonly bank: string;
  /** Whole for the institution itself and for who checks it; else its last four digits. */
  readonly number: string;
  readonly holderName: string;
  readonly holderReason: string | null;
  readonly blobId: string;
  readonly state: AccountState;
  readonly refusal: string | null;
  /** ISO instant. */
  readonly proposedAt: string;
  readonly proposer: string | null;
  readonly checker: string | null;
  readonly confirmer: string | null;
  /** What this person may answer now. */
  readonly answers: readonly AccountAnswer[];
}

type Row = Omit<AccountItem, 'number' | 'answers' | 'proposedAt'> & {
  readonly number_sealed: Uint8Array;
  readonly proposed_at: Date;
  readonly proposedBy: string;
  readonly checkedBy: string | null;
};
const readers: readonly string[] = [
  'SUBBAG_KEUANGAN',
  'SEKRETARIS_DINAS',
  'HEAD_DINSOS',
  'INSPECTORATE',
  'BPK_AUDITOR',
];

/** Accounts of an institution, the newest first; opened outside of what row security shows, none. */
export async function readAccounts(tx: ActorTx, vault: Vault, institutionId: string): Promise<readonly AccountItem[]> {
  const { scope, roles, userId } = tx.authority;
  const rows = await tx.sql.$queryRaw<Row[]>`
    select a.id, a.bank, a.number_sealed, a.holder_name as "holderName", a.holder_reason as "holderReason", a.blob_id as "blobId", a.state, a.refusal,
           a.proposed_at, a.proposed_by as "proposedBy", a.checked_by as "checkedBy", p.name as proposer, k.name as checker, f.name as confirmer
      from institution_account a left join user_account p on p.id = a.proposed_by left join user_account k on k.id = a.checked_by
      left join user_account f on f.id = a.confirmed_by
     where a.institution_id = ${institutionId}::uuid order by a.proposed_at desc, a.id desc limit 100`;
  const whole = scope === 'institution' || roles.some((role) => readers.includes(role));
  return Promise.all(
    rows.map(async ({ number_sealed: sealed, proposed_at: proposedAt, proposedBy, checkedBy, ...account }) => {
      const number = await vault.open('account', accountPlace(account.id), sealed);
      return {
        ...account,
        number: whole ? number : `••••${number.slice(-4)}`,
        proposedAt: proposedAt.toISOString(),
        answers: accountAnswersFor(
          { state: account.state, proposedBy, checkedBy },
          { roles: scope === 'province' ? roles : [], userId },
        ),
      };
    }),
  );
}
