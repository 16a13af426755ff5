import { join } from 'node:path';
import { readConfig } from '../config/config.js';
import { SetupError } from '../config/setup-error.js';
import type { CliParts } from '../cli/cli-parts.js';
import { wordsOf } from '../ui/i18n/words.js';

/** Each part is loaded when its command runs: help and a wrong option answer at once. */
export const cliParts: CliParts = {
  async open() {
    const { openCliContext } = await import('./open-cli-context.js');
    return openCliContext();
  },
  async up({ demo }) {
    const { runUp } = await import('./run-up.js');
    await runUp({ args: demo ? ['--demo'] : [] });
  },
  async worker() {
    await import('./worker.js');
  },
  async web() {
    await import('./web.js');
  },
  async migrate() {
    const { migrateDatabase } = await import('../infra/db/migrate-database.js');
    const { findServers } = await import('./find-servers.js');
    const config = readConfig();
    const ownerUrl = config.database?.ownerUrl ?? findServers(config).database.ownerUrl;
    return migrateDatabase({ ownerUrl });
  },
  async seed({ demo }) {
    const { findServers } = await import('./find-servers.js');
    const { seedDemonstration, seedReferenceData } = await import('./seed-on-start.js');
    const config = readConfig();
    if (demo && config.production) {
      throw new SetupError(
        'NODE_ENV is production, where demonstration accounts are refused because their passwords are known; seed without --demo.',
      );
    }
    const { database, temporal } = findServers(config);
    const servers = { ...database, temporal, home: config.home };
    await seedReferenceData(servers, config);
    const loaded = ['Areas, holidays and provincial units are loaded.'];
    if (!demo) return loaded;
    await seedDemonstration(servers, config);
    return [...loaded, `The demonstration is loaded; its accounts are in ${join(config.home, 'accounts.json')}.`];
  },
  async audit() {
    const { openAuditContext } = await import('./open-audit-context.js');
    return openAuditContext();
  },
  async doctor(options) {
    const { diagnose } = await import('./diagnose.js');
    return diagnose(options);
  },
  async backUp(options) {
    const { backUp } = await import('./back-up.js');
    return backUp(options);
  },
  async restore(options, progress) {
    const { restore } = await import('./restore.js');
    return restore(options, progress);
  },
  async keys() {
    const { manageKeys } = await import('./manage-keys.js');
    return manageKeys;
  },
  async doctorOfCase(reference, locale) {
    const { examineOneCase } = await import('./examine-one-case.js');
    return examineOneCase(reference, locale);
  },
  async personPages() {
    const { personExportHtml } = await import('../ui/pages/privacy/person-export.js');
    return personExportHtml;
  },
  async summaries() {
    const { caseSummary } = await import('../ui/bundle/case-summary.js');
    return caseSummary;
  },
  async simulate(options, progress) {
    const { simulate } = await import('./simulate.js');
    return simulate(options, progress);
  },
  describe(error) {
    const { what, todo } = wordsOf('en').errors[error.code](error.details);
    return `${what} ${todo}`;
  },
};
