import type { JSX } from 'preact';
import { outsideSources } from '../../domain/proposal/sources.js';
import { ScanField } from '../commands/kept-file.js';
import type { CommandExtras } from '../commands/extras.js';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { Actions, DateField, Group, Radio, Select, TextField, type Option } from '../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../parts/form.js';
import { useName } from '../parts/text.js';
import { DisasterFields, type StartProps } from './draft/start.js';

export interface OutsideLetterProps extends Omit<StartProps, 'drafts' | 'earlier'> {
  readonly state: FormState;
  readonly institutions: readonly Option[];
  /** By a letter of somebody else, or by the paper of the institution's own chair. */
  readonly kind: 'outside' | 'assisted';
  /** A scan that a refused form brought need not be sent again. */
  readonly keptFiles: CommandExtras['keptFiles'];
}

/** An official opens a draft of an institution: somebody else asks for aid to it by a letter, or its chair by a signed paper. */
export function OutsideLetterPage({
  kind,
  state,
  institutions,
  programmes,
  disasters,
  keptFiles,
}: OutsideLetterProps): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const { title, lead, start } =
    kind === 'assisted'
      ? words.assisted
      : { title: words.official.outsideTitle, lead: words.official.outsideLead, start: words.official.outsideStart };
  return (
    <div class="reading">
      <h1>{title}</h1>
      <ErrorSummary state={state} />
      {programmes.length === 0 ? (
        <p>{words.institution.noWindow}</p>
      ) : (
        <>
          <p>{lead}</p>
          <Form action={`/cases/${kind}`} state={state} files>
            {kind === 'assisted' ? null : (
              <Group name="source" legend={words.names.fields['source'] ?? ''}>
                {outsideSources.map((source) => (
                  <Radio key={source} name="source" value={source} label={nameIn(words.names.sources, source)} />
                ))}
              </Group>
            )}
            <TextField name="documentNumber" required />
            <DateField name="documentDate" required />
            <ScanField name="scan" extras={{ keptFiles }} required />
            <Select name="institutionId" options={institutions} empty={words.choose} required />
            <Group name="packageId" legend={words.names.fields['packageId'] ?? ''}>
              {programmes.flatMap((programme) =>
                programme.packages.map((pack) => (
                  <Radio
                    key={pack.id}
                    name="packageId"
                    value={`${programme.id} ${pack.id}`}
                    label={`${name(programme.name)}: ${name(pack.name)}`}
                    hint={words.institution.packageHint(nameIn(words.names.targetGroups, pack.targetGroup))}
                  />
                )),
              )}
            </Group>
            {programmes.some((programme) => programme.urgent) ? <DisasterFields disasters={disasters} /> : null}
            <Actions submit={start} cancel="/inbox" />
          </Form>
        </>
      )}
    </div>
  );
}
