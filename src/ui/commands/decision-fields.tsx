import type { JSX } from 'preact';
import { transitionOf } from '../../domain/proposal/transitions.js';
import { useFrame } from '../frame.js';
import { Checkbox, DateField, Group, Radio, Select, TextArea, TextField } from '../parts/fields.js';
import { rupiah } from '../parts/text.js';
import { ScanField } from './kept-file.js';
import { RankedProposal } from './ranked-proposal.js';
import { LineCuts } from './line-cuts.js';
import type { FieldsProps } from './verification-fields.js';

export function RegisterFields(): JSX.Element {
  return (
    <>
      <TextField name="agendaNumber" width="medium" required />
      <TextArea name="disposition" />
    </>
  );
}

export function EndorseFields(): JSX.Element {
  return <TextArea name="note" rows={2} maxLength={200} />;
}

const criteria = ['selective', 'eligible', 'temporary', 'purposeful'] as const;

export function RecommendFields({ view }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  return (
    <>
      <Group name="criteria" legend={words.official.criteriaTitle}>
        {criteria.map((name) => (
          <Checkbox key={name} name={`criteria.${name}`} label={words.names.fields[`criteria.${name}`] ?? name} />
        ))}
      </Group>
      <TextArea name="criteriaNote" rows={2} />
      <LineCuts view={view} stage="recommend" />
    </>
  );
}

export function ConsiderFields({ view, extras }: FieldsProps): JSX.Element {
  return (
    <>
      <RankedProposal extras={extras} />
      <div class="pair">
        <TextField name="documentNumber" required />
        <DateField name="documentDate" required />
      </div>
      <TextField name="signatory" required />
      <ScanField name="scan" extras={extras} />
      <LineCuts view={view} stage="consider" proposed={extras.ranked?.item.cuts ?? []} />
      <TextField name="overReason" />
    </>
  );
}

export function LinkBudgetFields({ view, extras }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const options = extras.budgetLines.map(({ line, free }) => ({
    value: line,
    label: words.official.budgetLineFree(line, rupiah(free)),
  }));
  return (
    <>
      {options.length === 0 ? <p class="notice warn">{words.official.noBudgetLine}</p> : null}
      <Select name="budgetLine" options={options} {...(options.length === 1 ? {} : { empty: words.choose })} required />
      <TextField name="accountCode" hint={words.official.accountHint(view.package.accountCode)} required />
      <TextField name="sipdId" />
      <TextField name="overReason" />
    </>
  );
}

export function SetListFields({ view }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const lines = view.persons.entries.flatMap((person) => person.lines.filter((line) => (line.decreed ?? 0) > 0));
  const persons = view.persons.entries.filter((person) => person.lines.some((line) => (line.decreed ?? 0) > 0));
  return <p>{words.official.listCount(persons.length, lines.length)}</p>;
}

export function ReturnReportFields(): JSX.Element {
  const { words } = useFrame();
  return <TextArea name="words" label={words.official.remarkFor(words.institution.reportTitle)} required />;
}

export function AcceptReportFields(): JSX.Element {
  return <TextArea name="note" rows={2} />;
}

export function RejectFields({ view, extras }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const { external: body, orExternal = [] } = transitionOf(view.proposal, 'reject') ?? {};
  const external = body !== undefined;
  const options = Object.entries(words.rejectReasons).map(([value, label]) => ({ value, label }));
  return (
    <>
      {body !== undefined && orExternal.length > 0 ? (
        <Group name="body" legend={words.names.fields['body'] ?? ''}>
          {[body, ...orExternal].map((code) => (
            <Radio key={code} name="body" value={code} label={words.names.bodies[code]} />
          ))}
        </Group>
      ) : null}
      <Select name="reasonCode" options={options} empty={words.choose} required />
      <TextArea name="words" required />
      <div class="pair">
        <TextField name="documentNumber" required={external} />
        <DateField name="documentDate" required={external} />
      </div>
      {external ? <ScanField name="scan" extras={extras} /> : null}
    </>
  );
}
