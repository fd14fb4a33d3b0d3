import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, replaceJson } from './files.ts';
import { processStamp, stampOf, stillRuns } from './process-stamp.ts';

/** Enters this process among those that use the engine; what it returns takes it out again. Call both under the lock. */
export function joinMembers(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const card = join(folder, `${process.pid}-${randomUUID().slice(0, 8)}.json`);
  replaceJson(card, stampOf(process.pid));
  return () => rmSync(card, { force: true });
}

/** How many living processes use the engine; the cards of dead ones are removed. Call it under the lock. */
export function countMembers(folder: string): number {
  const cards = readdirSync(folder).map((name) => join(folder, name));
  const dead = cards.filter((card) => {
    const stamp = readJson(card, processStamp);
    return stamp === undefined || !stillRuns(stamp);
  });
  for (const card of dead) rmSync(card, { force: true });
  return cards.length - dead.length;
}
