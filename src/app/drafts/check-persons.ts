import {
  ageFitsGroup,
  ageOn,
  readPersonRow,
  type PersonError,
  type PersonReading,
  type PersonRow,
  type PersonWarning,
  type ReadPerson,
} from '../../domain/person-row.js';
import { givenUpStates } from '../../domain/proposal/states.js';
import { witaDate } from '../../domain/time/wita.js';
import type { ActorTx, Vault } from '../ports.js';
import type { EditedProposal } from './edit-proposal.js';

export interface CheckedRow {
  /** Counted from 1. */
  readonly row: number;
  readonly errors: readonly PersonError[];
  readonly warnings: readonly PersonWarning[];
  /** Hex of the identity key; null where the row says nobody. */
  readonly identity: string | null;
  /** null where the row has an error. */
  readonly accepted: AcceptedPerson | null;
}
export interface AcceptedPerson {
  readonly person: ReadPerson;
  /** Hex of the identity key: the same human has the same one everywhere. */
  readonly identity: string;
  readonly items: readonly PackageItemRow[];
  readonly alreadyProposed: boolean;
  /** The row of the institution's register, if the person is in it. */
  readonly registered: RegisteredRow | null;
}
export interface PackageItemRow {
  readonly id: string;
  readonly code: string;
  readonly need_group: string;
}
export interface RegisteredRow {
  readonly id: string;
  readonly identity: string;
  readonly name: string;
  readonly birth_date: string;
  readonly sex: string;
  /** In a proposal that is with the officials: what they verified stays. */
  readonly kept: boolean;
  /** Nothing but the key is left of what was known. */
  readonly purged: boolean;
  readonly listed: boolean;
  readonly left: boolean;
}
export interface Checked {
  readonly rows: readonly CheckedRow[];
  readonly targetGroup: string;
  /** How many people were looked up, and how many of them are proposed elsewhere. */
  readonly looked: { readonly keys: number; readonly hits: number };
}

/** What people write instead of a code. */
const ITEM_WORDS: Readonly<Record<string, string>> = {
  PERMAKANAN: 'FOOD',
  PANGAN: 'FOOD',
  SANDANG: 'CLOTHING',
  PAKAIAN: 'CLOTHING',
  ALATBANTU: 'ASSISTIVE_DEVICE',
};

/**
 * Judges every row by itself, within the file, against the list, the register and the proposals of the year. `besides` are the
 * people of the same file whose rows are not judged now.
 */
export async function checkPersons(
  tx: ActorTx,
  vault: Vault,
  proposal: EditedProposal,
  rows: readonly PersonRow[],
  options: { readonly replacing: boolean; readonly besides?: ReadonlySet<string> },
): Promise<Checked> {
  const today = witaDate(tx.now);
  const [pack] = await tx.sql.$queryRaw<{ target_group: string }[]>`
    select target_group from aid_package where id = ${proposal.packageId}::uuid`;
  const targetGroup = pack?.target_group ?? '';
  const catalogue = await tx.sql.$queryRaw<PackageItemRow[]>`
    select id, code, need_group from package_item where package_id = ${proposal.packageId}::uuid order by code`;
  const readings = rows.map((row) => readPersonRow(row, today));
  const identities = await resolveIdentities(tx, vault, readings);
  const seen = new Set<string>(options.besides);
  const read = rows.map((row, index) => {
    const reading = readings[index] ?? readPersonRow(row, today);
    const items = chooseItems(row.items, catalogue);
    const errors = [...reading.errors, ...(Array.isArray(items) ? [] : [items])];
    const identity = identities[index] ?? '';
    if (identity !== '' && seen.has(identity)) errors.push({ field: 'nationalId', code: 'DUPLICATE_IN_FILE' });
    seen.add(identity);
    return { reading, identity, errors, items: Array.isArray(items) ? items : [] };
  });
  const keys = [...new Set(read.filter((row) => row.errors.length === 0).map((row) => row.identity))];
  const register = await readRegister(tx, proposal, keys);
  const proposed = await readProposed(tx, proposal, keys);
  const judged = read.map(({ reading, identity, errors, items }, index): CheckedRow => {
    const registered = register.get(identity) ?? null;
    const all: readonly PersonError[] =
      registered?.listed === true && !options.replacing && errors.length === 0
        ? [{ field: 'nationalId', code: 'ALREADY_LISTED' }]
        : errors;
    const { person } = reading;
    const known = identity === '' ? null : identity;
    if (person === null || all.length > 0)
      return { row: index + 1, errors: all, warnings: [], identity: known, accepted: null };
    const alreadyProposed = items.some((item) => proposed.has(`${identity}|${item.need_group}`));
    return {
      row: index + 1,
      identity: known,
      errors: [],
      warnings: [
        ...reading.warnings,
        ...warning(!ageFitsGroup(targetGroup, ageOn(person.birthDate, today)), 'birthDate', 'AGE_OUTSIDE_GROUP'),
        ...warning(registered !== null && registered.kept && differs(registered, person), 'name', 'REGISTER_KEPT'),
        ...warning(registered?.left === true, 'name', 'LEFT_REGISTER'),
        ...warning(alreadyProposed, 'nationalId', 'ALREADY_PROPOSED'),
      ],
      accepted: { person, identity, items, alreadyProposed, registered },
    };
  });
  const hits = new Set([...proposed].map((pair) => pair.split('|')[0])).size;
  return { rows: judged, targetGroup, looked: { keys: keys.length, hits } };
}

