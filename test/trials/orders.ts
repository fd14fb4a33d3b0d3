// npm run orders -- --runs 10: all tests in an order that each seed shuffles anew, files and tests alike.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printReport } from './report.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});

/** What Jest writes of a run; of a file that could not be loaded, its message. */
interface Run {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'homeward-orders-'));
const rows: (string | number)[][] = [];
const failures: string[] = [];
for (let run = 0; run < Number(values.runs); run += 1) {
  const seed = Number(values.seed) + run;
  const started = performance.now();
  const found = testInOrder(seed);
  const seconds = Math.round((performance.now() - started) / 1000);
  rows.push([seed, found.numPassedTests, found.numFailedTests, found.numFailedTestSuites, seconds]);
  failures.push(...listFailures(found).map((failure) => `seed ${seed}: ${failure}`));
  process.stderr.write(
    `seed ${seed}: ${found.numPassedTests} passed, ${found.numFailedTests} failed in ${found.numFailedTestSuites} files, ${seconds} s\n`,
  );
}
rmSync(folder, { recursive: true });
printReport({
  command: `npm run orders ${process.argv.slice(2).join(' ')}`.trim(),
  engine: 'SecantusDB in memory',
  columns: ['seed', 'passed', 'failed', 'files with a failure', 'seconds'],
  rows,
});
for (const failure of failures) console.log(`- ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;

function testInOrder(seed: number): Run {
  const file = join(folder, `${seed}.json`);
  const words = ['run', '-s', 'test:only', '--', '--randomize', `--seed=${seed}`, '--json', `--outputFile=${file}`];
  spawnSync('npm', words, { stdio: 'ignore' });
  return JSON.parse(readFileSync(file, 'utf8')) as Run;
}

function listFailures({ testResults }: Run): string[] {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
      return failed.length > 0 ? failed.map((test) => `${name}: ${test}`) : [`${name}: ${message.slice(0, 500)}`];
    });
}
