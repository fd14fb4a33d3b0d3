import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithUs } from './child.ts';
import { freePort } from '../support/npm-start.ts';
import { openWire, wireRequest } from './wire.ts';

/** Homeward as `npm start` runs it, in a process of its own; what it logs goes nowhere. */
export interface Service {
  port: number;
  /** From the start of the process to its first answer. */
  startedInMs: number;
  /** Resident memory in MB. */
  memory(): number;
  stop(): Promise<void>;
}

/** @param profileDir where its CPU profile is written when it stops */
export async function startService(
  { uri, master }: { uri: string; master: Buffer },
  profileDir?: string,
): Promise<Service> {
  const { PATH = '', HOME = '' } = process.env;
  const port = await freePort();
  const flags = profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  const env = { PATH, HOME, PORT: String(port), MONGODB_URI: uri, MASTER_KEY: master.toString('base64') };
  const started = performance.now();
  const child = spawn(process.execPath, [...flags, ...wordsOfStart()], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  endWithUs(child);
  await firstAnswer(port, child);
  return {
    port,
    startedInMs: performance.now() - started,
    memory: () => residentMb(child),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** What `npm start` gives to Node. */
function wordsOfStart(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1);
}

async function firstAnswer(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await askOnce(port).catch(() => undefined);
    if (answer === 200) return;
    await sleep(5);
  }
  throw new Error(`The service did not start: it ended with ${child.exitCode}.`);
}

async function askOnce(port: number): Promise<number> {
  const wire = await openWire(port);
  const { status } = await wire.ask(wireRequest('/healthz'));
  wire.close();
  return status;
}

/** What Node itself holds while it does nothing. */
export async function bareNodeMemory(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
  endWithUs(child);
  await sleep(1000);
  const memory = residentMb(child);
  child.kill('SIGKILL');
  return memory;
}

function residentMb({ pid }: ChildProcess): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}
