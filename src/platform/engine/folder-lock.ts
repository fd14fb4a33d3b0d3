import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartRefused } from '../start-refused.ts';
import { readJson } from './files.ts';
import { processStamp, stampOf, stillRuns } from './process-stamp.ts';

const POLL_MS = 50;
const PATIENCE_MS = 120_000;
const HALF_WRITTEN_MS = 5_000;

/**
 * Runs `act` while no other process does so under the same lock file. A lock whose owner died is broken.
 * @throws StartRefused when a living owner keeps it for two minutes
 */
export async function withFolderLock<T>(path: string, act: () => T | Promise<T>): Promise<T> {
  for (let waited = 0; !tryCreate(path); waited += POLL_MS) {
    if (waited >= PATIENCE_MS) throw stillBusy(path);
    if (isStale(path, waited)) breakLock(path);
    else await sleep(POLL_MS);
  }
  try {
    return await act();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Exclusive creation is the lock: of two processes exactly one makes the file. */
function tryCreate(path: string): boolean {
  try {
    writeFileSync(path, JSON.stringify(stampOf(process.pid)), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isStale(path: string, waited: number): boolean {
  const owner = readJson(path, processStamp);
  // Between creating and writing it holds nothing: a moment for the living, for ever if its owner died there.
  return owner === undefined ? waited > HALF_WRITTEN_MS : !stillRuns(owner);
}

/** Only one may break at a time and looks again first; else the second would remove the lock that the first then took. */
function breakLock(path: string): void {
  const breaking = `${path}.breaking`;
  if (!tryCreate(breaking)) {
    if (isStale(breaking, 0)) rmSync(breaking, { force: true });
    return;
  }
  if (isStale(path, Infinity)) rmSync(path, { force: true });
  rmSync(breaking, { force: true });
}

function stillBusy(path: string): StartRefused {
  const owner = readJson(path, processStamp);
  return new StartRefused(`Process ${owner?.pid ?? '?'} holds ${path} for two minutes now: end it and start again.`);
}
