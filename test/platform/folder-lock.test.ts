import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withFolderLock } from '../../src/platform/engine/folder-lock.ts';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-lock-test-'));
  lock = join(folder, 'engine.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** How many were inside at most when this many asked at once. */
async function mostInside(count: number): Promise<number> {
  let inside = 0;
  let most = 0;
  const visit = (): Promise<void> =>
    withFolderLock(lock, async () => {
      most = Math.max(most, (inside += 1));
      await sleep(5);
      inside -= 1;
    });
  await Promise.all(Array.from({ length: count }, visit));
  return most;
}

describe('the lock of a folder', () => {
  it('lets one in at a time and is gone afterwards', async () => {
    expect(await mostInside(10)).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is broken by exactly one when its owner died', async () => {
    writeFileSync(lock, JSON.stringify({ pid: process.pid, began: 'another day' }));
    expect(await mostInside(10)).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is broken too when whoever was breaking it died there', async () => {
    const dead = JSON.stringify({ pid: process.pid, began: 'another day' });
    writeFileSync(lock, dead);
    writeFileSync(`${lock}.breaking`, dead);
    expect(await mostInside(3)).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is given back when the act inside fails', async () => {
    await expect(withFolderLock(lock, () => Promise.reject(new Error('it failed')))).rejects.toThrow('it failed');
    expect(await mostInside(1)).toBe(1);
  });
});
