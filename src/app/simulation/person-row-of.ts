import type { PersonRow } from '../../domain/person-row.js';
import type { SyntheticPerson } from './synthetic-types.js';

/** A synthetic person as a row of a list: only who needs an assistive device names the items. */
export function personRowOf(person: SyntheticPerson): PersonRow {
  return {
    name: person.name,
    nationalId: person.nationalId ?? '',
    familyCardNo: person.familyCard ?? '',
    noNationalIdReason: person.noNikReason ?? '',
    birthDate: person.birthDate,
    sex: person.sex,
    motherName: person.motherName,
    residenceMode: person.residenceMode,
    items: person.assistiveDevice === null ? [] : ['FOOD', 'CLOTHING', 'ASSISTIVE_DEVICE'],
  };
}
