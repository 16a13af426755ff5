import type { SaveInstitutionFile } from '../../app/institutions/save-file.js';
import { institutionKinds, legalForms } from '../../domain/institution/file.js';
import { targetGroups } from '../../domain/target-groups.js';
import type { FormValues } from './form-values.js';
import { wholeNumber } from './whole-number.js';

/** The file as the form sends it; what cannot be read is left for the use-case to refuse by its name. */
export function readInstitutionFile(form: FormValues, institutionId: string): SaveInstitutionFile {
  const text = (name: string): string => form.text(name);
  const orNull = (name: string): string | null => (text(name) === '' ? null : text(name));
  const degrees = (name: string): number | null =>
    text(name) === ''
      ? null
      : /^-?\d{1,3}([.,]\d{1,10})?$/.test(text(name))
        ? Number(text(name).replace(',', '.'))
        : NaN;
  return {
    institutionId,
    name: text('name'),
    kind: institutionKinds.find((one) => one === text('kind')) ?? 'LKS_OTHER',
    targetGroup: targetGroups.find((one) => one === text('targetGroup')) ?? 'CHILD',
    groupReason: text('groupReason'),
    // an empty choice is refused by its name
    legalForm: legalForms.find((one) => one === text('legalForm')) ?? ('' as 'FOUNDATION'),
    deedNumber: text('deedNumber'),
    deedDate: orNull('deedDate'),
    npwp: text('npwp'),
    registrationNumber: text('registrationNumber'),
    registrationValidUntil: orNull('registrationValidUntil'),
    accreditationRegime: text('accreditationRegime'),
    accreditationGrade: (['A', 'B', 'C'] as const).find((grade) => grade === text('accreditationGrade')) ?? null,
    accreditationOn: orNull('accreditationOn'),
    accreditationValidUntil: orNull('accreditationValidUntil'),
    address: text('address'),
    villageCode: orNull('villageCode'),
    capacity: wholeNumber(text('capacity')) ?? NaN,
    beds: wholeNumber(text('beds')) ?? NaN,
    latitude: degrees('latitude'),
    longitude: degrees('longitude'),
    chairName: text('chairName'),
    chairNik: text('chairNik'),
    secretaryName: text('secretaryName'),
    treasurerName: text('treasurerName'),
    phone: text('phone'),
  };
}
