import { expectedExpiry } from '../../domain/institution/file.js';
import { lackingInFile } from '../institutions/send-file.js';
import type { ActorTx } from '../ports.js';

/** What an institution says of itself; of numbers of people and tax only whether they are kept. */
export interface InstitutionFileView {
  readonly legalForm: string | null;
  readonly deedNumber: string | null;
  readonly deedDate: string | null;
  readonly groupReason: string | null;
  readonly accreditationRegime: string | null;
  readonly accreditationGrade: string | null;
  readonly accreditationOn: string | null;
  readonly accreditationValidUntil: string | null;
  /** What the regime would give, where it differs from what is printed. */
  readonly accreditationExpected: string | null;
  readonly villageCode: string | null;
  readonly beds: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly secretaryName: string | null;
  readonly treasurerName: string | null;
  readonly hasNpwp: boolean;
  readonly hasChairNik: boolean;
  readonly sent: boolean;
  /** Fields and documents that are still missing before it can be sent. */
  readonly lacking: readonly string[];
  /** Whether this person may change it now. */
  readonly editable: boolean;
  readonly regimes: readonly string[];
}

type Row = Omit<InstitutionFileView, 'lacking' | 'editable' | 'regimes' | 'accreditationExpected'> & {
  readonly status: string;
  readonly years: number | null;
};

export async function readInstitutionFile(tx: ActorTx, institutionId: string): Promise<InstitutionFileView> {
  const [row] = await tx.sql.$queryRaw<Row[]>`
    select i.status, i.legal_form as "legalForm", i.deed_number as "deedNumber", i.deed_date::text as "deedDate", i.group_reason as "groupReason",
           i.accreditation_regime as "accreditationRegime", i.accreditation_grade as "accreditationGrade", i.accreditation_on::text as "accreditationOn",
           i.accreditation_valid_until::text as "accreditationValidUntil", t.years, i.village_code as "villageCode", i.beds, i.latitude, i.longitude,
           i.secretary_name as "secretaryName", i.treasurer_name as "treasurerName", i.npwp_lookup is not null as "hasNpwp",
           i.chair_nik_lookup is not null as "hasChairNik", i.file_sent_at is not null as sent
      from institution i left join accreditation_term t on t.regime = i.accreditation_regime and t.grade = i.accreditation_grade
     where i.id = ${institutionId}::uuid`;
  if (row === undefined) throw new Error(`the institution ${institutionId} is not visible`);
  const regimes = await tx.sql.$queryRaw<{ regime: string }[]>`
    select regime from accreditation_term group by regime order by min(valid_from) desc`;
  const { status, years, ...file } = row;
  const expected = expectedExpiry(file.accreditationOn, years);
  const { scope, roles } = tx.authority;
  const secretariat = scope === 'province' && roles.includes('SECRETARIAT');
  return {
    ...file,
    accreditationExpected: expected === file.accreditationValidUntil ? null : expected,
    lacking: status === 'DRAFT' ? await lackingInFile(tx, institutionId) : [],
    editable:
      !['BLACKLISTED', 'CLOSED'].includes(status) &&
      (secretariat || (scope === 'institution' && status === 'DRAFT' && !file.sent)),
    regimes: regimes.map(({ regime }) => regime),
  };
}
