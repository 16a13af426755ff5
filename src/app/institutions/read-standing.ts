import type { InstitutionStanding } from '../../domain/institution/standing.js';
import type { ActorTx } from '../ports.js';
import { isMoneyAccount } from '../proposal/money-account.js';

interface Row {
  proposal_id: string;
  name: string;
  status: string;
  valid_until: string | null;
  unpaid: string[] | null;
  overdue: string[] | null;
  account_code: string;
  account: boolean;
}

/** How the institution of each proposal stands now. */
export async function readStandings(
  tx: ActorTx,
  proposalIds: readonly string[],
): Promise<ReadonlyMap<string, InstitutionStanding>> {
  const rows = await tx.sql.$queryRaw<Row[]>`
    select p.id as proposal_id, i.name, i.status, i.registration_valid_until::text as valid_until, a.account_code,
           exists (select from institution_account b where b.institution_id = i.id and b.state = 'IN_FORCE') as account,
           (select array_agg(k.number order by k.number) from clawback k
             where k.institution_id = i.id and k.paid_on is null and k.state <> 'CANCELLED') as unpaid,
           (select array_agg(coalesce(o.registration_number, '') order by o.registration_number) from proposal o where o.institution_id = i.id
               and (o.state = 'DEFAULTED' or (o.state in ('REPORT_DUE','REPORT_RETURNED') and o.due_at < ${tx.now}))) as overdue
      from proposal p join institution i on i.id = p.institution_id join aid_package a on a.id = p.package_id
     where p.id = any(${[...proposalIds]}::uuid[])`;
  return new Map(
    rows.map((row) => [
      row.proposal_id,
      {
        institutionName: row.name,
        institutionStatus: row.status,
        registrationValidUntil: row.valid_until,
        unpaidClawbacks: row.unpaid ?? [],
        overdueReports: row.overdue ?? [],
        money: isMoneyAccount(row.account_code),
        accountInForce: row.account,
      },
    ]),
  );
}

/** Of one proposal, which is there. */
export async function readStanding(tx: ActorTx, proposalId: string): Promise<InstitutionStanding> {
  const standing = (await readStandings(tx, [proposalId])).get(proposalId);
  if (standing === undefined) throw new Error(`the institution of the proposal ${proposalId} is not visible`);
  return standing;
}
