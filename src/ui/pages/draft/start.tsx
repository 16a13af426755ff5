import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { dayWords } from '../../i18n/date-words.js';
import { nameIn } from '../../i18n/details.js';
import { longDate } from '../../../domain/time/long-date.js';
import { isolate } from '../../isolate.js';
import { Actions, DateField, Group, Radio, Select, TextField } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import { useName } from '../../parts/text.js';
import type { CaseItemView, TwoNames } from '../../views.js';

export interface StartProps {
  readonly state: FormState;
  /** Of this institution and not sent: whoever comes here twice goes on instead of beginning again. */
  readonly drafts: readonly CaseItemView[];
  /** Sent before, so that a new one may begin with their content. */
  readonly earlier: readonly CaseItemView[];
  readonly programmes: readonly {
    readonly id: string;
    readonly name: TwoNames;
    readonly windowClosesAt: string;
    readonly urgent: boolean;
    readonly packages: readonly { readonly id: string; readonly name: TwoNames; readonly targetGroup: string }[];
  }[];
  /** Recorded disasters of the last year. */
  readonly disasters: readonly { readonly id: string; readonly name: string; readonly happenedOn: string }[];
}

export function StartPage({ state, drafts, earlier, programmes, disasters }: StartProps): JSX.Element {
  const { words, locale } = useFrame();
  const name = useName();
  return (
    <div class="reading">
      <h1>{words.institution.startTitle}</h1>
      <ErrorSummary state={state} />
      {drafts.length === 0 ? null : (
        <div class="notice">
          <p>{words.institution.openDrafts}</p>
          <ul>
            {drafts.map((draft) => (
              <li key={draft.proposalId}>
                <a href={`/cases/${draft.proposalId}/edit`}>{name(draft.packageName)}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {programmes.length === 0 ? (
        <p>{words.institution.noWindow}</p>
      ) : (
        <>
          <p>{words.institution.startLead}</p>
          <Form action="/cases/new" state={state}>
            <Group name="packageId" legend={words.names.fields['packageId'] ?? ''}>
              {programmes.map((programme) => (
                <div key={programme.id}>
                  <p class="soft">
                    {programme.urgent
                      ? words.institution.openUrgent(name(programme.name))
                      : words.institution.openWindow(
                          name(programme.name),
                          dayWords(new Date(programme.windowClosesAt), locale),
                        )}
                  </p>
                  {programme.packages.map((pack) => (
                    <Radio
                      key={pack.id}
                      name="packageId"
                      value={`${programme.id} ${pack.id}`}
                      label={name(pack.name)}
                      hint={words.institution.packageHint(nameIn(words.names.targetGroups, pack.targetGroup))}
                    />
                  ))}
                </div>
              ))}
            </Group>
            {earlier.length === 0 ? null : (
              <Select
                name="copyFrom"
                hint={words.institution.copyHint}
                options={earlier.map((one) => ({
                  value: one.proposalId,
                  label: `${one.registrationNumber ?? one.fiscalYear} · ${name(one.packageName)}`,
                }))}
                empty={words.institution.copyNothing}
              />
            )}
            {programmes.some((programme) => programme.urgent) ? <DisasterFields disasters={disasters} /> : null}
            <Actions submit={words.institution.start} cancel="/" />
          </Form>
        </>
      )}
    </div>
  );
}

/** Whose victims are to be helped: one that is recorded, or one named now. */
export function DisasterFields({ disasters }: Pick<StartProps, 'disasters'>): JSX.Element {
  const { words, locale } = useFrame();
  const options = disasters.map(({ id, name, happenedOn }) => ({
    value: id,
    label: `${isolate(name)} (${longDate(happenedOn, locale)})`,
  }));
  return (
    <section class="panel" aria-labelledby="disaster-title">
      <h2 id="disaster-title">{words.institution.disasterTitle}</h2>
      <p>{words.institution.disasterLead}</p>
      <Select name="disaster" options={options} empty={words.institution.disasterOther} />
      <div class="pair">
        <TextField name="disasterName" hint={words.institution.disasterHint} />
        <DateField name="disasterOn" />
      </div>
    </section>
  );
}
