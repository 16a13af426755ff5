// Prints the SQL that turns the committed schema (or nothing) into the working one; needs a reachable PostgreSQL (DATABASE_OWNER_URL, untouched) but no engine download.
// usage: node --experimental-wasm-modules scripts/draft-migration.mjs [old-schema.prisma] > prisma/migrations/<stamp>_<name>/migration.sql
import { readFileSync } from 'node:fs';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';

/** @param {string} path */
const target = (path) => ({
  tag: /** @type {const} */ ('schemaDatamodel'),
  files: [{ path, content: readFileSync(path, 'utf8') }],
});
const old = process.argv[2];
const working = 'prisma/schema.prisma';
const adapter = bindMigrationAwareSqlAdapterFactory(
  new PrismaPg({ connectionString: process.env['DATABASE_OWNER_URL'] ?? '' }),
);
const engine = await SchemaEngine.new(
  { datamodels: [[working, readFileSync(working, 'utf8')]] },
  () => undefined,
  adapter,
);
const result = await engine.diff({
  from: old ? target(old) : { tag: 'empty' },
  to: target(working),
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(result.stdout ?? '');
engine.free();
process.exit(0);
