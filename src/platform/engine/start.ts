import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartRefused } from '../start-refused.ts';
import { writeRecord } from './engine-record.ts';
import type { EngineRecord } from './engine-record.ts';
import { writeInstance } from './instance.ts';
import { launchEngine } from './launch.ts';
import type { Launched } from './launch.ts';
import { stampOf } from './process-stamp.ts';

interface StartOptions {
  folder: string;
  python: string;
  sync: boolean;
  /** Where it listened before, so that processes which outlived it find it again; 0 for any. */
  port: number;
}

// An engine told to stop takes some 2 s to let its folder go.
const ATTEMPTS = 20;
const PAUSE_MS = 500;

/**
 * Starts the engine on the folder and records it. Waits for a folder or a port that is busy.
 * @throws StartRefused with the engine's last words when it does not come up
 */
export async function startEngine(options: StartOptions): Promise<EngineRecord> {
  const log = join(options.folder, 'engine.log');
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce({ ...options, port: attempt === 1 ? options.port : 0 }, log);
    } catch (cause) {
      const words = cause instanceof Error ? cause.message : String(cause);
      if (attempt === ATTEMPTS || !isBusy(words)) throw refusal(words, options.folder, cause);
      await sleep(PAUSE_MS);
    }
  }
}

async function startOnce({ folder, python, sync, port }: StartOptions, log: string): Promise<EngineRecord> {
  const launched = launchEngine({ python, storage: join(folder, 'db'), log, sync, port });
  const record = { ...stampOf(launched.child.pid ?? process.pid), port: 0, id: randomUUID(), folder };
  // Written before it answers: whoever starts after a crash at this point knows whose process it is.
  if (launched.child.pid !== undefined) writeRecord(record);
  try {
    const started = { ...record, port: await launched.listening };
    await writeInstance(started.port, started.id);
    writeRecord(started);
    return started;
  } catch (error) {
    await end(launched);
    throw error;
  }
}

async function end({ child }: Launched): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const isBusy = (words: string): boolean => /busy|already in use|being used|Errno 98|Errno 48/i.test(words);

const refusal = (words: string, folder: string, cause: unknown): StartRefused =>
  isBusy(words)
    ? new StartRefused(
        `Another program uses the database in ${folder}: end it, or set DATA_DIR to another folder. (${words})`,
        { cause },
      )
    : new StartRefused(`The embedded database did not start: ${words}. See ${join(folder, 'engine.log')}.`, { cause });
