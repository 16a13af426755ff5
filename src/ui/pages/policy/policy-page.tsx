import type { JSX } from 'preact';
import { endorserRoles } from '../../../domain/policy.js';
import { scorePointNames } from '../../../domain/score-points.js';
import { useFrame } from '../../frame.js';
import { roleWords } from '../../i18n/waiting-words.js';
import { isolate } from '../../isolate.js';
import { Actions, Checkbox, DateField, Group, MoneyField, NumberField, Select, TextArea } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import { Table } from '../../parts/table.js';
import { Facts, Moment } from '../../parts/text.js';
import type { PolicyView } from '../../views.js';
import {
  choiceFields,
  choiceNames,
  dateFields,
  listEntry,
  listFields,
  numberFields,
  policyLabel,
  policyValue,
  policyValues,
  statesWithDays,
  statesWithHours,
} from './policy-fields.js';

export interface PolicyPageProps {
  readonly view: PolicyView;
  /** Null for whoever may only read. */
  readonly form: FormState | null;
}

/** The rules of one programme: what holds, who changed what and why, and for whoever may, the form of the next version. */
export function PolicyPage({ view, form }: PolicyPageProps): JSX.Element {
  const { words, locale } = useFrame();
  return (
    <div class="reading">
      <h1>{words.policy.title(view.name[locale])}</h1>
      <p>{words.policy.lead(view.version)}</p>
      {form === null ? <Rules view={view} /> : <PolicyForm view={view} state={form} />}
      <h2>{words.policy.history}</h2>
      <Versions view={view} />
    </div>
  );
}

function Rules({ view }: { readonly view: PolicyView }): JSX.Element {
  const { words, locale } = useFrame();
  const values = policyValues(view.policy);
  const single = Object.entries(values).filter(([, value]) => value !== 'on');
  const lists = (Object.keys(listFields) as (keyof typeof listFields)[]).map(
    (name) => [name, view.policy[name].join(', ')] as const,
  );
  return (
    <Facts
      facts={[...single, ...lists].map(([path, value]) => ({
        name: policyLabel(path, words, locale),
        value: policyValue(path, value, words, locale),
      }))}
    />
  );
}

function PolicyForm({ view, state }: { readonly view: PolicyView; readonly state: FormState }): JSX.Element {
  const { words, locale } = useFrame();
  return (
    <>
      <ErrorSummary state={state} label={(name) => policyLabel(name, words, locale)} />
      <Form action={`/programmes/${view.programmeId}/policy`} state={state} version={view.version}>
        <h2>{words.policy.workingDays}</h2>
        {statesWithDays(view.policy).map((name) => (
          <NumberField
            key={name}
            name={`workingDays.${name}`}
            label={policyLabel(`workingDays.${name}`, words, locale)}
            required
          />
        ))}
        <h2>{words.policy.urgentHours}</h2>
        {statesWithHours(view.policy).map((name) => (
          <NumberField
            key={name}
            name={`urgentHours.${name}`}
            label={policyLabel(`urgentHours.${name}`, words, locale)}
            required
          />
        ))}
        <h2>{words.policy.numbers}</h2>
        {numberFields.map((name) => (
          <NumberField key={name} name={name} label={policyLabel(name, words, locale)} required />
        ))}
        <h2>{words.policy.dates}</h2>
        {dateFields.map((name) => (
          <DateField key={name} name={name} label={policyLabel(name, words, locale)} required />
        ))}
        {choiceNames.map((name) => (
          <Select
            key={name}
            name={name}
            label={policyLabel(name, words, locale)}
            options={choiceFields[name].map((value) => ({ value, label: words.policy.choices[value] ?? value }))}
            required
          />
        ))}
        {(Object.keys(listFields) as (keyof typeof listFields)[]).map((name) => (
          <Group key={name} name={name} legend={policyLabel(name, words, locale)}>
            {listFields[name].map((entry) => (
              <Checkbox
                key={entry}
                name={`${name}.${entry}`}
                label={name === 'endorsements' ? roleWords(entry, locale) : listEntry(entry, words)}
              />
            ))}
          </Group>
        ))}
        <h2>{words.score.title}</h2>
        {scorePointNames.map((name) => (
          <NumberField
            key={name}
            name={`scorePoints.${name}`}
            label={policyLabel(`scorePoints.${name}`, words, locale)}
            required
          />
        ))}
        {endorserRoles.map((role) => (
          <MoneyField
            key={role}
            name={`endorsementsFrom.${role}`}
            label={policyLabel(`endorsementsFrom.${role}`, words, locale)}
          />
        ))}
        <TextArea
          name="reason"
          label={words.policy.reason}
          hint={words.policy.reasonHint}
          rows={3}
          maxLength={200}
          required
        />
        <Actions submit={words.policy.save} cancel="/programmes" />
      </Form>
    </>
  );
}

function Versions({ view }: { readonly view: PolicyView }): JSX.Element {
  const { words, locale } = useFrame();
  return (
    <Table
      caption={words.policy.history}
      empty={words.none}
      columns={{
        version: { head: words.policy.version, kind: 'number' },
        made: { head: words.policy.made },
        difference: { head: words.policy.changes },
        cases: { head: words.policy.cases, kind: 'number' },
      }}
      rows={view.versions.map((version) => ({
        key: String(version.version),
        cells: {
          version: version.version,
          made: (
            <>
              <Moment at={version.at} />
              {version.by === null ? null : <p>{isolate(version.by)}</p>}
              {version.reason === null ? null : <p>{isolate(version.reason)}</p>}
            </>
          ),
          difference:
            version.difference.length === 0 ? (
              words.policy.first
            ) : (
              <ul>
                {version.difference.map(({ path, before, after }) => (
                  <li key={path}>
                    {policyLabel(path, words, locale)}: {policyValue(path, before, words, locale)} →{' '}
                    {policyValue(path, after, words, locale)}
                  </li>
                ))}
              </ul>
            ),
          cases: version.cases,
        },
      }))}
    />
  );
}
