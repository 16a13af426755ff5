import type { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { messageOf } from '../../config/setup-error.js';

/** Architecture 4.6: workflow ids are remembered this long; the dev server's own default is one day. */
const RETENTION_DAYS = 90;
const DAY_SECONDS = 86_400;
const LEAST_DAYS = 30;

/** Search attributes for operators (architecture 4.15); the values are Temporal's IndexedValueType. */
const SEARCH_ATTRIBUTES = {
  RegencyCode: 'Keyword',
  InstitutionId: 'Keyword',
  FiscalYear: 'Int',
  Track: 'Keyword',
  Stage: 'Keyword',
  Hold: 'Keyword',
} as const;
const INDEXED_VALUE_TYPE = { Keyword: 2, Int: 3 } as const;

export function searchAttributePairs(): string[] {
  return Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => `${name}=${type}`);
}

/**
 * Sees that the namespace exists, remembers closed workflows long enough and knows the search attributes.
 * Returns sentences for the operator on what this account may not change itself (Temporal Cloud).
 */
export async function prepareNamespace(connection: Connection, namespace: string): Promise<string[]> {
  const notes: string[] = [];
  const retention = await readRetentionDays(connection, namespace);
  if (retention === undefined) {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(`${RETENTION_DAYS} days`),
    });
  } else if (retention < LEAST_DAYS) {
    notes.push(...(await raiseRetention(connection, namespace)));
  }
  notes.push(...(await addSearchAttributes(connection, namespace)));
  return notes;
}

const NOT_FOUND = 5;

async function readRetentionDays(connection: Connection, namespace: string): Promise<number | undefined> {
  try {
    const described = await connection.workflowService.describeNamespace({ namespace });
    return Number(described.config?.workflowExecutionRetentionTtl?.seconds ?? 0) / DAY_SECONDS;
  } catch (error) {
    if (grpcCodeOf(error) === NOT_FOUND) return undefined;
    throw error;
  }
}

async function raiseRetention(connection: Connection, namespace: string): Promise<string[]> {
  try {
    await connection.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: msToTs(`${RETENTION_DAYS} days`) },
    });
    return [];
  } catch (error) {
    return [
      `Set the retention of Temporal's namespace ${namespace} to ${LEAST_DAYS} days or more (${messageOf(error)}).`,
    ];
  }
}

async function addSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const missing = Object.entries(SEARCH_ATTRIBUTES);
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const needed = missing.filter(([name]) => customAttributes[name] === undefined);
    if (needed.length === 0) return [];
    const searchAttributes = Object.fromEntries(needed.map(([name, type]) => [name, INDEXED_VALUE_TYPE[type]]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    return [];
  } catch (error) {
    return [
      `Add these search attributes to Temporal's namespace ${namespace}: ${searchAttributePairs().join(', ')} (${messageOf(error)}).`,
    ];
  }
}

function grpcCodeOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : undefined;
}
