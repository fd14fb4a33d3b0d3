// Node runs TypeScript as it is; only Jest needs a transform, and it is the one without options.
export default {
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  globalSetup: './test/support/global-setup.ts',
  globalTeardown: './test/support/global-teardown.ts',
  maxWorkers: 1,
  testTimeout: 30_000,
  collectCoverageFrom: ['src/**/*.ts'],
};
