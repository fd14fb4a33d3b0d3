// Node runs TypeScript as it is; only Jest needs a transform, and it is the one without options.
const each = {
  roots: ['<rootDir>/src', '<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
};
/** Tests that start processes of their own: one file after another, or on two cores the engine is starved. */
const spawning = [
  'race[^/]*\\.test\\.ts$',
  'test/app/process\\.test\\.ts$',
  'test/journeys/',
  'test/platform/(engine|engine-install|transact|folder-lock|scheduler)\\.test\\.ts$',
  'test/trials/',
];

export default {
  globalSetup: './test/support/global-setup.ts',
  globalTeardown: './test/support/global-teardown.ts',
  maxWorkers: 2,
  testTimeout: 30_000,
  collectCoverageFrom: ['src/**/*.ts'],
  projects: [
    { ...each, testMatch: ['**/*.test.ts'], testPathIgnorePatterns: ['/node_modules/', ...spawning] },
    {
      ...each,
      testRegex: spawning.map((end) => end.replace(/\/$/, '/[^/]+\\.test\\.ts$')),
      runner: './test/support/serial-runner.js',
    },
  ],
};
