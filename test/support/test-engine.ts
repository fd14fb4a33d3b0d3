import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installEngine } from '../../src/platform/engine/install.ts';
import { launchEngine } from '../../src/platform/engine/launch.ts';
import { readJson, replaceJson } from '../../src/platform/engine/files.ts';
import { processStamp, stampOf, stillRuns } from '../../src/platform/engine/process-stamp.ts';

export interface TestEngine {
  /** Without a database name. */
  uri: string;
  pid: number;
  /** Kills it at once and removes all it kept. */
  stop(): Promise<void>;
}

const cacheDir = process.env['XDG_CACHE_HOME'];

const PREFIX = 'homeward-test-engine-';
const STAMP = 'process.json';

/** The Python that has the engine, installed when it is not yet there. */
export const installedEngine = (): Promise<string> =>
  installEngine({ say: (line) => process.stderr.write(`${line}\n`), ...(cacheDir ? { cacheDir } : {}) });

/** An engine of one's own, in memory, empty: for a run of the tests, or for a test that stops or kills it. */
export async function startTestEngine(): Promise<TestEngine> {
  const python = await installedEngine();
  removeLeftFolders();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  const log = join(folder, 'engine.log');
  const { child, listening } = launchEngine(
    { python, storage: ':memory:', log, sync: false, port: 0 },
    tiedToUs(folder),
  );
  replaceJson(join(folder, STAMP), stampOf(child.pid ?? 0));
  const ended = new Promise<void>((resolve) => void child.on('exit', () => resolve()));
  const port = await listening;
  return {
    uri: `mongodb://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      // Launched so that it keeps no process waiting; here its end is waited for, or the runner would end first, and end well.
      child.ref();
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A run that was killed takes its engine along, but not the engine's folder. */
function removeLeftFolders(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const stamp = readJson(join(tmpdir(), name, STAMP), processStamp);
    if (stamp && !stillRuns(stamp)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** In memory it still makes a temporary folder, left behind by SIGKILL: so that lies in ours. And a killed run takes the engine along. */
function tiedToUs(folder: string): string[] {
  if (process.platform === 'win32') return [];
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  return ['env', `TMPDIR=${folder}`, ...(setpriv ? [setpriv, '--pdeathsig', 'KILL'] : [])];
}
