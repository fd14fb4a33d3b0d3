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

/** Replaces the file as a whole, so that a reader never meets half of it. */
export function replaceJson(path: string, value: unknown): void {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(draft, path);
}
