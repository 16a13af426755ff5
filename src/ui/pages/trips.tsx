import type { JSX } from 'preact';
import { proposalStates, isProposalState } from '../../domain/proposal/states.js';
import { useFrame } from '../frame.js';
import { isolate } from '../isolate.js';
import { Actions, Checkbox, DateField, Group, Select, TextField } from '../parts/fields.js';
import { ErrorSummary, Form, useField, type FormState, type Problem } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Day, Facts, Moment } from '../parts/text.js';
import type { TeamsView, TripCandidateView, TripItemView, TripView } from '../views.js';

export interface TripsProps {
  readonly trips: readonly TripItemView[];
  readonly mayPlan: boolean;
}

export function TripsPage({ trips, mayPlan }: TripsProps): JSX.Element {
  const { words } = useFrame();
  const { trip } = words;
  return (
    <>
      <h1>{trip.title}</h1>
      <p>{trip.lead}</p>
      <p class="actions">
        {mayPlan ? (
          <a class="button" href="/trips/new">
            {trip.plan}
          </a>
        ) : null}
        <a href="/teams">{trip.teamsTitle}</a>
      </p>
      <Table
        caption={trip.title}
        titled
        empty={trip.empty}
        columns={{
          order: { head: trip.columns.order },
          route: { head: trip.columns.route },
          days: { head: trip.columns.days },
          team: { head: trip.columns.team },
          stops: { head: trip.columns.stops },
        }}
        rows={trips.map((one) => ({
          key: one.id,
          cells: {
            order: <a href={`/trips/${one.id}`}>{isolate(one.orderNumber)}</a>,
            route: one.route,
            days: (
              <>
                <Day date={one.startsOn} /> – <Day date={one.endsOn} />
              </>
            ),
            team: `${one.teamName}: ${one.officers.map(isolate).join(', ')}`,
            stops: trip.assigned(one.assigned, one.stops),
          },
        }))}
      />
    </>
  );
}

export interface NewTripProps {
  readonly teams: TeamsView;
  readonly candidates: readonly TripCandidateView[];
  readonly state: FormState;
}

/** One letter on one page: the team, the days and everybody who is visited. */
export function NewTripPage({ teams, candidates, state }: NewTripProps): JSX.Element {
  const { words } = useFrame();
  const { trip } = words;
  return (
    <>
      <h1>{trip.planTitle}</h1>
      <p>{trip.planLead}</p>
      {teams.teams.length === 0 ? (
        <p class="notice warn">
          {trip.noTeam} <a href="/teams">{trip.teamsTitle}</a>
        </p>
      ) : null}
      <ErrorSummary state={state} />
      <Form action="/trips/new" state={state}>
        <Select
          name="teamId"
          options={teams.teams.map((team) => ({
            value: team.id,
            label: `${team.name} (${team.validFrom} – ${team.validUntil})`,
          }))}
          {...(teams.teams.length === 1 ? {} : { empty: words.choose })}
          required
        />
        <Group name="officers" legend={words.names.fields['officers'] ?? ''} hint={words.official.officersHint}>
          {teams.verifiers.map((officer) => (
            <Checkbox key={officer.userId} name={`officer.${officer.userId}`} label={isolate(officer.name)} />
          ))}
        </Group>
        <div class="pair">
          <TextField name="orderNumber" required />
          <DateField name="orderDate" required />
        </div>
        <TextField name="route" required />
        <div class="pair">
          <DateField name="startsOn" label={words.names.fields['fromOn'] ?? ''} required />
          <DateField name="endsOn" label={words.names.fields['untilOn'] ?? ''} required />
        </div>
        <Group name="stops" legend={trip.stopsTitle} hint={trip.stopsHint}>
          {candidates.length === 0 ? <p>{trip.noCandidates}</p> : null}
          {candidates.map((candidate) => (
            <Stop key={candidate.proposalId} candidate={candidate} />
          ))}
        </Group>
        <Actions submit={words.save} cancel="/trips" />
      </Form>
    </>
  );
}

