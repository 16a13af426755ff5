import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fromPackageRoot } from '../../src/config/package-root.js';
import type { Client } from '@temporalio/client';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
const { Payload: PayloadMessage } = proto.temporal.api.common.v1;
const AS_JSON = { bytes: String, longs: String, enums: String };
const FOLDER = fromPackageRoot('test', 'replay', 'histories');
const ENCRYPTED = Buffer.from('binary/encrypted').toString('base64');

export interface RecordedHistory {
  readonly name: string;
  readonly history: proto.temporal.api.history.v1.IHistory;
}

/** A run's history as a file: payloads opened, so that a replay needs no key; without what names the machine; an event a line. */
export async function recordHistory(
  client: Client,
  name: string,
  workflowId: string,
  runId?: string,
): Promise<RecordedHistory> {
  const fetched = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const [codec] = client.options.dataConverter?.payloadCodecs ?? [];
  if (codec === undefined) throw new Error('the recording client has no codec');
  const plain = await opened(History.toObject(History.fromObject(fetched), AS_JSON), codec);
  const history = History.fromObject(plain as Record<string, unknown>);
  const lines = (plain as { events: readonly unknown[] }).events.map((event) => JSON.stringify(event)).join(',\n');
  writeFileSync(`${FOLDER}/${name}.json`, `{"events":[\n${lines}\n]}\n`);
  return { name, history };
}

export function recordedHistories(): readonly RecordedHistory[] {
  return readdirSync(FOLDER)
    .toSorted((a, b) => a.localeCompare(b))
    .map((file) => ({
      name: file.replace(/\.json$/, ''),
      history: History.fromObject(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Record<string, unknown>),
    }));
}

async function opened(value: unknown, codec: PayloadCodec): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((entry: unknown) => opened(entry, codec)));
  if (typeof value !== 'object' || value === null) return value;
  if (isEncrypted(value)) {
    const [plain] = await codec.decode([PayloadMessage.fromObject(value)]);
    if (plain === undefined) throw new Error('a payload of the history did not open');
    return PayloadMessage.toObject(PayloadMessage.fromObject(withoutStack(plain)), AS_JSON);
  }
  const entries: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'identity') continue;
    entries.push([key, key === 'taskQueue' ? anonymous(inner) : await opened(inner, codec)]);
  }
  return Object.fromEntries(entries);
}

/** Where on the recording machine a failure arose is nobody's business. */
function withoutStack(payload: Payload): Payload {
  const text = Buffer.from(payload.data ?? []).toString('utf8');
  if (!text.includes('"stack_trace"')) return payload;
  const said = JSON.parse(text) as Record<string, unknown>;
  return { ...payload, data: new TextEncoder().encode(JSON.stringify({ ...said, stack_trace: '' })) };
}

/** A sticky queue carries the name of the machine. */
function anonymous(queue: unknown): unknown {
  const sticky = typeof queue === 'object' && queue !== null && 'normalName' in queue;
  return sticky ? { ...queue, name: 'sticky' } : queue;
}

function isEncrypted(value: object): boolean {
  if (!('metadata' in value) || typeof value.metadata !== 'object' || value.metadata === null) return false;
  return 'encoding' in value.metadata && value.metadata.encoding === ENCRYPTED;
}
