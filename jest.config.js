// Nothing is transpiled: Node runs TypeScript as it is, and loads the tests itself.
const each = {
  roots: ['<rootDir>/src', '<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  runner: './test/support/lanes-runner.js',
  testRunner: './test/support/jest-circus-by-node.ts',
  transform: {},
};
/**
 * Tests that hold several services against the one engine, or load it for long by themselves: one file after another,
 * or on two cores it is silent for longer than a request waits.
 */
const alone = [
  'race[^/]*\\.test\\.ts$',
  'test/app/(process|rotate-key|audit-verify)\\.test\\.ts$',
  'test/journeys/(two-starts|empty-database)\\.test\\.ts$',
  'test/platform/transact\\.test\\.ts$',
  'test/booking/booking-interleavings\\.test\\.ts$',
  'test/crossing/crossing-sweep\\.test\\.ts$',
  'test/trials/(doses|outage)\\.test\\.ts$',
];

export default {
  globalSetup: './test/support/global-setup.ts',
  globalTeardown: './test/support/global-teardown.ts',
  testSequencer: './test/support/shuffling-sequencer.js',
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    { ...each, testMatch: ['**/*.test.ts'], testPathIgnorePatterns: ['/node_modules/', ...alone] },
    {
      ...each,
      displayName: 'alone',
      testRegex: alone,
    },
  ],
};
