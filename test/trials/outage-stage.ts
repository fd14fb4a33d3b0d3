import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { connectWatchable } from '../support/watchable.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { keyDatabaseOf } from '../../src/platform/key-ring.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { startDurableEngine, type DurableEngine } from '../support/durable-engine.ts';
import { startProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { ask, type Answer } from './ask.ts';
import type { DeskLoad } from './desk-load.ts';
import { fillDesk, type DeskWorld } from './desk-world.ts';
import { startHomeward, type Homeward } from './homeward.ts';
import { readFindings, type Told } from './reader.ts';

/** An engine, a wire to tamper with, the service behind it and a desk's work before it. */
export interface Stage {
  engine: DurableEngine;
  proxy: TcpProxy;
  app: Homeward;
  world: DeskWorld;
  master: Buffer;
  /** Every act that was asked for on this stage. */
  told: Told[];
  /** To the engine itself, past the wire. */
  connection: Connection;
  /** The database's address at this engine or wire. */
  uriAt(server: string, query?: string): string;
  stop(): Promise<void>;
}

interface StageOptions {
  oplog: boolean;
  folder?: string;
  families?: number;
  escorts?: number;
  /** With somebody inside who counts its listeners. */
  witness?: boolean;
  /** One that is there and stays, in place of one of its own. */
  given?: DurableEngine;
}

export async function setStage({
  oplog,
  folder,
  families = 60,
  escorts = 6,
  witness = false,
  given,
}: StageOptions): Promise<Stage> {
  const engine = given ?? (await startDurableEngine({ oplog, ...(folder === undefined ? {} : { folder }) }));
  const proxy = await startProxy(engine.uri);
  // Directly, so that the driver does not look past the wire for the address that the engine itself gives.
  const uriAt = (server: string, query = ''): string => `${server}/${database}?directConnection=true${query}`;
  const database = `homeward_trial_${randomIds.digits(8)}`;
  const master = newKey();
  const app = await startHomeward(uriAt(proxy.uri), master, { witness });
  const connection = await connectWatchable(uriAt(engine.uri), { patient: true });
  const world = await fillDesk(connection, master, { families, escorts });
  return {
    ...{ engine, proxy, app, world, master, connection, uriAt, told: [] },
    stop: async () => {
      // Killed, it would leave its locks to nobody, and the database could not be dropped.
      app.program.signal(given ? 'SIGTERM' : 'SIGKILL');
      await app.program.ended;
      if (given) for (const each of [connection, keyDatabaseOf(connection)]) await each.dropDatabase();
      await connection.close(true);
      proxy.stop();
      if (!given) await engine.stop();
    },
  };
}

/** All that a load leaves to be found once the trouble is over: answers that nobody should get, and rows that do not fit. */
export async function checkAfter(stage: Stage, load: DeskLoad): Promise<string[]> {
  stage.told.push(...load.told);
  const faults = [...load.faults].map(([what, often]) => `${what} (${often} times)`);
  const open = load.told.filter(({ outcome }) => outcome === 'unknown').length;
  const unforeseen = faults.some((fault) => fault.includes('status 500')) ? whatWasLogged(stage, stage.app) : [];
  return [
    ...faults,
    ...unforeseen,
    ...(open > 0 ? [`${open} acts had no answer when all was well again`] : []),
    ...(await checkReplies(stage, load)),
    ...(await readFindings(stage.connection, { told: stage.told })),
  ];
}

/** What the service says of requests that failed or were put off, each cause once, and the engine of its own errors. */
export function whatWasLogged({ engine }: Stage, { program }: Homeward): string[] {
  const lines = program
    .said()
    .split('\n')
    .filter((line) => line.includes('"a request '));
  const errors = lines.map((line) => JSON.stringify((JSON.parse(line) as { err?: unknown }).err));
  const ofEngine = readFileSync(join(engine.folder, 'engine.log'), 'utf8').split(/\n(?=\d{4}-)/);
  const engineErrors = ofEngine.filter((entry) => / (ERROR|CRITICAL) /.test(entry)).slice(-5);
  return [
    ...[...new Set(errors)].map((error) => `  the service: ${error.slice(0, 1500)}`),
    ...engineErrors.map((entry) => `  the engine: ${entry.slice(-1500)}`),
  ];
}

const SAME_AGAIN = 50;

/** Acts done in the trouble, asked once more with their keys: nothing is done twice, and each reply is its own. */
async function checkReplies({ app, world }: Stage, { told, again }: DeskLoad): Promise<string[]> {
  const agent = new Agent({ keepAlive: true });
  const found: string[] = [];
  for (const { key, what, reply } of told.filter(({ outcome }) => outcome === 'done').slice(-SAME_AGAIN)) {
    const asked = again.get(key);
    if (!asked) continue;
    const headers = { Cookie: world.cookie, 'Idempotency-Key': key };
    const answer = await ask(app.url, { ...asked, method: 'POST', headers }, agent);
    if (answer.text !== JSON.stringify(reply))
      found.push(`${what} with its key once more: ${answer.status} and another reply`);
  }
  agent.destroy();
  return found;
}

/** What `/readyz` said over some time, each 100 ms. */
export interface Watch {
  /** Milliseconds from `since` to the first answer with this status that began after it; undefined while there is none. */
  firstAfter(since: number, status: number): number | undefined;
  /** The longest that it took to answer, in ms. */
  longest(): number;
  stop(): Promise<void>;
}

export function watchReady(url: string): Watch {
  const agent = new Agent({ keepAlive: true });
  const heard: { began: number; ended: number; answer: Answer }[] = [];
  let isOver = false;
  const watch = async (): Promise<void> => {
    while (!isOver) {
      const began = performance.now();
      const answer = await ask(url, { path: '/readyz' }, agent);
      heard.push({ began, ended: performance.now(), answer });
      await sleep(100);
    }
  };
  const watching = watch();
  return {
    firstAfter: (since, status) => {
      const first = heard.find(({ began, answer }) => began >= since && answer.status === status);
      return first && first.ended - since;
    },
    longest: () => Math.max(0, ...heard.map(({ answer }) => answer.ms)),
    stop: async () => {
      isOver = true;
      await watching;
      agent.destroy();
    },
  };
}

/** Waits until it is so; gives the milliseconds, or undefined when it was not so in time. */
export async function waitUntil(isSo: () => boolean | Promise<boolean>, mostMs: number): Promise<number | undefined> {
  const started = performance.now();
  while (performance.now() - started < mostMs) {
    if (await isSo()) return performance.now() - started;
    await sleep(50);
  }
  return undefined;
}
