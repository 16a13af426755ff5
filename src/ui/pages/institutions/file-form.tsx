import type { JSX } from 'preact';
import { institutionKinds, legalForms } from '../../../domain/institution/file.js';
import { targetGroups } from '../../../domain/target-groups.js';
import { longDate } from '../../../domain/time/long-date.js';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { Actions, DateField, NumberField, Select, TextArea, TextField } from '../../parts/fields.js';
import { Form, freshForm, type FormState } from '../../parts/form.js';
import type { InstitutionFileView, InstitutionView } from '../../views.js';

export interface FileFormProps {
  readonly institution: InstitutionView & { readonly file: InstitutionFileView };
  readonly action: string;
  /** What was refused; null for what is stored. */
  readonly state: FormState | null;
}

/** What an institution says of itself, in one form. */
export function InstitutionFileForm({ institution, action, state }: FileFormProps): JSX.Element {
  const { words, locale } = useFrame();
  const { file } = institution;
  const said = words.life.file;
  const { accreditationExpected: expected } = file;
  return (
    <Form action={action} state={state ?? freshForm(storedValues(institution))}>
      <TextField name="name" required />
      <Select name="kind" label={words.life.kind} options={options(institutionKinds, words.life.kinds)} required />
      <Select name="targetGroup" options={options(targetGroups, words.names.targetGroups)} required />
      <TextArea name="groupReason" rows={2} hint={said.groupHint} maxLength={200} />
      <Select name="legalForm" options={options(legalForms, said.legalForms)} empty={words.choose} required />
      <div class="pair">
        <TextField name="deedNumber" required />
        <DateField name="deedDate" />
      </div>
      <TextField name="npwp" numeric {...(file.hasNpwp ? { hint: said.kept } : {})} required={!file.hasNpwp} />
      <div class="pair">
        <TextField name="registrationNumber" required />
        <DateField name="registrationValidUntil" />
      </div>
      <div class="pair">
        <Select name="accreditationRegime" options={options(file.regimes, said.regimes)} empty={words.none} />
        <Select
          name="accreditationGrade"
          options={['A', 'B', 'C'].map((value) => ({ value, label: value }))}
          empty={words.none}
        />
      </div>
      <div class="pair">
        <DateField name="accreditationOn" />
        <DateField name="accreditationValidUntil" hint={said.printedHint} />
      </div>
      {expected === null ? null : <p class="notice">{said.expected(longDate(expected, locale))}</p>}
      <TextArea name="address" rows={2} maxLength={500} required />
      <TextField name="villageCode" hint={said.villageHint} width="medium" required />
      <div class="pair">
        <NumberField name="capacity" required />
        <NumberField name="beds" required />
      </div>
      <div class="pair">
        <TextField name="latitude" hint={said.placeHint} width="medium" />
        <TextField name="longitude" hint={said.placeHint} width="medium" />
      </div>
      <TextField name="chairName" required />
      <TextField
        name="chairNik"
        numeric
        {...(file.hasChairNik ? { hint: said.kept } : {})}
        required={!file.hasChairNik}
      />
      <TextField name="secretaryName" />
      <TextField name="treasurerName" />
      <TextField name="phone" hint={said.kept} />
      <Actions submit={said.save} />
    </Form>
  );
}

function options(values: readonly string[], names: Readonly<Record<string, string>>) {
  return values.map((value) => ({ value, label: nameIn(names, value) }));
}

function storedValues(institution: FileFormProps['institution']): Readonly<Record<string, string>> {
  const { file } = institution;
  const text = (value: string | number | null): string => (value === null ? '' : String(value));
  return {
    name: institution.name,
    kind: institution.kind,
    targetGroup: institution.targetGroup,
    registrationNumber: institution.registrationNumber,
    registrationValidUntil: text(institution.registrationValidUntil),
    address: institution.address,
    capacity: text(institution.capacity),
    chairName: institution.chairName,
    groupReason: text(file.groupReason),
    legalForm: text(file.legalForm),
    deedNumber: text(file.deedNumber),
    deedDate: text(file.deedDate),
    accreditationRegime: text(file.accreditationRegime),
    accreditationGrade: text(file.accreditationGrade),
    accreditationOn: text(file.accreditationOn),
    accreditationValidUntil: text(file.accreditationValidUntil),
    villageCode: text(file.villageCode),
    beds: text(file.beds),
    latitude: text(file.latitude),
    longitude: text(file.longitude),
    secretaryName: text(file.secretaryName),
    treasurerName: text(file.treasurerName),
  };
}
