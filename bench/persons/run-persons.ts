import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { exportCheckList } from '../../src/app/checks/export-check-list.js';
import { importRegisters } from '../../src/app/drafts/import-registers.js';
import { findDuplicates } from '../../src/app/duplicates/ask-identities.js';
import { countDoubtfulLines } from '../../src/app/proposal/claims.js';
import { listCases, type ListCases } from '../../src/app/queries/list-cases.js';
import { readSheet } from '../../src/app/spreadsheet/read-sheet.js';
import { createCsvWriter, createXlsxWriter, type SheetWriter } from '../../src/app/spreadsheet/xlsx-writer.js';
import type { Actor } from '../../src/domain/actor.js';
import { fileLimits, openFileSource } from '../../src/cli/file-source.js';
import { createMasterKeyFile } from '../../src/infra/crypto/key-file.js';
import { startStack } from '../../src/infra/embedded/stack.js';
import { buildContext, type OpenContext } from '../../src/main/build-context.js';
import { fillRecord, giveOffices, sealNumbers } from './fill-record.js';
import { writeRegisterSheet } from './write-sheet.js';

export interface Figure {
  readonly what: string;
  readonly aim: string;
  /** Seconds; null where nothing of this kind is done. */
  readonly salur: number | null;
  readonly floor: number | null;
  /** Most memory of this process beyond what it had before, in megabytes. */
  readonly memory: number | null;
  readonly note: string;
}

/** Lists of persons at a size, each thing once by Salur and once by plain SQL on the same server and data. */
export async function runPersons(rows: number, say: (line: string) => void): Promise<readonly Figure[]> {
  await using stack = await startStack({ say });
  const keyFile = join(stack.home, 'keys', 'master.key');
  await createMasterKeyFile(keyFile);
  await using ctx = await buildContext({
    databaseUrl: stack.appUrl,
    databaseConnections: 4,
    temporal: { address: stack.temporalAddress, namespace: stack.namespace },
    masterKeyFile: keyFile,
    publicUrl: 'http://127.0.0.1',
    allowSteppedClock: false,
    processName: 'bench',
  });
  const owner = new pg.Client({ connectionString: stack.ownerUrl });
  await owner.connect();
  const folder = mkdtempSync(join(tmpdir(), 'salur-bench-'));
  try {
    return await measureAll(ctx, owner, { rows, folder, say });
  } finally {
    await owner.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly rows: number;
  readonly folder: string;
  readonly say: (line: string) => void;
}

async function measureAll(ctx: OpenContext, owner: pg.Client, place: Place): Promise<readonly Figure[]> {
  const { rows, folder, say } = place;
  const figures: Figure[] = [];
  const note = (figure: Figure): void => {
    figures.push(figure);
    say(`${figure.what}: ${figure.salur?.toFixed(2) ?? '–'} s, floor ${figure.floor?.toFixed(2) ?? '–'} s`);
  };
  say(`writing ${rows} people with two lines each`);
  await fillRecord(owner, rows);
  await sealNumbers(owner, ctx.vault);
  const { secretary, kabid } = await giveOffices(owner);

  const [xlsx, csv] = [join(folder, 'registers.xlsx'), join(folder, 'registers.csv')];
  await writeRegisterSheet(owner, rows, { xlsx, csv });
  const imported = await timed(async () => {
    await using source = await openFileSource(xlsx);
    return await importRegisters(ctx, secretary, { rows: readSheet(source, fileLimits), dryRun: false });
  });
  const copied = await timed(async () => {
    await owner.query(
      'create temporary table copied (line text, code text, name text, nik text, born text, sex text, mother text, reason text)',
    );
    await pipeline(createReadStream(csv), owner.query(copyFrom('copy copied from stdin with (format csv)')));
    return owner.query('select count(*) from (select nik from copied group by nik having count(*) > 1) twice');
  });
  note({
    what: 'XLSX into the registers of many institutions, each row checked, duplicates found, numbers sealed',
    aim: '< 30 s',
    salur: imported.seconds,
    floor: copied.seconds,
    memory: imported.memory,
    note: `${imported.answer.registered} registered, ${imported.answer.refused} refused; floor: COPY of the same as CSV, duplicates by NIK`,
  });
  await owner.query('analyze');

  const exact = await timed(() =>
    ctx.db.withActor(
      { kind: 'system', purpose: 'bench' },
      60_000,
      (tx) =>
        tx.sql.$queryRaw`
        select p.identity_key, l.need_group from person p join entitlement_line l on l.person_id = p.id
         group by p.identity_key, l.need_group having count(distinct l.proposal_id) > 1`,
    ),
  );
  const exactFloor = await timed(() =>
    owner.query(
      'select p.identity_key, l.need_group from person p join entitlement_line l on l.person_id = p.id group by 1, 2 having count(distinct l.proposal_id) > 1',
    ),
  );
  note({
    what: 'duplicates of all against all, exact',
    aim: '< 1 s',
    salur: exact.seconds,
    floor: exactFloor.seconds,
    memory: null,
    note: 'the same statement, under row security and without',
  });
  const tolerant = await timed(() => findDuplicates(ctx, kabid, { fiscalYear: 2026 }));
  note({
    what: 'duplicates of all against all, tolerant, into the queue',
    aim: '< 5 s at 131,072',
    salur: tolerant.seconds,
    floor: null,
    memory: null,
    note: `${tolerant.answer.asked} questions`,
  });

  for (const kind of ['csv', 'xlsx'] as const) {
    const file = join(folder, `check.${kind}`);
    const written = await timed(() => exportTo(ctx, kabid, file, kind));
    const floor =
      kind === 'xlsx'
        ? null
        : await timed(() =>
            pipeline(
              owner.query(
                copyTo(
                  'copy (select id, encode(nik_sealed, $$hex$$), name, birth_date, sex, mother_name from person) to stdout with (format csv)',
                ),
              ),
              createWriteStream(join(folder, 'floor.csv')),
            ),
          );
    note({
      what: `list to be checked outside, as ${kind.toUpperCase()}`,
      aim: kind === 'csv' ? '< 5 s' : '< 20 s',
      salur: written.seconds,
      floor: floor?.seconds ?? null,
      memory: written.memory,
      note: `${written.answer.persons} NIK opened and each noted in the log of access; the floor opens and notes nothing`,
    });
  }

  const lists: readonly ListCases[] = [
    {},
    { sort: 'newest' },
    { sort: 'amount', page: 3 },
    { state: 'SUBMITTED' },
    { regencyCode: '64.72', sort: 'institution' },
    { running: true, overdue: true },
    { q: 'Rekaan 12' },
  ];
  const times: number[] = [];
  for (let round = 0; round < 6; round += 1)
    for (const list of lists) times.push((await timed(() => listCases(ctx, kabid, list))).seconds);
  const floorTimes: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const page = await timed(() =>
      owner.query(
        'select p.*, i.name from proposal p join institution i on i.id = p.institution_id order by p.due_at, p.id limit 25',
      ),
    );
    floorTimes.push(page.seconds);
  }
  note({
    what: 'a filtered page of cases, 95th of 100',
    aim: '< 0.1 s',
    salur: percentile(times, 0.95),
    floor: percentile(floorTimes, 0.95),
    memory: null,
    note: 'seven filters and orders by turns; floor: one order, no count of all',
  });

  const ids = (
    await owner.query<{ id: string }>(`select id from proposal where state = 'RECOMMENDED' order by id limit 80`)
  ).rows.map((row) => row.id);
  await owner.query(`update entitlement_line set recommended = requested where proposal_id = any($1)`, [ids]);
  const again = await timed(() =>
    ctx.db.withActor({ kind: 'system', purpose: 'bench' }, 60_000, (tx) => countDoubtfulLines(tx, ids)),
  );
  note({
    what: `double aid looked for again in ${ids.length * 128} lines, as at freeze and release`,
    aim: '< 5 s',
    salur: again.seconds,
    floor: null,
    memory: null,
    note: '80 cases, nothing claimed: every line is doubtful',
  });
  return figures;
}

