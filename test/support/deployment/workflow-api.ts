import { AsyncLocalStorage } from 'node:async_hooks';
import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import { msToNumber, type Duration } from '@temporalio/common/lib/time.js';
import type { WorkflowInstance } from './workflow-instance.js';

/**
 * What workflows/ imports as `@temporalio/workflow` in the project "seeds" (jest.config.mjs): the same words, carried out by
 * an instance that a test can kill and replay. The workflow code itself is the product's.
 */
export { ApplicationFailure, TemporalFailure };

/** The run ends and the next one begins with an empty history. */
export class ContinuedAsNew extends Error {}

const instances = new AsyncLocalStorage<WorkflowInstance>();

export function runInside<T>(instance: WorkflowInstance, run: () => T): T {
  return instances.run(instance, run);
}
function here(): WorkflowInstance {
  const instance = instances.getStore();
  if (instance === undefined) throw new Error('called outside a workflow');
  return instance;
}

interface Definition {
  readonly name: string;
}
export const defineUpdate = (name: string): Definition => ({ name });
export const defineSignal = defineUpdate;
export const defineQuery = defineUpdate;

export type Handler = (argument: unknown) => unknown;
export interface HandlerOptions {
  readonly validator?: (argument: unknown) => void;
}
export function setHandler(definition: Definition, handler: Handler, options: HandlerOptions = {}): void {
  here().handlers.set(definition.name, { handler, validator: options.validator });
}
export function condition(holds: () => boolean, limit?: Duration): Promise<boolean> {
  return here().waitUntil(holds, limit === undefined ? undefined : msToNumber(limit));
}
export function sleep(time: Duration): Promise<boolean> {
  return condition(() => false, time);
}
export function workflowInfo(): { readonly continueAsNewSuggested: boolean } {
  return { continueAsNewSuggested: here().historyIsLong };
}
export function allHandlersFinished(): boolean {
  return here().handling === 0;
}
/** Every run here began with the present code. */
export function patched(): boolean {
  return true;
}
export function continueAsNew(): never {
  throw new ContinuedAsNew();
}
export function isCancellation(): boolean {
  return false;
}

type Functions = Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>;
function proxy(where: 'on the server' | 'inside the task', attempts: number): Functions {
  return new Proxy<Functions>(
    {},
    {
      get:
        (_target, name) =>
        (...args: readonly unknown[]) =>
          here().callActivity({ name: String(name), args, where, attempts }),
    },
  );
}
export function proxyActivities(): Functions {
  return proxy('on the server', Infinity);
}
export function proxyLocalActivities(options: { readonly retry: { readonly maximumAttempts: number } }): Functions {
  return proxy('inside the task', options.retry.maximumAttempts);
}
