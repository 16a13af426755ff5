import type pg from 'pg';
import { noteOperation } from '../app/doctor/note-operation.js';
import type { KeyParts, KeysStatus, ResealReport, RotationReport } from '../cli/keys-report.js';
import { readConfig } from '../config/config.js';
import { SetupError } from '../config/setup-error.js';
import { FIELD_CLASSES } from '../infra/crypto/data-key-store.js';
import { loadMasterKey } from '../infra/crypto/master-key.js';
import { countByVersion, resealValues } from '../infra/crypto/reseal-values.js';
import { readWrappedKeys, rewrapDataKeys } from '../infra/crypto/rewrap-data-keys.js';
import { forgetMaster, rotateMaster } from '../infra/crypto/rotate-master.js';
import { connectOwner } from '../infra/db/connect-owner.js';
import { buildContext, type OpenContext } from './build-context.js';
import { findServers } from './find-servers.js';

/** A running process sees a new key file within half a minute; what it wrote until then belongs to the old one. */
const LATECOMERS_MS = 5 * 60_000;

interface Workbench extends AsyncDisposable {
  readonly ctx: OpenContext;
  readonly owner: pg.Client;
  readonly keyFile: string;
}

export const manageKeys: KeyParts = {
  async status() {
    await using bench = await openWorkbench();
    return await statusOf(bench);
  },
  async rotate() {
    await using bench = await openWorkbench();
    return await rotate(bench);
  },
  async reseal() {
    await using bench = await openWorkbench();
    const { ctx, owner, keyFile } = bench;
    const rewrapped = await rewrapDataKeys(owner, await loadMasterKey(keyFile));
    const report: ResealReport = { rewrapped, columns: await resealValues(ctx.db, owner, ctx.vault) };
    await noteOperation(ctx, 'values_resealed', { ...report });
    return report;
  },
  async forget(fingerprint) {
    await using bench = await openWorkbench();
    const { previous } = await statusOf(bench);
    const master = previous.find((known) => known.fingerprint === fingerprint);
    if (master === undefined) throw new SetupError(`The key file has no earlier master ${fingerprint}.`);
    if (master.wrapsDataKeys > 0)
      throw new SetupError(`${fingerprint} still wraps data keys; run "salur keys reseal".`);
    if (master.workflows > 0) {
      throw new SetupError(
        `${master.workflows} workflows began while ${fingerprint} was in use, and only it opens their histories; wait until they have ended and Temporal has forgotten them, or give the record an empty Temporal and run "salur doctor --rebuild".`,
      );
    }
    await forgetMaster(bench.keyFile, fingerprint);
    await noteOperation(bench.ctx, 'master_forgotten', { fingerprint });
  },
};

/**
 * The order makes a kill harmless: first the file has both masters, then the data keys change their wrapping, then new
 * values get new keys. Whatever is left undone is finished by `salur keys reseal` or by the next rotation.
 */
async function rotate({ ctx, owner, keyFile }: Workbench): Promise<RotationReport> {
  const { from, to } = await rotateMaster(keyFile, await ctx.clock.now());
  const rewrapped = await rewrapDataKeys(owner, await loadMasterKey(keyFile));
  const versions: Record<string, number> = {};
  for (const fieldClass of FIELD_CLASSES) versions[fieldClass] = await ctx.vault.rotate(fieldClass);
  await noteOperation(ctx, 'keys_rotated', { from, to, rewrapped, versions });
  return { from, to, rewrapped, versions };
}

async function statusOf({ ctx, owner, keyFile }: Workbench): Promise<KeysStatus> {
  const keys = await loadMasterKey(keyFile);
  const wrapped = await readWrappedKeys(owner, keys);
  const values = await countByVersion(owner);
  const previous = [];
  for (const { fingerprint, retiredAt } of keys.previous) {
    const until = new Date(Date.parse(retiredAt) + LATECOMERS_MS).toISOString();
    const { count } = await ctx.client.workflow.count(`StartTime < '${until}'`);
    previous.push({
      fingerprint,
      retiredAt,
      wrapsDataKeys: wrapped.filter(({ by }) => by === fingerprint).length,
      workflows: count,
    });
  }
  return {
    file: keyFile,
    fingerprint: keys.fingerprint,
    previous,
    unreadable: wrapped.filter(({ by }) => by === null).map(({ fieldClass, version }) => ({ fieldClass, version })),
    classes: FIELD_CLASSES.map((fieldClass) => {
      const counts: Record<string, number> = {};
      for (const row of values.filter((value) => value.fieldClass === fieldClass))
        counts[row.version] = (counts[row.version] ?? 0) + row.values;
      const version = Math.max(0, ...wrapped.filter((key) => key.fieldClass === fieldClass).map((key) => key.version));
      return { fieldClass, version, values: counts };
    }),
  };
}

async function openWorkbench(): Promise<Workbench> {
  const config = readConfig();
  const { database, temporal } = findServers(config);
  const ctx = await buildContext({
    databaseUrl: database.appUrl,
    databaseConnections: 2,
    temporal,
    masterKeyFile: config.masterKeyFile,
    publicUrl: config.web.publicUrl ?? 'http://127.0.0.1:3000',
    allowSteppedClock: config.steppedClock,
    processName: 'keys',
  });
  try {
    const owner = await connectOwner(database.ownerUrl);
    return {
      ctx,
      owner,
      keyFile: config.masterKeyFile,
      async [Symbol.asyncDispose]() {
        await owner.end();
        await ctx[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await ctx[Symbol.asyncDispose]();
    throw error;
  }
}
