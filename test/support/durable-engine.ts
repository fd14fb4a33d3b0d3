import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchEngine, type Launched } from '../../src/platform/engine/launch.ts';
import { installedEngine } from './test-engine.ts';

/** An engine that keeps what it confirmed: on disk, each commit synced, killed and started again by the trial. */
export interface DurableEngine {
  /** Without a database name; the same after each restart. */
  uri: string;
  folder: string;
  pid(): number;
  /** Kills it where it stands. */
  kill(): Promise<void>;
  /** Starts it again on the same data and the same port. */
  restart(): Promise<void>;
  /** Kills it and removes its data. */
  stop(): Promise<void>;
}

/** @param folder an empty one to keep the data in (a small disk, say); a temporary one when absent. */
export async function startDurableEngine({
  oplog = false,
  folder = mkdtempSync(join(tmpdir(), 'homeward-durable-engine-')),
}: { oplog?: boolean; folder?: string } = {}): Promise<DurableEngine> {
  const python = await installedEngine();
  let running: Launched | undefined;
  const start = async (port: number): Promise<number> => {
    const log = join(folder, 'engine.log');
    running = launchEngine({ python, storage: join(folder, 'db'), log, sync: true, port, oplog });
    return running.listening;
  };
  const port = await start(0);
  const kill = async (): Promise<void> => {
    if (!running || running.child.exitCode !== null || running.child.signalCode !== null) return;
    const ended = once(running.child, 'exit');
    running.child.ref();
    running.child.kill('SIGKILL');
    await ended;
  };
  process.once('exit', () => running?.child.kill('SIGKILL'));
  return {
    uri: `mongodb://127.0.0.1:${port}`,
    folder,
    pid: () => running?.child.pid ?? 0,
    kill,
    restart: async () => {
      // The kernel may take a moment to let the port and the folder go.
      for (let attempt = 1; ; attempt += 1) {
        try {
          await start(port);
          return;
        } catch (error) {
          if (attempt === 20) throw error;
          await sleep(100);
        }
      }
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
