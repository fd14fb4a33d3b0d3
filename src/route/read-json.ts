import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonPath, type DataProblem } from './data-problem.ts';

export type Report = (problem: DataProblem) => void;

/** The parsed file, or undefined after reporting that it is missing or no JSON. */
export function readJson(rootDir: string, file: string, report: Report): unknown {
  try {
    return JSON.parse(readFileSync(join(rootDir, file), 'utf8'));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    report({ file, path: jsonPath([]), reason: missing ? 'the file is missing' : `cannot be read (${String(error)})` });
    return undefined;
  }
}

/** The value in its schema's shape, or undefined after reporting each deviation with its JSON path. */
export function parseAt<S extends z.ZodType>(
  schema: S,
  value: unknown,
  where: { file: string; prefix: readonly PropertyKey[] },
  report: Report,
): z.infer<S> | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    report({ file: where.file, path: jsonPath([...where.prefix, ...issue.path]), reason: issue.message });
  return undefined;
}
