import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';

/** What the file holds, or `undefined` when it is absent, half-written or of another shape. */
export function readJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Makes or replaces the file as a whole, so that a reader never meets half of it; with `flush`, on the disk when it returns. */
export function replaceFile(path: string, text: string, { flush = false } = {}): void {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode: 0o600, flush });
  renameSync(draft, path);
}

export const replaceJson = (path: string, value: unknown): void => replaceFile(path, JSON.stringify(value, null, 2));
