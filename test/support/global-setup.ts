import { setPriority } from 'node:os';
import { join } from 'node:path';
import { startTestEngine } from './test-engine.ts';
import type { TestEngine } from './test-engine.ts';

declare global {
  var homewardTestEngines: readonly TestEngine[];
}

/** The replica set of TEST_MONGODB_URI for the whole run, else an embedded engine in memory for each worker. */
export default async function globalSetup({ maxWorkers }: { maxWorkers: number }): Promise<void> {
  const given = process.env['TEST_MONGODB_URI'];
  globalThis.homewardTestEngines = given === undefined ? await startEngines(maxWorkers) : [];
  // The engine comes first: starved by tests and the processes they spawn, it was once silent for longer than a request waits.
  setPriority(5);
  // Workers and services load the same modules again and again: each is stripped and compiled once.
  process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '../../node_modules/.cache/homeward-tests');
  process.env['HOMEWARD_TEST_URIS'] = given ?? globalThis.homewardTestEngines.map(({ uri }) => uri).join(' ');
}

/** The first alone, since it may have to be installed. */
async function startEngines(count: number): Promise<TestEngine[]> {
  const first = await startTestEngine();
  return [first, ...(await Promise.all(Array.from({ length: count - 1 }, startTestEngine)))];
}
