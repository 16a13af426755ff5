import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { isolate } from '../isolate.js';
import { Actions, Checkbox, DateField, Group, Radio, Select, TextField } from '../parts/fields.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Day } from '../parts/text.js';
import type { TeamsView } from '../views.js';

export type TeamsForm = 'team' | 'link' | 'end';
export interface TeamsProps {
  readonly view: TeamsView;
  /** Whether this person names teams and ends declarations. */
  readonly mayPlan: boolean;
  readonly state: FormState;
  /** The form that was refused. */
  readonly refused: TeamsForm | null;
}

export function TeamsPage(props: TeamsProps): JSX.Element {
  const { words } = useFrame();
  const { view, mayPlan, state } = props;
  const { trip } = words;
  return (
    <>
      <p>
        <a href="/trips">{trip.title}</a>
      </p>
      <h1>{trip.teamsTitle}</h1>
      <p>{trip.teamsLead}</p>
      <ErrorSummary state={state} />
      <Table
        caption={trip.teamsTitle}
        titled
        empty={trip.noTeams}
        columns={{
          name: { head: trip.teamColumns.name },
          decree: { head: trip.teamColumns.decree },
          period: { head: trip.teamColumns.period },
          members: { head: trip.teamColumns.members },
        }}
        rows={view.teams.map((team) => ({
          key: team.id,
          cells: {
            name: team.name,
            decree: (
              <>
                {isolate(team.decreeNumber)}, <Day date={team.decreeDate} />
              </>
            ),
            period: (
              <>
                <Day date={team.validFrom} /> – <Day date={team.validUntil} />
              </>
            ),
            members: team.members.map(({ name }) => isolate(name)).join(', '),
          },
        }))}
      />
      {mayPlan ? <TeamForm {...props} /> : null}
      <h2>{trip.linksTitle}</h2>
      <p>{trip.linksLead}</p>
      <Table
        caption={trip.linksTitle}
        titled
        empty={trip.noLinks}
        columns={{
          officer: { head: trip.linkColumns.officer },
          institution: { head: trip.linkColumns.institution },
          kind: { head: trip.linkColumns.kind },
          words: { head: trip.linkColumns.words },
        }}
        rows={view.links.map((link) => ({
          key: link.id,
          cells: {
            officer: isolate(link.officer),
            institution: isolate(link.institution),
            kind: nameIn(trip.kinds, link.kind),
            words: link.words,
          },
        }))}
      />
      <LinkForms {...props} />
    </>
  );
}

function stateOf({ state, refused }: TeamsProps, form: TeamsForm): FormState {
  return refused === form ? state : freshForm();
}

function TeamForm(props: TeamsProps): JSX.Element {
  const { words } = useFrame();
  return (
    <section class="reading" aria-labelledby="team-title">
      <h2 id="team-title">{words.trip.newTeam}</h2>
      <Form action="/teams" state={stateOf(props, 'team')}>
        <TextField name="teamTitle" required />
        <div class="pair">
          <TextField name="decreeNumber" required />
          <DateField name="decreeDate" required />
        </div>
        <div class="pair">
          <DateField name="validFrom" required />
          <DateField name="validUntil" required />
        </div>
        <Group name="members" legend={words.names.fields['members'] ?? ''}>
          {props.view.verifiers.length === 0 ? <p>{words.official.noOfficers}</p> : null}
          {props.view.verifiers.map((officer) => (
            <Checkbox key={officer.userId} name={`member.${officer.userId}`} label={isolate(officer.name)} />
          ))}
        </Group>
        <Actions submit={words.trip.newTeam} />
      </Form>
    </section>
  );
}

function LinkForms(props: TeamsProps): JSX.Element {
  const { words } = useFrame();
  const { trip } = words;
  const { institutions, verifiers, links } = props.view;
  return (
    <>
      <section class="reading" aria-labelledby="link-title">
        <h3 id="link-title">{trip.declareTitle}</h3>
        <Form action="/teams/links" state={stateOf(props, 'link')}>
          {props.mayPlan ? (
            <Select
              name="linkUser"
              options={verifiers.map(({ userId, name }) => ({ value: userId, label: isolate(name) }))}
              empty={trip.myself}
            />
          ) : null}
          <Select
            name="institutionId"
            options={institutions.map(({ id, name }) => ({ value: id, label: isolate(name) }))}
            empty={words.choose}
            required
          />
          <Group name="linkKind" legend={trip.linkColumns.kind}>
            {Object.entries(trip.kinds).map(([kind, label]) => (
              <Radio key={kind} name="linkKind" value={kind} label={label} />
            ))}
          </Group>
          <TextField name="linkWords" />
          <Actions submit={trip.declare} />
        </Form>
      </section>
      {!props.mayPlan || links.length === 0 ? null : (
        <section class="reading" aria-labelledby="end-title">
          <h3 id="end-title">{trip.endTitle}</h3>
          <Form action="/teams/links/end" state={stateOf(props, 'end')}>
            <Select
              name="linkId"
              options={links.map((link) => ({
                value: link.id,
                label: `${isolate(link.officer)} – ${isolate(link.institution)}`,
              }))}
              required
            />
            <TextField name="endReason" required />
            <Actions submit={trip.end} tone="stop" />
          </Form>
        </section>
      )}
    </>
  );
}
