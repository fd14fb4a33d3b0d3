import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as settle } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { houseKey } from '../../src/platform/house-key.ts';

const MODULE = new URL('../../src/platform/house-key.ts', import.meta.url);

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-key-test-'));
  file = join(folder, 'master.key');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes the key and removes it again, this many times, on a thread of its own. */
const makeAgain = (times: number): Worker =>
  new Worker(
    `const { rmSync } = require('node:fs');
    import(${JSON.stringify(MODULE.href)}).then(async ({ houseKey }) => {
      for (let time = 0; time < ${times}; time += 1) {
        await houseKey(${JSON.stringify(folder)});
        rmSync(${JSON.stringify(file)});
      }
    });`,
    { eval: true },
  );

const lengthNow = (): number | undefined => {
  try {
    return readFileSync(file).length;
  } catch {
    // Not there at this moment.
    return undefined;
  }
};

describe('the master key of the embedded database', () => {
  it('is made once, and for its owner’s eyes only', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => houseKey(join(folder, 'deeper'))));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
    expect(statSync(join(folder, 'deeper', 'master.key')).mode & 0o777).toBe(0o600);
  });

  it('is never found half made by another process', async () => {
    const making = makeAgain(300);
    const ended = new Promise<number>((resolve) => void making.once('exit', resolve));
    const lengths = new Set<number | undefined>();
    while (making.threadId !== -1) {
      for (let look = 0; look < 500; look += 1) lengths.add(lengthNow());
      await settle();
    }
    expect(await ended).toBe(0);
    lengths.delete(undefined);
    expect([...lengths]).toEqual([44]);
  });

  it('is refused where the file holds something else, and the file is left as it is', async () => {
    for (const text of ['', 'c2hvcnQ=', 'x'.repeat(200)]) {
      writeFileSync(file, text);
      await expect(houseKey(folder)).rejects.toThrow(/master\.key does not hold a master key.*remove the file/);
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });
});