/** The key of each person; who was found to be somebody else has that one's. '' where a row says nobody. */
async function resolveIdentities(
  tx: ActorTx,
  vault: Vault,
  readings: readonly PersonReading[],
): Promise<readonly string[]> {
  const typed = readings.map(({ person }) =>
    person === null ? '' : Buffer.from(vault.lookup('national_id', person.identityText)).toString('hex'),
  );
  const nameless = typed.filter((_key, index) => readings[index]?.person?.nationalId === null);
  if (nameless.length === 0) return typed;
  const known = await tx.sql.$queryRaw<{ alias: string; identity: string }[]>`
    select encode(a.alias_key, 'hex') as alias, encode(a.identity_key, 'hex') as identity
      from identity_alias a join unnest(${nameless}::text[]) as k(hex) on a.alias_key = decode(k.hex, 'hex')`;
  const aliases = new Map(known.map(({ alias, identity }) => [alias, identity]));
  return typed.map((key) => aliases.get(key) ?? key);
}

function warning(applies: boolean, field: PersonWarning['field'], code: PersonWarning['code']): PersonWarning[] {
  return applies ? [{ field, code }] : [];
}

function differs(registered: RegisteredRow, person: ReadPerson): boolean {
  return registered.name !== person.name || registered.birth_date !== person.birthDate || registered.sex !== person.sex;
}

/** Without codes: the whole package but devices, which need an assessment of the person and are asked for by name. */
function chooseItems(codes: readonly string[], catalogue: readonly PackageItemRow[]): PackageItemRow[] | PersonError {
  if (codes.length === 0) {
    const usual = catalogue.filter((item) => item.need_group !== 'ASSISTIVE_DEVICE');
    return usual.length > 0 ? usual : { field: 'items', code: 'ITEM_REQUIRED' };
  }
  const chosen = new Map<string, PackageItemRow>();
  for (const typed of codes) {
    const code = typed.trim().toUpperCase();
    const wanted = ITEM_WORDS[code.replaceAll(/[^A-Z]/g, '')] ?? code;
    const item = catalogue.find((offered) => offered.code === wanted);
    if (item === undefined) return { field: 'items', code: 'ITEM_UNKNOWN' };
    chosen.set(item.id, item);
  }
  return [...chosen.values()];
}

async function readRegister(
  tx: ActorTx,
  proposal: EditedProposal,
  keys: readonly string[],
): Promise<ReadonlyMap<string, RegisteredRow>> {
  const rows = await tx.sql.$queryRaw<RegisteredRow[]>`
    select p.id, encode(p.identity_key, 'hex') as identity, p.name, p.birth_date::text, p.sex,
           exists (select from proposal_beneficiary b where b.person_id = p.id and b.proposal_id = ${proposal.id}::uuid) as listed,
           exists (select from proposal_beneficiary b join proposal c on c.id = b.proposal_id
                    where b.person_id = p.id and c.id <> ${proposal.id}::uuid
                      and c.state not in ('DRAFT','RETURNED','CLOSED') and not (c.state = any(${[...givenUpStates]}::text[]))) as kept,
           p.purged_at is not null as purged, p.left_on is not null as left
      from person p join unnest(${[...keys]}::text[]) as k(hex) on p.identity_key = decode(k.hex, 'hex')
     where p.institution_id = ${proposal.institutionId}::uuid`;
  return new Map(rows.map((row) => [row.identity, row]));
}

/** Pairs `identity|need` that another proposal of the year asks for; never which one. */
async function readProposed(
  tx: ActorTx,
  proposal: EditedProposal,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.sql.$queryRaw<{ identity: string; need_group: string }[]>`
    select encode(a.identity_key, 'hex') as identity, a.need_group
      from already_proposed((select array_agg(decode(k, 'hex')) from unnest(${[...keys]}::text[]) as k), ${proposal.fiscalYear}::int, ${proposal.id}::uuid) a`;
  return new Set(rows.map((row) => `${row.identity}|${row.need_group}`));
}