async function exportTo(
  ctx: OpenContext,
  actor: Actor,
  file: string,
  kind: 'csv' | 'xlsx',
): Promise<{ readonly persons: number }> {
  const out = createWriteStream(file);
  const give = async (bytes: Uint8Array): Promise<void> => {
    if (!out.write(bytes)) await once(out, 'drain');
  };
  const writer: SheetWriter = kind === 'csv' ? createCsvWriter(give) : createXlsxWriter(give);
  const counted = await exportCheckList(ctx, actor, { fiscalYear: 2026, purpose: 'VERIFICATION' }, writer);
  out.end();
  await once(out, 'finish');
  return counted;
}

async function timed<T>(
  run: () => Promise<T>,
): Promise<{ readonly answer: T; readonly seconds: number; readonly memory: number }> {
  const before = process.memoryUsage().rss;
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const begun = performance.now();
  try {
    const answer = await run();
    return { answer, seconds: (performance.now() - begun) / 1000, memory: (most - before) / 1e6 };
  } finally {
    clearInterval(look);
  }
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function personsTable(figures: readonly Figure[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const seconds = (value: number | null): string => (value === null ? '–' : `${value.toFixed(2)} s`);
  return [
    line(['', 'Salur', 'floor', 'aim', 'memory above', 'note']),
    line(['---', '---:', '---:', '---:', '---:', '---']),
    ...figures.map((figure) =>
      line([
        figure.what,
        seconds(figure.salur),
        seconds(figure.floor),
        figure.aim,
        figure.memory === null ? '' : `${Math.round(figure.memory)} MB`,
        figure.note,
      ]),
    ),
  ].join('\n');
}
