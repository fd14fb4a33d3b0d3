// npm run bench: how fast it is, as ratios against what it stands on, in rounds that alternate within one run.
import { parseArgs } from 'node:util';
import { openBench, type Part } from '../bench/bench-world.ts';
import { guide, healthz } from '../bench/parts/answers.ts';
import { book } from '../bench/parts/book.ts';
import { closes } from '../bench/parts/closes.ts';
import { growth } from '../bench/parts/growth.ts';
import { plan } from '../bench/parts/plan.ts';
import { race } from '../bench/parts/race.ts';
import { feed, itinerary } from '../bench/parts/reads.ts';
import { start } from '../bench/parts/start.ts';
import { sayProfiles } from '../bench/profile.ts';
import { COLUMNS, isMet, toRow, type Outcome } from '../bench/result.ts';
import { printReport } from './report.ts';

const PARTS: Record<string, Part> = { book, race, healthz, feed, itinerary, guide, growth, start, plan, closes };

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    large: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
});
const chosen = flags.only?.split(',') ?? Object.keys(PARTS);
const bench = await openBench({
  rounds: flags.rounds === undefined ? undefined : Number(flags.rounds),
  sizes: flags.large ? [1000, 10_000, 100_000] : [1000, 10_000],
  mongodbUri: process.env['MONGODB_URI'],
  profileDir: flags.profile,
});
const all: Outcome = { results: [], faults: [] };
try {
  for (const name of chosen) {
    const part = PARTS[name];
    if (!part) throw new Error(`There is no part ${name}: choose from ${Object.keys(PARTS).join(', ')}.`);
    const started = performance.now();
    const { results, faults } = await part(bench);
    all.results.push(...results);
    all.faults.push(...faults);
    console.error(`${name}: ${Math.round((performance.now() - started) / 1000)} s`);
  }
} finally {
  await bench.stop();
}
printReport({
  command: ['npm run bench', ...process.argv.slice(2)].join(' '),
  engine: bench.engine,
  columns: COLUMNS,
  rows: all.results.map(toRow),
});
const missed = all.results.filter((result) => !isMet(result));
console.log(missed.length === 0 ? 'Every goal is met.' : `Missed: ${missed.map(({ what }) => what).join('; ')}.`);
if (flags.profile !== undefined) console.log(`\nOwn time of the service:\n${sayProfiles(flags.profile)}`);
for (const fault of all.faults) console.error(fault);
process.exit(all.faults.length > 0 ? 1 : 0);
