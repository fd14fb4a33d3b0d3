import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlantedFault } from './planted-fault.ts';

/** How one fault ended. */
export interface Outcome {
  fault: PlantedFault;
  /** The first test that turned red, or how the run broke; undefined when all stayed green. */
  red: string | undefined;
  /** Why its tests gave no answer; such a fault counts as green. */
  trouble?: string;
  seconds: number;
}

/** A fault may leave its test hanging: that is noticed too, by whoever waits. */
const LONGEST_MS = 5 * 60_000;

interface Copy extends Disposable {
  folder: string;
}

/** What a test reads of the project. */
const PARTS = ['src', 'test', 'routes', 'data', 'docs', 'package.json', 'jest.config.js', 'tsconfig.json'];

/** A copy to plant in: the checkout itself is never touched. */
export function copyProject(root: string): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-faults-'));
  for (const part of PARTS) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Why a fault cannot be planted: its line has changed, or its tests are gone. */
export function findMissing(root: string, { name, file, find, tests }: PlantedFault): string[] {
  const count = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8').split(find).length - 1 : 0;
  const gone = tests.filter((test) => !existsSync(join(root, test)));
  return [
    ...(count === 1 ? [] : [`${file}: “${name}”: the text to change stands there ${count} times.`]),
    ...gone.map((test) => `${file}: “${name}”: there is no ${test}.`),
  ];
}

/** Plants one fault, runs its tests, and takes it out again. */
export async function plantAndTest(folder: string, fault: PlantedFault, engineUri: string): Promise<Outcome> {
  const path = join(folder, fault.file);
  const whole = readFileSync(path, 'utf8');
  const begun = Date.now();
  writeFileSync(
    path,
    whole.replace(fault.find, () => fault.put),
  );
  try {
    const red = await findRed(folder, fault, engineUri);
    return { fault, red, seconds: secondsSince(begun) };
  } catch (error) {
    return { fault, red: undefined, trouble: String(error).slice(0, 500), seconds: secondsSince(begun) };
  } finally {
    writeFileSync(path, whole);
  }
}

const secondsSince = (begun: number): number => Math.round((Date.now() - begun) / 1000);

interface JestResults {
  numTotalTests: number;
  numPendingTests: number;
  testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** One file after the other, until one is red: with Jest's own `--bail` no results are written. */
async function findRed(folder: string, { tests, only }: PlantedFault, engineUri: string): Promise<string | undefined> {
  const pattern = only === undefined ? [] : ['-t', only];
  let passed = 0;
  for (const test of tests) {
    const { red, ran } = await runFile(folder, [test, ...pattern], engineUri);
    if (red !== undefined) return red;
    passed += ran;
  }
  if (passed === 0) throw new Error(`No test of ${tests.join(', ')} is “${only}”.`);
  return undefined;
}

async function runFile(folder: string, words: string[], engineUri: string): Promise<{ red?: string; ran: number }> {
  const output = join(folder, 'jest-results.json');
  rmSync(output, { force: true });
  const { code, said } = await runJest(
    folder,
    [...words, '--json', '--silent', '--forceExit', `--outputFile=${output}`],
    engineUri,
  );
  if (code === null) return { red: 'the tests did not end', ran: 0 };
  if (!existsSync(output)) throw new Error(`The tests did not run: ${said}`);
  const { testResults, numTotalTests, numPendingTests } = JSON.parse(readFileSync(output, 'utf8')) as JestResults;
  const ran = numTotalTests - numPendingTests;
  if (code === 0) return { ran };
  const failed = testResults.flatMap((file) => file.assertionResults).find(({ status }) => status === 'failed');
  // Without a failed test the file itself failed: in a hook, or because the service does not start.
  const broken = testResults.find(({ message }) => message !== '')?.message ?? said;
  return { red: failed?.fullName ?? `the test file itself: ${firstLine(broken)}`, ran };
}

const firstLine = (text: string): string =>
  text
    .split('\n')
    .find((line) => /Error|●/.test(line))
    ?.trim() ?? text.slice(0, 200);

function runJest(folder: string, words: string[], engineUri: string): Promise<{ code: number | null; said: string }> {
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...words];
  const env = { ...process.env, TEST_MONGODB_URI: engineUri };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, jest, {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: LONGEST_MS,
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}
