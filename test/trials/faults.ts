import { parseArgs } from 'node:util';
import { startTestEngine } from '../support/test-engine.ts';
import { copyProject, findMissing, plantAndTest, type Outcome } from './faults/plant.ts';
import { PLANTED_FAULTS } from './faults/list.ts';
import type { PlantedFault } from './faults/planted-fault.ts';
import { percentile } from './percentile.ts';
import { printReport } from './report.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
    workers: { type: 'string', default: '2' },
  },
});
const asked = new RegExp(values.only, 'i');
const chosen = PLANTED_FAULTS.filter(({ name, file }) => asked.test(`${file}: ${name}`));

if (values.list) for (const { name, file } of chosen) console.log(`${file}: ${name}`);
else process.exitCode = await run();

/** @returns the exit code: 1 when a fault stayed green, or is no longer where its line says. */
async function run(): Promise<number> {
  const missing = chosen.flatMap((fault) => findMissing(process.cwd(), fault));
  if (chosen.length === 0 || missing.length > 0) {
    console.error(['Nothing was run.', ...(chosen.length === 0 ? ['No fault fits.'] : missing)].join('\n'));
    return 1;
  }
  const outcomes = await runAll();
  report(outcomes);
  return outcomes.every(({ red }) => red !== undefined) ? 0 : 1;
}

/** Two copies side by side. */
async function runAll(): Promise<Outcome[]> {
  const waiting = [...chosen];
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    using copy = copyProject(process.cwd());
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      // An engine of its own: a lock left out can leave it silent for good, and then whatever comes next would be red.
      const engine = await startTestEngine();
      try {
        const outcome = await plantAndTest(copy.folder, fault, engine.uri);
        outcomes.push(outcome);
        say(outcome, outcomes.length);
      } finally {
        await engine.stop();
      }
    }
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, work));
  return outcomes;
}

function say({ fault, red, trouble, seconds }: Outcome, count: number): void {
  const end = red === undefined ? `GREEN, ${trouble ?? 'nothing noticed'}` : `red: ${red}`;
  console.error(`${count}/${chosen.length} ${seconds} s ${nameOf(fault)}\n    ${end}`);
}

function report(outcomes: readonly Outcome[]): void {
  const green = outcomes.filter(({ red }) => red === undefined);
  const seconds = outcomes.map((outcome) => outcome.seconds);
  printReport({
    command: 'npm run faults',
    engine: 'an embedded engine in memory for each',
    columns: ['faults planted', 'red', 'green', 'longest, s', 'median, s'],
    rows: [
      [outcomes.length, outcomes.length - green.length, green.length, percentile(seconds, 1), percentile(seconds, 0.5)],
    ],
  });
  for (const { fault } of green) console.log(`- green: ${nameOf(fault)}`);
}

function nameOf({ file, name }: PlantedFault): string {
  return `${file}: ${name}`;
}
