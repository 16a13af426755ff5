import type { JSX } from 'preact';
import { sampleSize } from '../../domain/field/seen.js';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { isolate } from '../isolate.js';
import { DateField, FileField, Group, NumberField, Radio, Select, TextArea, TextField } from '../parts/fields.js';
import { useField } from '../parts/form.js';
import { Moment } from '../parts/text.js';
import type { CaseView, PersonView } from '../views.js';
import type { CommandExtras } from './extras.js';
import { PhotosField, ScanField } from './kept-file.js';
import type { FieldsProps } from './verification-fields.js';

/** The visit, made for a telephone: everyone was present unless marked. */
export function SubmitFieldFields({ view, extras }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const { visitCopy } = extras;
  return (
    <>
      {visitCopy === null ? null : (
        <p class="soft">
          {words.visit.savedBy(isolate(visitCopy.savedBy))}, <Moment at={visitCopy.savedAt} />
        </p>
      )}
      <div class="pair">
        <DateField name="visitedOn" required />
        <NumberField name="bedCount" required />
      </div>
      <div class="pair">
        <NumberField name="residentCount" required />
        <NumberField name="unlistedCount" />
      </div>
      <TextField name="unlistedNote" />
      <div class="pair">
        <TextField name="latitude" hint={words.official.placeHint} width="medium" maxLength={20} required />
        <TextField name="longitude" hint={words.official.placeHint} width="medium" maxLength={20} required />
      </div>
      <PhotosField name="photos" extras={extras} />
      <Group name="signature" legend={words.names.fields['signature'] ?? ''}>
        <Radio name="signature" value="SIGNED" label={words.official.signed} />
        <Radio name="signature" value="REFUSED" label={words.official.signatureRefused} />
      </Group>
      <TextField name="signatureNote" />
      <ScanField name="minutes" extras={extras} />
      <TextArea name="notes" />
      <fieldset class="field" id="f-exceptions">
        <legend>{words.official.presenceTitle}</legend>
        <p class="hint">{words.official.presenceLead}</p>
        <SampleHint view={view} extras={extras} />
        {view.persons.entries.map((person) => (
          <SeenPerson key={person.beneficiaryId} person={person} extras={extras} />
        ))}
      </fieldset>
      <p class="actions">
        <button type="submit" class="back" formAction={`/cases/${view.proposal.id}/visit-copy#notice`}>
          {words.visit.save}
        </button>
      </p>
    </>
  );
}

function SampleHint({ view, extras }: { readonly view: CaseView; readonly extras: CommandExtras }): JSX.Element | null {
  const { words } = useFrame();
  const of = view.persons.entries.filter(({ residenceMode }) => residenceMode === 'HOME_CARE').length;
  if (of === 0 || extras.sample === null) return null;
  return <p class="hint">{words.visit.sampleHint(sampleSize(of, extras.sample), of)}</p>;
}

function SeenPerson({ person, extras }: { readonly person: PersonView; readonly extras: CommandExtras }): JSX.Element {
  const { words } = useFrame();
  const { beneficiaryId } = person;
  const { id, value, error } = useField(`presence.${beneficiaryId}`);
  const [where, proof, paper] = [
    useField(`whereabouts.${beneficiaryId}`),
    useField(`proof.${beneficiaryId}`),
    useField(`paper.${beneficiaryId}`),
  ];
  const name = isolate(person.name);
  const file = `proofFile.${beneficiaryId}`;
  const kept = extras.keptFiles[file] ?? [];
  const open = where.value !== '' || proof.value !== '' || paper.value !== '' || proof.error !== null;
  const presences = Object.entries(words.names.presences).filter(
    ([code]) => code !== 'UNVISITED' && (person.residenceMode === 'HOME_CARE' || !code.startsWith('HOME_CARE')),
  );
  return (
    <div class={error === null && proof.error === null ? 'line choosing' : 'line choosing wrong'}>
      <label htmlFor={id}>
        {person.position}. {name} <span class="soft">{nameIn(words.names.residenceModes, person.residenceMode)}</span>
      </label>
      <select id={id} name={`presence.${beneficiaryId}`} aria-label={words.official.presenceFor(name)}>
        {presences.map(([code, label]) => (
          <option key={code} value={code} selected={code === (value === '' ? 'PRESENT' : value)}>
            {label}
          </option>
        ))}
      </select>
      {error === null ? null : <p class="error">{error}</p>}
      <details open={open}>
        <summary>{words.visit.details}</summary>
        <Select
          name={`whereabouts.${beneficiaryId}`}
          label={words.visit.whereaboutsFor(name)}
          options={Object.entries(words.visit.whereabouts).map(([code, label]) => ({ value: code, label }))}
          empty={words.choose}
        />
        <TextField name={`proof.${beneficiaryId}`} label={words.visit.proofFor(name)} />
        {kept.map((one) => (
          <input key={one.blobId} type="hidden" name={`kept.${file}`} value={`${one.blobId} ${one.name}`} />
        ))}
        <FileField name={file} label={words.visit.proofFileFor(name)} kept={kept[0]?.name ?? null} />
        <Select
          name={`paper.${beneficiaryId}`}
          label={words.visit.paperFor(name)}
          options={Object.entries(words.visit.papers).map(([code, label]) => ({ value: code, label }))}
          empty={words.visit.notSeen}
        />
      </details>
    </div>
  );
}
