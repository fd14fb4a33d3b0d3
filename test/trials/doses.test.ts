import { describe, expect, it } from '@jest/globals';
import { startDurableEngine } from '../support/durable-engine.ts';
import { openTestDatabase } from '../support/database.ts';
import { startTwoProcesses } from '../support/two-processes.ts';
import { killEach } from './crash/kill-each.ts';
import { killEngine } from './crash/kill-random.ts';
import { runRace } from './race/run-race.ts';
import { buildWorld } from './race/world.ts';

// What `npm run race` and `npm run crash` do for long, each once and small.
describe('a small dose of the trials', () => {
  it('races clients in two processes, and the reader finds nothing', async () => {
    const two = await startTwoProcesses();
    const { connection } = two.database;
    const world = await buildWorld(connection, two.master, { series: 2, escorts: 3, weeks: 4 });
    const urls = two.processes.map(({ url }) => url);
    const some = { attempts: 100, clients: 12, families: 12, seed: 8 };
    const { desk, findings } = await runRace({ connection, world, urls: () => urls, ...some });
    expect(findings).toEqual([]);
    expect(desk.tally.committed).toBeGreaterThan(30);
    await two.stop();
  }, 120_000);

  it('kills a process at commands of a booking: one effect, the same reply elsewhere', async () => {
    const database = await openTestDatabase();
    const killed = await killEach({ uri: database.uri, act: 'book', atOnce: 4, only: [10, 18] });
    expect(killed.findings).toEqual([]);
    expect(killed.kills).toBe(4);
    await database.close();
  }, 120_000);

  it('kills the engine under load: what was confirmed is there when it comes back', async () => {
    const engine = await startDurableEngine();
    const killed = await killEngine({ engine, kills: 1, clients: 6, seed: 8, say: () => undefined });
    expect(killed.findings).toEqual([]);
    expect(killed.committed).toBeGreaterThan(0);
    await engine.stop();
  }, 120_000);
});
