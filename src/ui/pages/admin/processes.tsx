import type { JSX } from 'preact';
import { longDateTime } from '../../../domain/time/long-date.js';
import { proposalStates, type ProposalState } from '../../../domain/proposal/states.js';
import { useFrame } from '../../frame.js';
import { roleWords, waitingWords } from '../../i18n/waiting-words.js';
import { CaseLink, Due } from '../../parts/case-table.js';
import { Form, freshForm } from '../../parts/form.js';
import { Paging, Table } from '../../parts/table.js';
import type { PageOf, RunningCaseView } from '../../views.js';
import { CaseFilterForm, type CaseFilters } from '../cases.js';
import { isolate } from '../../isolate.js';

export interface TechnicalView {
  readonly status: 'RUNNING' | 'ENDED' | 'MISSING' | 'UNKNOWN';
  readonly pendingActivities: readonly {
    readonly type: string;
    readonly attempt: number;
    readonly lastFailure: string | null;
    readonly nextRetryAt: string | null;
  }[];
  readonly workflowTaskFailure: { readonly attempt: number; readonly message: string } | null;
}
export interface ProcessView extends RunningCaseView {
  readonly technical: TechnicalView;
}
export interface ProcessesProps {
  readonly page: PageOf<ProcessView>;
  readonly filters: CaseFilters;
  readonly regencies: readonly { readonly code: string; readonly name: string }[];
  readonly byState: readonly { readonly state: string; readonly cases: number; readonly overdue: number }[];
}

/** Every running case with the technical state of its workflow apart from the state of the case. */
export function ProcessesPage({ page, filters, regencies, byState }: ProcessesProps): JSX.Element {
  const { words, locale } = useFrame();
  const { processHead } = words.admin;
  return (
    <>
      <h1>{words.admin.processesTitle}</h1>
      <p>{words.admin.processesLead}</p>
      <p>
        <a href="/admin/waiting">{words.admin.waitingLink}</a>
      </p>
      <ul class="counts">
        {byState.map((entry) => (
          <li key={entry.state}>
            <a href={`/admin/processes?state=${entry.state}`}>
              {stateName(entry.state, locale)}: {entry.cases}
            </a>
            {entry.overdue === 0 ? null : (
              <span class="late">
                {' '}
                ({entry.overdue} {words.cases.late})
              </span>
            )}
          </li>
        ))}
      </ul>
      <CaseFilterForm action="/admin/processes" filters={filters} regencies={regencies} />
      <Table
        caption={words.official.found(page.total)}
        empty={words.admin.noProcesses}
        columns={{
          case: { head: processHead.case },
          step: { head: processHead.step },
          age: { head: processHead.age },
          waits: { head: processHead.waits },
          due: { head: processHead.due },
          technical: { head: processHead.technical },
          attempts: { head: processHead.attempts, kind: 'number' },
          error: { head: processHead.error },
          action: { head: processHead.action },
        }}
        rows={page.items.map((item) => ({
          key: item.proposalId,
          cells: {
            case: <CaseLink item={item} />,
            step: stateName(item.state, locale),
            age: words.admin.days(item.ageDays),
            waits: <WaitsFor item={item} />,
            due: <Due item={item} />,
            technical: <Technical item={item} />,
            attempts: attemptsOf(item),
            error: <LastError item={item} />,
            action: <Retry item={item} />,
          },
        }))}
      />
      <Paging page={page} />
    </>
  );
}

function stateName(state: string, locale: 'id' | 'en'): string {
  const known = Object.hasOwn(proposalStates, state) ? proposalStates[state as ProposalState] : null;
  if (known === null) return state;
  return locale === 'id' ? known.labelId : known.labelEn;
}

function WaitsFor({ item }: { readonly item: ProcessView }): JSX.Element {
  const { words, locale } = useFrame();
  const who = [
    ...item.waitsFor.users.map((user) => isolate(user.name)),
    ...item.waitsFor.roles.map((role) => roleWords(role, locale)),
  ];
  return (
    <>
      {waitingWords(item, words, locale)}
      {who.length === 0 ? null : <small class="soft"> {who.join(', ')}</small>}
    </>
  );
}

function waitingAttempts(item: ProcessView): ProcessView['technical']['pendingActivities'] {
  return item.technical.pendingActivities.filter((pending) => pending.nextRetryAt !== null || pending.attempt > 1);
}
function attemptsOf(item: ProcessView): number | string {
  const attempts = [
    ...item.technical.pendingActivities.map((pending) => pending.attempt),
    ...(item.technical.workflowTaskFailure === null ? [] : [item.technical.workflowTaskFailure.attempt]),
  ];
  return attempts.length === 0 ? '–' : Math.max(...attempts);
}

function Technical({ item }: { readonly item: ProcessView }): JSX.Element {
  const { words, locale } = useFrame();
  const { technical } = words.admin;
  const { status, pendingActivities, workflowTaskFailure } = item.technical;
  if (status === 'UNKNOWN') return <>{technical.unknown}</>;
  // a draft has no workflow yet: its life begins when it is sent
  if (status === 'MISSING') return <>{item.state === 'DRAFT' ? technical.waiting : technical.missing}</>;
  if (status === 'ENDED') return <>{technical.ended}</>;
  if (workflowTaskFailure !== null) return <span class="late">{technical.failing}</span>;
  const [late] = waitingAttempts(item);
  if (late === undefined) return <>{pendingActivities.length === 0 ? technical.waiting : technical.running}</>;
  return (
    <>
      {technical.retrying} ({late.type})
      {late.nextRetryAt === null ? null : (
        <small class="soft"> {words.admin.nextTry(longDateTime(new Date(late.nextRetryAt), locale))}</small>
      )}
    </>
  );
}

function LastError({ item }: { readonly item: ProcessView }): JSX.Element {
  const { words } = useFrame();
  const { workflowTaskFailure, pendingActivities } = item.technical;
  if (workflowTaskFailure !== null) {
    return (
      <>
        {workflowTaskFailure.message} <small class="soft">{words.admin.repairHint}</small>
      </>
    );
  }
  const message = pendingActivities.find((pending) => pending.lastFailure !== null)?.lastFailure ?? null;
  return <>{message ?? '–'}</>;
}

function Retry({ item }: { readonly item: ProcessView }): JSX.Element {
  const { words } = useFrame();
  if (waitingAttempts(item).length === 0) return <span class="soft">{words.admin.noRetry}</span>;
  return (
    <Form action={`/admin/processes/${item.proposalId}/retry`} state={freshForm()}>
      <button type="submit" class="quiet" aria-label={words.admin.retryFor(isolate(item.institutionName))}>
        {words.admin.retry}
      </button>
    </Form>
  );
}
