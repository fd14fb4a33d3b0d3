import { setTimeout as sleep } from 'node:timers/promises';

interface Audit {
  countDocuments(filter: object): Promise<number>;
}

/** Waits until no entry waits for its seal. @returns after how many milliseconds. */
export async function sealedWithin(audit: Audit, limitMs: number): Promise<number> {
  const started = performance.now();
  while ((await audit.countDocuments({ unsealed: true })) > 0) {
    if (performance.now() - started > limitMs) throw new Error(`Entries were still unsealed after ${limitMs} ms.`);
    await sleep(50);
  }
  return Math.round(performance.now() - started);
}