function Stop({ candidate }: { readonly candidate: TripCandidateView }): JSX.Element {
  const { words } = useFrame();
  const { proposalId, institution, regency, persons, dueAt, registrationNumber } = candidate;
  const day = useField(`plannedOn.${proposalId}`);
  return (
    <div class="line choosing">
      <Checkbox
        name={`stop.${proposalId}`}
        label={`${isolate(institution)} · ${regency} · ${words.persons(persons)}`}
        hint={registrationNumber ?? ''}
      />
      {dueAt === null ? null : (
        <p class="soft">
          {words.names.fields['due']}: <Moment at={dueAt} />
        </p>
      )}
      <input
        id={day.id}
        type="date"
        name={`plannedOn.${proposalId}`}
        value={day.value}
        aria-label={words.trip.dayFor(isolate(institution))}
      />
    </div>
  );
}

export interface TripPageProps {
  readonly trip: TripView;
  readonly mayAssign: boolean;
  /** Why a stop could not be assigned just now, by proposal. */
  readonly refused: ReadonlyMap<string, Problem>;
  readonly state: FormState;
}

export function TripPage({ trip: one, mayAssign, refused, state }: TripPageProps): JSX.Element {
  const { words, locale } = useFrame();
  const { trip } = words;
  const stateName = (code: string): string =>
    isProposalState(code) ? proposalStates[code][locale === 'id' ? 'labelId' : 'labelEn'] : code;
  return (
    <>
      <p>
        <a href="/trips">{trip.title}</a>
      </p>
      <h1>{trip.of(isolate(one.orderNumber))}</h1>
      <ErrorSummary state={state} />
      {refused.size === 0 ? null : (
        <p class="notice bad" role="alert">
          {trip.someRefused(refused.size)}
        </p>
      )}
      <Facts
        facts={[
          { name: words.names.fields['orderDate'] ?? '', value: <Day date={one.orderDate} /> },
          {
            name: trip.columns.team,
            value: (
              <>
                {one.teamName} ({isolate(one.decreeNumber)}, <Day date={one.decreeDate} />)
              </>
            ),
          },
          { name: words.names.fields['officers'] ?? '', value: one.officers.map(isolate).join(', ') },
          { name: trip.columns.route, value: one.route },
          {
            name: trip.columns.days,
            value: (
              <>
                <Day date={one.startsOn} /> – <Day date={one.endsOn} />
              </>
            ),
          },
        ]}
      />
      <Table
        caption={trip.stopsTitle}
        empty={trip.noCandidates}
        columns={{
          institution: { head: trip.columns.institution },
          plannedOn: { head: trip.columns.plannedOn },
          result: { head: trip.columns.result },
        }}
        rows={one.at.map((stop) => ({
          key: stop.proposalId,
          cells: {
            institution: (
              <>
                <a href={`/cases/${stop.proposalId}`}>{isolate(stop.institution)}</a>
                <p class="soft">
                  {stop.registrationNumber} · {stop.regency} · {words.persons(stop.persons)} · {isolate(stop.address)}
                </p>
              </>
            ),
            plannedOn: <Day date={stop.plannedOn} />,
            result: <StopResult stop={stop} problem={refused.get(stop.proposalId) ?? null} label={stateName} />,
          },
        }))}
      />
      {!mayAssign ? null : one.assigned === one.stops ? (
        <p>{trip.allDone}</p>
      ) : (
        <Form action={`/trips/${one.id}/assign`} state={state}>
          <Actions submit={trip.assign} />
        </Form>
      )}
    </>
  );
}

function StopResult({
  stop,
  problem,
  label,
}: {
  readonly stop: TripView['at'][number];
  readonly problem: Problem | null;
  readonly label: (state: string) => string;
}): JSX.Element {
  const { words } = useFrame();
  if (problem !== null)
    return (
      <p class="error">
        {problem.what} {problem.todo}
      </p>
    );
  return (
    <>
      {stop.assigned ? words.trip.isAssigned : words.trip.isOpen}
      <p class="soft">{label(stop.state)}</p>
    </>
  );
}
