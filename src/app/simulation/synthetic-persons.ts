import type { Sex } from '../../domain/national-id.js';
import { addDays, type LocalDate } from '../../domain/time/wita.js';
import { FEMALE_NAMES, MALE_NAMES, SECOND_NAMES } from './synthetic-names.js';
import type { Random } from './synthetic-random.js';
import type { Village } from './synthetic-source.js';
import type { AssistiveDeviceNeed, SyntheticPerson, TargetGroup } from './synthetic-types.js';

/**
 * Ages on 1 January of the fiscal year. A child is still one at its end, and an elderly person one already when the proposal is
 * written the year before.
 */
const AGES: Record<TargetGroup, readonly [least: number, most: number]> = {
  CHILD: [1, 16],
  ELDERLY: [62, 92],
  DISABILITY: [6, 66],
  HOMELESS: [19, 68],
  DISASTER: [2, 78],
};
/** Chance in percent that somebody has no NIK; about 3 % of everybody (domain.md 5.1: mostly street people and foundlings). */
const WITHOUT_NIK: Record<TargetGroup, number> = { CHILD: 3, ELDERLY: 0.7, DISABILITY: 0.7, HOMELESS: 15, DISASTER: 3 };
const NO_NIK_REASONS: Record<TargetGroup, string> = {
  CHILD: 'Anak temuan, akta kelahiran sedang diurus',
  ELDERLY: 'Tidak pernah tercatat, sedang diurus ke Disdukcapil',
  DISABILITY: 'Identitas tidak diketahui saat ditemukan',
  HOMELESS: 'Hidup di jalan tanpa dokumen',
  DISASTER: 'Dokumen hilang dalam bencana',
};
const HOME_CARE: Record<TargetGroup, number> = { CHILD: 4, ELDERLY: 15, DISABILITY: 12, HOMELESS: 2, DISASTER: 10 };

export interface PersonMaker {
  make(group: TargetGroup, regencyCode: string): SyntheticPerson;
  name(sex: Sex): string;
}

export function createPersonMaker(
  random: Random,
  fiscalYear: number,
  villagesByRegency: ReadonlyMap<string, readonly Village[]>,
): PersonMaker {
  const lastSerial = new Map<string, number>();
  const identities = new Set<string>();
  let temporary = 0;

  const name = (sex: Sex): string => {
    const first = random.pick(sex === 'F' ? FEMALE_NAMES : MALE_NAMES);
    const second = random.pick(SECOND_NAMES);
    return random.chance(35) ? `${first} ${random.pick(SECOND_NAMES)} ${second}` : `${first} ${second}`;
  };
  // Serials count up per district and date, so that a number is never given twice.
  const numbered = (prefix: string): string => {
    const serial = (lastSerial.get(prefix) ?? 0) + 1;
    lastSerial.set(prefix, serial);
    return `${prefix}${String(serial).padStart(4, '0')}`;
  };
  const district = (regencyCode: string): string =>
    random.pick(villagesByRegency.get(regencyCode) ?? []).districtCode.replaceAll('.', '');

  const unmistakable = (sex: Sex, group: TargetGroup): Pick<SyntheticPerson, 'name' | 'birthDate' | 'motherName'> => {
    for (;;) {
      const person = { name: name(sex), birthDate: birthDate(random, fiscalYear, group), motherName: name('F') };
      const key = `${person.name}|${person.birthDate}|${person.motherName}`;
      if (!identities.has(key)) {
        identities.add(key);
        return person;
      }
    }
  };

  return {
    name,
    make: (group, regencyCode) => {
      const sex: Sex = random.chance(50) ? 'F' : 'M';
      const who = unmistakable(sex, group);
      const common = {
        ...who,
        sex,
        targetGroup: group,
        residenceMode: random.chance(HOME_CARE[group]) ? ('HOME_CARE' as const) : ('IN_PANTI' as const),
        assistiveDevice: group === 'DISABILITY' ? device(random) : null,
      };
      if (random.chance(WITHOUT_NIK[group])) {
        temporary += 1;
        return {
          ...common,
          nikStatus: 'NONE',
          nationalId: null,
          noNikReason: NO_NIK_REASONS[group],
          temporaryId: `TMP-${regencyCode.replace('.', '')}-${fiscalYear}-${String(temporary).padStart(5, '0')}`,
          familyCard: null,
        };
      }
      return {
        ...common,
        // Devices wait for a verified NIK (process.md 4); the others may go on without.
        nikStatus: group === 'DISABILITY' || random.chance(85) ? 'VERIFIED' : 'UNVERIFIED',
        nationalId: numbered(district(regencyCode) + dateDigits(who.birthDate, sex)),
        noNikReason: null,
        temporaryId: null,
        familyCard: numbered(district(regencyCode) + dateDigits(issueDate(random, fiscalYear), 'M')),
      };
    },
  };
}

function birthDate(random: Random, fiscalYear: number, group: TargetGroup): LocalDate {
  const age = random.between(...AGES[group]);
  return addDays(`${fiscalYear - age}-01-01`, -random.between(1, 364));
}

function issueDate(random: Random, fiscalYear: number): LocalDate {
  return addDays(`${fiscalYear - 1}-01-01`, -random.between(30, 12 * 365));
}

/** DDMMYY as in a NIK: the day of a woman is raised by 40. */
function dateDigits(date: LocalDate, sex: Sex): string {
  const day = Number(date.slice(8)) + (sex === 'F' ? 40 : 0);
  return `${String(day).padStart(2, '0')}${date.slice(5, 7)}${date.slice(2, 4)}`;
}

function device(random: Random): AssistiveDeviceNeed {
  return {
    type: random.pick(['WHEELCHAIR', 'CRUTCHES', 'WHITE_CANE', 'HEARING_AID', 'WALKER'] as const),
    size: random.pick(['S', 'M', 'L'] as const),
    side: random.pick(['LEFT', 'RIGHT', 'BOTH'] as const),
  };
}
