import { Worker } from '@temporalio/worker';
import { failureConverterPath } from '../../src/infra/temporal/data-converter.js';
import { readyRuntime } from './ready-runtime.js';
import type { RecordedHistory } from './recorded-history.js';
import { workflowBundle } from './shared-stack.js';

export interface Replayed {
  readonly name: string;
  /** What the workflow did otherwise than its history says. */
  readonly failure: string | null;
}

/** Runs each history through the workflows as they are built now. */
export async function replayed(histories: readonly RecordedHistory[]): Promise<readonly Replayed[]> {
  readyRuntime();
  const results: Replayed[] = [];
  const options = {
    workflowBundle: workflowBundle(),
    dataConverter: { failureConverterPath: failureConverterPath() },
  };
  const named = histories.map(({ name, history }) => ({ workflowId: name, history }));
  for await (const { workflowId, error } of Worker.runReplayHistories(options, named))
    results.push({ name: workflowId, failure: error === undefined ? null : error.message });
  return results;
}
