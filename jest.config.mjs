// Runs as `node --experimental-vm-modules node_modules/jest/bin/jest.js`: ECMAScript modules, no module mocks.

const sourcesForJs = { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.tsx', '$1.js'] };

/** @param {string} name @param {readonly string[]} folders @param {object} [rest] */
function project(name, folders, rest = {}) {
  return {
    displayName: name,
    testEnvironment: 'node',
    testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.{ts,tsx}`),
    extensionsToTreatAsEsm: ['.ts', '.tsx'],
    moduleNameMapper: sourcesForJs,
    transform: {
      '^.+\\.tsx?$': [
        '@swc/jest',
        {
          swcrc: false,
          sourceMaps: 'inline',
          module: { type: 'es6' },
          jsc: {
            target: 'es2022',
            parser: { syntax: 'typescript', tsx: true },
            transform: { react: { runtime: 'automatic', importSource: 'preact' } },
            keepClassNames: true,
          },
        },
      ],
    },
    modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.salur/'],
    ...rest,
  };
}

/** One PostgreSQL and one Temporal server for the whole run, started before the first file that needs them. */
const onTheStack = {
  globalSetup: '<rootDir>/test/support/start-shared-stack.mjs',
  globalTeardown: '<rootDir>/test/support/stop-shared-stack.mjs',
};

export default {
  maxWorkers: 2,
  testTimeout: 180_000,
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  forceExit: false,
  projects: [
    project('unit', ['unit', 'property', 'house']),
    // the workflows run outside Temporal here: what they import from it is a simulated one (test/support/deployment)
    project('seeds', ['seeds'], {
      moduleNameMapper: {
        '^@temporalio/workflow$': '<rootDir>/test/support/deployment/workflow-api.ts',
        ...sourcesForJs,
      },
    }),
    project('integration', ['integration', 'workflow', 'replay'], onTheStack),
    project('chaos', ['chaos'], onTheStack),
    project('e2e', ['e2e']),
    project('full', ['full'], onTheStack),
    project('record', ['record'], onTheStack),
  ],
};
