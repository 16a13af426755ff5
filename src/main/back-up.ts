import { copyFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { resolve } from 'node:path';
import type { BackupOptions, BackupReport } from '../cli/backup-report.js';
import { readConfig } from '../config/config.js';
import { writeBackup } from '../infra/backup/write-backup.js';
import { loadMasterKey } from '../infra/crypto/master-key.js';
import { findServers } from './find-servers.js';

/** The record of the servers that the settings name; its keys only where that was asked for. */
export async function backUp({ folder, keys }: BackupOptions): Promise<BackupReport> {
  const config = readConfig();
  const { database } = findServers(config);
  const { fingerprint } = await loadMasterKey(config.masterKeyFile);
  const keyFile = keys === 'inside' ? config.masterKeyFile : null;
  const manifest = await writeBackup({ ownerUrl: database.ownerUrl, folder: resolve(folder), fingerprint, keyFile });
  // never over an older copy: it may be the only one that opens an older backup
  if (typeof keys === 'object') await copyFile(config.masterKeyFile, resolve(keys.to), constants.COPYFILE_EXCL);
  return {
    folder: resolve(folder),
    madeAt: manifest.madeAt,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    chain: manifest.chain,
    keys: { fingerprint, at: keys === 'inside' ? resolve(folder) : keys === 'apart' ? null : resolve(keys.to) },
    masterKeyFile: config.masterKeyFile,
  };
}
