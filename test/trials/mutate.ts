import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { startTestEngine } from '../support/test-engine.ts';
import { EQUIVALENT_MUTANTS } from './mutation/equivalent-mutants.ts';
import { listMutated, listTests, MUTATION_NOUNS } from './mutation/nouns.ts';
import { readMutant, scoreOf, type ReadMutant, type Score } from './mutation/score.ts';
import { printReport } from './report.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { file: { type: 'string', default: '' }, json: { type: 'string' } },
});
const [noun = ''] = positionals;
const plan = MUTATION_NOUNS[noun];
if (!plan) throw new Error(`Name one of ${Object.keys(MUTATION_NOUNS).join(', ')}.`);

const { least } = plan;
const mutants = await runStryker(listMutated(noun).filter((file) => new RegExp(values.file).test(file)));
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(mutants, null, 1));
const score = scoreOf(mutants, EQUIVALENT_MUTANTS);
report(score);
// A part of a noun is looked at, not judged.
process.exitCode = values.file === '' && (score.percent < least || score.stale.length > 0) ? 1 : 0;

/** One engine for the whole run: each mutant's tests open databases of their own on it. */
async function runStryker(files: string[]): Promise<ReadMutant[]> {
  const engine = await startTestEngine();
  process.env['TEST_MONGODB_URI'] = engine.uri;
  try {
    return (await new Stryker(optionsFor(files)).runMutationTest()).map(readMutant);
  } finally {
    await engine.stop();
  }
}

function optionsFor(files: string[]): ConstructorParameters<typeof Stryker>[0] {
  return {
    mutate: files,
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
    plugins: ['@stryker-mutator/jest-runner', resolve('test/trials/mutation/stryker-plugins.ts')],
    ignorers: ['wording', 'turns'],
    coverageAnalysis: 'perTest',
    // What runs while a file is loaded would need a fresh process each; tables and schemas are asked by the tests that use them.
    ignoreStatic: true,
    concurrency: 1,
    reporters: ['progress-append-only', 'survivors'],
    tempDirName: join(tmpdir(), `homeward-mutate-${noun}-${process.pid}`),
    timeoutMS: 20_000,
    jest: {
      enableFindRelatedTests: false,
      config: {
        testMatch: listTests(noun).map((file) => `<rootDir>/${file}`),
        testRunner: '<rootDir>/test/trials/mutation/jest-circus-of-mutants.ts',
        runner: '<rootDir>/test/trials/mutation/first-failure-runner.ts',
        testEnvironment: resolve('test/trials/mutation/first-failure-environment.ts'),
      },
    },
  };
}

function report({ counted, detected, percent, survivors, equivalent, stale }: Score): void {
  printReport({
    command: `npm run mutate -- ${noun}${values.file === '' ? '' : ` --file '${values.file}'`}`,
    engine: 'Stryker 10 on one embedded engine in memory',
    columns: ['noun', 'mutants', 'noticed', 'score, %', 'at least, %', 'survived', 'named equivalent'],
    rows: [[noun, counted, detected, percent, least, survivors.length, equivalent]],
  });
  for (const { status, file, line, mutator, original, replacement } of survivors)
    console.log(`- ${status} ${file}:${line} ${mutator}: ${shorten(original)} → ${shorten(replacement)}`);
  for (const { file, original } of stale)
    console.log(`- ${file}: “${shorten(original)}” is named equivalent and is no survivor: take it off the list`);
}

function shorten(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 90);
}
