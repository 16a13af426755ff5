import type { JSX } from 'preact';
import { longDateTime } from '../../../domain/time/long-date.js';
import { useFrame } from '../../frame.js';
import { isolate } from '../../isolate.js';
import { Form, freshForm } from '../../parts/form.js';
import { Table } from '../../parts/table.js';

export interface WaitingWorkView {
  readonly subject: string;
  readonly name: string;
  readonly work: string;
  readonly attempt: number;
  readonly lastFailure: string | null;
  readonly nextRetryAt: string | null;
}
export interface RetryResultView {
  readonly subject: string;
  readonly attempts: number;
  /** Why it could not be tried again, in words. */
  readonly problem: string | null;
}
export interface WaitingWorkProps {
  readonly waiting: readonly WaitingWorkView[];
  /** Of what was just tried again; null before that. */
  readonly results: readonly RetryResultView[] | null;
}

/** Work of cases, decrees and deliveries that failed and waits to be tried again, chosen and begun anew together. */
export function WaitingWorkPage({ waiting, results }: WaitingWorkProps): JSX.Element {
  const { words, locale } = useFrame();
  const { waitingHead } = words.admin;
  return (
    <>
      <h1>{words.admin.waitingTitle}</h1>
      <p>{words.admin.waitingLead}</p>
      {results === null ? null : <Results results={results} />}
      <Form action="/admin/waiting" state={freshForm()}>
        <Table
          caption={words.admin.waitingCount(waiting.length)}
          empty={words.admin.nothingWaits}
          columns={{
            name: { head: waitingHead.name },
            work: { head: waitingHead.work },
            attempts: { head: waitingHead.attempts, kind: 'number' },
            error: { head: waitingHead.error },
            next: { head: waitingHead.next },
          }}
          rows={waiting.map((item) => ({
            key: `${item.subject} ${item.work}`,
            cells: {
              name: (
                <label>
                  <input type="checkbox" name="subject" value={item.subject} checked /> {isolate(item.name)}
                </label>
              ),
              work: item.work,
              attempts: item.attempt,
              error: item.lastFailure ?? '–',
              next:
                item.nextRetryAt === null
                  ? words.admin.technical.running
                  : longDateTime(new Date(item.nextRetryAt), locale),
            },
          }))}
        />
        {waiting.length === 0 ? null : <button type="submit">{words.admin.retryChosen}</button>}
      </Form>
    </>
  );
}

function Results({ results }: { readonly results: readonly RetryResultView[] }): JSX.Element {
  const { words } = useFrame();
  return (
    <section class="notice" id="notice" aria-labelledby="results" tabIndex={-1}>
      <h2 id="results">{words.admin.retriedMany(results.length)}</h2>
      <ul>
        {results.map(({ subject, attempts, problem }) => (
          <li key={subject}>
            {subject}: {problem ?? words.admin.begunAnew(attempts)}
          </li>
        ))}
      </ul>
    </section>
  );
}
