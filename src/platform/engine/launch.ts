import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const settings = join(import.meta.dirname, 'engine.toml');

interface LaunchOptions {
  /** A Python that has the engine installed, as `installEngine` gives it. */
  python: string;
  /** A folder, or `:memory:`. */
  storage: string;
  /** The engine's own file of messages; appended to. */
  log: string;
  /** Every commit on the disk before it is answered. */
  sync: boolean;
  /** 0 lets the system choose a free one. */
  port: number;
  /** With it the driver sees a replica set and repeats reads and writes by itself, as on MongoDB; writes grow slow. */
  oplog?: boolean;
}

export interface Launched {
  child: ChildProcess;
  /** Resolves to the port once it answers; rejects with the engine's last words when it ends before. */
  listening: Promise<number>;
}

/** Starts the engine on the loopback, in a session of its own so that Ctrl-C in the terminal does not reach it. */
export function launchEngine(options: LaunchOptions, prefix: string[] = []): Launched {
  const offset = existsSync(options.log) ? statSync(options.log).size : 0;
  const log = openSync(options.log, 'a', 0o600);
  const [program = '', ...args] = [...prefix, options.python, ...argumentsFor(options)];
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log], windowsHide: true });
  closeSync(log);
  child.unref();
  // An engine may outlive its folder by a moment, when somebody has removed it all.
  const printed = (): string => (existsSync(options.log) ? readFileSync(options.log).subarray(offset).toString() : '');
  return { child, listening: waitForPort(child, printed) };
}

const argumentsFor = ({ storage, sync, port, oplog = false }: LaunchOptions): string[] => [
  ...['-I', '-m', 'secantus', '--config', settings, '--log-level', 'INFO'],
  ...(oplog ? [] : ['--standalone']),
  ...['--host', '127.0.0.1', '--port', String(port), '--storage-path', storage],
  ...(sync ? ['--sync-on-commit'] : []),
];

async function waitForPort(child: ChildProcess, printed: () => string): Promise<number> {
  let failed: string | undefined;
  child.on('error', (error) => (failed = error.message));
  child.on('exit', () => (failed = printed().trim().split('\n').at(-1)));
  // A cold disk has been seen to take several seconds for the first import.
  for (let waited = 0; waited < 30_000; waited += 25) {
    const port = /listening on 127\.0\.0\.1:(\d+)/.exec(printed())?.[1];
    if (port !== undefined) return Number(port);
    if (failed !== undefined) throw new Error(failed);
    await sleep(25);
  }
  throw new Error('it did not answer within 30 s');
}
