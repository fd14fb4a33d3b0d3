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
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = missing ? 'the file is missing' : `the file cannot be read (${(error as Error).message})`;
    report({ file, path: jsonPath([]), reason });
    return undefined;
  }
}

/**
 * The value in its schema's shape, or undefined after reporting each deviation with its JSON path. An undefined value
 * is a file that could not be read, and that has been reported already.
 */
export function parseAt<S extends z.ZodType>(
  schema: S,
  value: unknown,
  where: { file: string; prefix: readonly PropertyKey[] },
  report: Report,
): z.infer<S> | undefined {
  if (value === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    report({ file: where.file, path: jsonPath([...where.prefix, ...issue.path]), reason: issue.message });
  return undefined;
}
