import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineRecord } from './engine-record.ts';
import { findInstance } from './instance.ts';
import { isProof, stillRuns } from './process-stamp.ts';

const PAUSE_MS = 50;
const GENTLE_MS = 15_000;
const FORCED_MS = 5_000;

/** Ends this very engine and waits until it is gone. Never a stranger that has its number by now. */
export async function stopEngine(record: EngineRecord): Promise<void> {
  if (!(await isOurs(record))) return;
  signal(record, 'SIGTERM');
  if (await isGoneWithin(record, GENTLE_MS)) return;
  signal(record, 'SIGKILL');
  await isGoneWithin(record, FORCED_MS);
}

async function isOurs(record: EngineRecord): Promise<boolean> {
  if (!stillRuns(record)) return false;
  return isProof(record) || (await findInstance(record.port, 2_000)) === record.id;
}

async function isGoneWithin(record: EngineRecord, ms: number): Promise<boolean> {
  for (let waited = 0; waited < ms && stillRuns(record); waited += PAUSE_MS) await sleep(PAUSE_MS);
  return !stillRuns(record);
}

function signal(record: EngineRecord, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(record.pid, name);
  } catch {
    // It went by itself in between, which is what was asked for.
  }
}
