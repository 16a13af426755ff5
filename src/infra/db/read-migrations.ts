import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { SetupError } from '../../config/setup-error.js';

const LOCK_FILE = 'migration_lock.toml';

/** The migrations folder in the shape Prisma's engine takes it, in the order of the names. */
export function readMigrations(folder: string): MigrationList {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
  const lockFile = join(folder, LOCK_FILE);
  return {
    baseDir: folder,
    lockfile: { path: LOCK_FILE, content: existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readScript(join(folder, name)) },
      },
    })),
  };
}

function readScript(directory: string): string {
  const path = join(directory, 'migration.sql');
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw new SetupError(`The database was not migrated: ${path} is missing; restore this file or delete its folder.`);
}
