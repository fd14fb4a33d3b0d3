import { setPriority } from 'node:os';
import { join } from 'node:path';
import { startTestEngine } from './test-engine.ts';
import type { TestEngine } from './test-engine.ts';

declare global {
  var homewardTestEngine: TestEngine | undefined;
}

/** One database for the whole run: the replica set of TEST_MONGODB_URI, else an embedded engine in memory. */
export default async function globalSetup(): Promise<void> {
  const given = process.env['TEST_MONGODB_URI'];
  if (given === undefined) globalThis.homewardTestEngine = await startTestEngine();
  // The engine comes first: starved by tests and the processes they spawn, it was once silent for longer than a request waits.
  setPriority(5);
  // Workers and services load the same modules again and again: each is stripped and compiled once.
  process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '../../node_modules/.cache/homeward-tests');
  process.env['HOMEWARD_TEST_URI'] = given ?? globalThis.homewardTestEngine?.uri;
}
