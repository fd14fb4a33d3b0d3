// npm run crash -- --acts book,confirm --rederive 40 --random 100 --engine 50 --seed 1 --at-once 6
import { parseArgs } from 'node:util';
import { connectWatchable } from '../support/watchable.ts';
import { startDurableEngine } from '../support/durable-engine.ts';
import { CRASH_ACTS } from './crash/acts.ts';
import { killEach } from './crash/kill-each.ts';
import { killRederivation } from './crash/kill-rederivation.ts';
import { killEngine, killProcesses, type Killed } from './crash/kill-random.ts';
import { printReport } from './report.ts';

const { values } = parseArgs({
  options: {
    acts: { type: 'string', default: Object.keys(CRASH_ACTS).join(',') },
    rederive: { type: 'string', default: '40' },
    random: { type: 'string', default: '100' },
    engine: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    clients: { type: 'string', default: '24' },
    'at-once': { type: 'string', default: '6' },
  },
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const engine = await startDurableEngine();
const [seed, clients, atOnce] = [Number(values.seed), Number(values.clients), Number(values['at-once'])];
const rows: (string | number)[][] = [];
const findings: string[] = [];

const note = (cells: (string | number)[], found: readonly string[]): void => {
  rows.push([...cells, found.length]);
  findings.push(...found);
  say(`${cells.join(', ')}: ${found.length} findings`);
  for (const each of found) say(`  ${each}`);
};
for (const act of values.acts.split(',').filter(Boolean)) {
  const each = await killEach({ uri: `${engine.uri}/${act}`, act, atOnce });
  note([`${act}: before and after each of its ${each.commands} commands`, each.kills, each.kills], each.findings);
}
const rederived = Number(values.rederive);
if (rederived > 0) {
  const uri = `${engine.uri}/rederive`;
  const connection = await connectWatchable(uri);
  const killed = await killRederivation(
    { connection, uri, close: () => connection.close() },
    { kills: rederived, seed },
  );
  const what = `proposing for 24 families, before one of its ${killed.commands} commands`;
  note([`${what} (${killed.resumed} times some of it was done)`, killed.kills, killed.kills], killed.findings);
}
const underLoad = (what: string, { kills, attempts, committed, repeated, findings: found }: Killed): void =>
  note([`${what} under load (${attempts} acts asked for, ${committed} done)`, kills, repeated], found);
const load = { engine, clients, seed, say };
const [processes, engines] = [Number(values.random), Number(values.engine)];
if (processes > 0) underLoad('a process at a random moment', await killProcesses({ ...load, kills: processes }));
if (engines > 0) underLoad('the engine at a random moment', await killEngine({ ...load, kills: engines }));
await engine.stop();

printReport({
  command: `npm run crash -- --acts ${values.acts} --rederive ${rederived} --random ${processes} --engine ${engines}`,
  seed,
  engine: 'SecantusDB, every commit synced',
  columns: ['killed', 'kills', 'asked again, answered alike', 'findings'],
  rows,
});
process.exit(findings.length === 0 ? 0 : 1);
