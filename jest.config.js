// Nothing is transpiled: Node runs TypeScript as it is, and loads the tests itself.
export default {
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  globalSetup: './test/support/global-setup.ts',
  globalTeardown: './test/support/global-teardown.ts',
  testSequencer: './test/support/shuffling-sequencer.js',
  testRunner: './test/support/jest-circus-by-node.ts',
  transform: {},
  // One more than the two cores that most machines have at least: some tests wait for processes most of their time.
  maxWorkers: 3,
  testTimeout: 30_000,
};
