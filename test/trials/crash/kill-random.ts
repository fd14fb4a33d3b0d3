import { setTimeout as sleep } from 'node:timers/promises';
import type { DurableEngine } from '../../support/durable-engine.ts';
import { startWatched, type WatchedApp } from '../../support/watched.ts';
import { openWorld, startLoad, type Load } from './load.ts';
import { keepSpares } from './spares.ts';

export interface Killed {
  kills: number;
  attempts: number;
  committed: number;
  /** Acts whose answer was lost, asked for again and answered alike. */
  repeated: number;
  findings: string[];
}

interface Options {
  engine: DurableEngine;
  kills: number;
  clients: number;
  seed: number;
  say: (line: string) => void;
}

/** Processes killed one after another, at random moments of acts under way; another takes each one's place. */
export async function killProcesses({ engine, kills, say, ...load }: Options): Promise<Killed> {
  const uri = `${engine.uri}/random`;
  const { master, ...world } = await openWorld(uri);
  const living = await Promise.all([1, 2, 3].map(() => startWatched(uri, master)));
  const spares = keepSpares(uri, master, 1);
  const under = await startLoad({ ...world, ...load, urls: () => living.map(({ url }) => url) });
  for (let killed = 0; killed < kills; killed += 1) {
    await sleep(200 + under.random.below(1000));
    const next = await spares.take();
    const [victim] = living.splice(under.random.below(living.length), 1, next);
    victim?.kill();
    await under.look();
    if (killed % 10 === 9) say(`${killed + 1} processes killed, ${under.desk.findings.length} findings`);
  }
  await spares.stop();
  return endOf(under, living, kills, () => world.connection.close());
}

/** The engine killed at random moments under load and started again on what it has on disk. */
export async function killEngine({ engine, kills, say, ...load }: Options): Promise<Killed> {
  const uri = `${engine.uri}/engine`;
  const { master, ...world } = await openWorld(uri);
  const living = await Promise.all([1, 2].map(() => startWatched(uri, master)));
  const under = await startLoad({ ...world, ...load, urls: () => living.map(({ url }) => url) });
  for (let killed = 0; killed < kills; killed += 1) {
    await sleep(500 + under.random.below(1500));
    await engine.kill();
    await engine.restart();
    await under.look();
    if (killed % 10 === 9) say(`engine killed ${killed + 1} times, ${under.desk.findings.length} findings`);
  }
  return endOf(under, living, kills, () => world.connection.close());
}

async function endOf(
  under: Load,
  living: readonly WatchedApp[],
  kills: number,
  close: () => Promise<void>,
): Promise<Killed> {
  const repeated = await under.end();
  for (const each of living) each.kill();
  await close();
  const { tally, findings } = under.desk;
  return { kills, attempts: tally.attempts, committed: tally.committed, repeated, findings: [...new Set(findings)] };
}
