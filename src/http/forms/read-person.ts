import type { PersonRow } from '../../domain/person-row.js';
import type { FormValues } from './form-values.js';

/** One person as typed into the fields of a person. */
export function readPerson(form: FormValues): Omit<PersonRow, 'items'> {
  return {
    name: form.text('name'),
    nationalId: form.text('nationalId'),
    familyCardNo: form.text('familyCardNo'),
    noNationalIdReason: form.text('noNationalIdReason'),
    birthDate: form.text('birthDate'),
    sex: form.text('sex'),
    motherName: form.text('motherName'),
    residenceMode: form.text('residenceMode'),
  };
}
