import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { Actions, Checkbox } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import type { Words } from '../../i18n/words.js';
import type { CaseView, ChecklistEntry, HistoryView } from '../../views.js';
import { CaseHead } from '../case/case-page.js';
import { RepairPanel } from '../case/repair-panel.js';
import { History } from '../../parts/history.js';
import { isComplete, missingOf, sectionOf, type SectionName } from './sections.js';

const order: readonly SectionName[] = ['letter', 'people', 'needs', 'documents', 'file'];

export interface TaskListProps {
  readonly view: CaseView;
  readonly state: FormState;
  readonly since: readonly HistoryView[];
}

/** The parts of a draft with their states; the last one checks and sends. */
export function TaskListPage({ view, state, since }: TaskListProps): JSX.Element {
  const { words } = useFrame();
  const { proposal } = view;
  const base = `/cases/${proposal.id}`;
  const missing = missingOf(view);
  const resubmitting = proposal.state === 'RETURNED';
  const withdraw = view.availableCommands.some((entry) => entry.type === 'withdraw' && entry.allowed);
  return (
    <div class="reading">
      <CaseHead view={view} />
      <ErrorSummary state={state} />
      {since.length === 0 ? null : (
        <section class="notice">
          <h2>{words.cases.whatHappened}</h2>
          <History entries={since} />
        </section>
      )}
      <RepairPanel view={view} />
      <h2>{words.institution.tasksTitle}</h2>
      <ol class="tasks">
        {order.map((section) => {
          const complete = isComplete(view, section);
          return (
            <li key={section}>
              <a href={addressOf(view, section)}>{words.institution.sections[section]}</a>
              <span class={complete ? 'tag good' : 'tag'}>
                {complete ? words.institution.complete : words.institution.incomplete}
              </span>
            </li>
          );
        })}
      </ol>
      <section aria-labelledby="send-title">
        <h2 id="send-title">{words.institution.sendTitle}</h2>
        {missing.length === 0 ? (
          <Form action={`${base}/edit`} state={state} version={proposal.version}>
            <input type="hidden" name="contentHash" value={proposal.contentHash} />
            <input type="hidden" name="seen" value={String(view.timeline.at(-1)?.seq ?? 0)} />
            <p>{words.institution.sendLead}</p>
            <Checkbox name="statement" label={words.institution.sendStatement} />
            <Actions submit={resubmitting ? words.institution.resendNow : words.institution.sendNow} />
          </Form>
        ) : (
          <>
            <p>{words.institution.sendMissing}:</p>
            <ul>
              {missing.map((entry) => (
                <li key={`${entry.of}${entry.code}`}>
                  <a href={addressOf(view, sectionOf(entry))}>{entryName(entry, words)}</a>
                  {entry.expired ? ` (${words.names.documentStatus['EXPIRED'] ?? ''})` : ''}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      {withdraw ? (
        <p class="soft">
          <a href={`${base}/do/withdraw`}>{words.institution.withdrawLink}</a>
        </p>
      ) : null}
    </div>
  );
}

function addressOf(view: CaseView, section: SectionName): string {
  return section === 'file' ? '/institution' : `/cases/${view.proposal.id}/${section}`;
}

/** Parts of the form by their own names, papers by theirs: the letter is both, a form to fill and a scan to upload. */
function entryName(entry: ChecklistEntry, words: Words): string {
  const section = sectionOf(entry);
  if (section !== 'documents' && section !== 'file') return words.institution.sections[section];
  return `${words.institution.sections[section]}: ${nameIn(words.names.documents, entry.code)}`;
}
