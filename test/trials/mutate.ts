import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { startTestEngine } from '../support/test-engine.ts';
import { listMutated, listTests, MUTATION_NOUNS } from './mutation/nouns.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { file: { type: 'string' }, json: { type: 'string' }, pure: { type: 'boolean', default: false } },
});
const noun = positionals[0] ?? '';
const plan = MUTATION_NOUNS[noun];
if (!plan) throw new Error(`Name one of ${Object.keys(MUTATION_NOUNS).join(', ')}.`);

const engine = await startTestEngine();
process.env['TEST_MONGODB_URI'] = engine.uri;
const pattern = new RegExp(values.file ?? '');
const results = await new Stryker({
  mutate: listMutated(noun).filter((file) => pattern.test(file)),
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  plugins: ['@stryker-mutator/jest-runner', resolve('test/trials/mutation/wording-ignorer.ts')],
  ignorers: ['wording'],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 1,
  reporters: ['progress-append-only'],
  tempDirName: join(tmpdir(), 'homeward-mutate'),
  timeoutMS: 20_000,
  jest: {
    enableFindRelatedTests: false,
    config: {
      testMatch: listTests(noun).map((file) => `<rootDir>/${file}`),
      runner: '<rootDir>/test/trials/mutation/first-failure-runner.ts',
      testEnvironment: resolve('test/trials/mutation/first-failure-environment.ts'),
    },
  },
} as object).runMutationTest();
await engine.stop();
const { writeFileSync } = await import('node:fs');
writeFileSync(values.json ?? `/tmp/k7-${noun}.json`, JSON.stringify(results, null, 1));
for (const each of results)
  if (each.status !== 'Killed' && each.status !== 'Ignored')
    console.log(each.status, each.fileName, each.location.start.line, each.mutatorName, each.replacement);
