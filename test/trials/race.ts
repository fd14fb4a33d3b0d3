// npm run race -- --attempts 20000 --seed 1 --processes 4 --clients 200
import { parseArgs } from 'node:util';
import { connectWatchable } from '../support/watchable.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { startDurableEngine } from '../support/durable-engine.ts';
import { startWatched } from '../support/watched.ts';
import { runRace } from './race/run-race.ts';
import { buildWorld } from './race/world.ts';
import { printReport } from './report.ts';

const { values } = parseArgs({
  options: {
    attempts: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    processes: { type: 'string', default: '4' },
    clients: { type: 'string', default: '200' },
  },
});
const [attempts, seed, clients] = [Number(values.attempts), Number(values.seed), Number(values.clients)];
const engine = await startDurableEngine();
const uri = `${engine.uri}/race`;
const master = newKey();
const connection = await connectWatchable(uri, { patient: true });
const world = await buildWorld(connection, master, { series: 4, escorts: 6, weeks: 4 });
const apps = await Promise.all(Array.from({ length: Number(values.processes) }, () => startWatched(uri, master)));
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const urls = apps.map(({ url }) => url);
const raced = await runRace({ connection, world, urls: () => urls, attempts, clients, seed, say });
const reports = await Promise.all(apps.map((app) => app.ask({ do: 'count' })));
await Promise.all(apps.map((app) => app.stop()));
await connection.close();
await engine.stop();

const { tally } = raced.desk;
for (const finding of raced.findings) console.error(finding);
const of = (pattern: RegExp): number => raced.findings.filter((each) => pattern.test(each)).length;
const refused = Object.entries(tally.refused).sort(([, one], [, other]) => other - one);
printReport({
  command: `npm run race -- --attempts ${attempts} --processes ${apps.length} --clients ${clients}`,
  seed,
  engine: 'SecantusDB, every commit synced',
  columns: ['what', 'figure'],
  rows: [
    ['attempts', tally.attempts],
    ['committed', tally.committed],
    ...refused.map(([type, count]): [string, number] => [`refused: ${type}`, count]),
    ['answered “busy” and tried again', tally.retries.busy],
    ['write conflicts in the database', reports.reduce((sum, { conflicts }) => sum + conflicts, 0)],
    ['committed a second', (tally.committed / raced.seconds).toFixed(1)],
    ['looks of the reader', raced.looks],
    ['oversold', of(/oversold/)],
    ['double', of(/double/)],
    ['lost', of(/^Lost/)],
    ['invented', of(/^Invented/)],
    ['findings of any kind', raced.findings.length],
  ],
});
process.exit(raced.findings.length === 0 ? 0 : 1);
