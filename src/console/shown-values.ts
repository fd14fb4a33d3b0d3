import { z } from 'zod';
import type { Entered } from '../platform/form.ts';

/** Hidden in a form: the values its fields were shown with, so that what she has not touched is known. */
export const shownSchema = z.string().max(20_000).optional();

const valuesSchema = z.record(z.string(), z.string());

function readShown(text: unknown): Record<string, string> | undefined {
  try {
    return valuesSchema.safeParse(JSON.parse(String(text))).data;
  } catch {
    return undefined;
  }
}

// A browser sends the lines of a text with other ends than they were shown with.
const plain = (value: Entered['values'][string]): string => [value ?? ''].flat().join('\n').replaceAll('\r\n', '\n');

/** What she has typed herself; a field that she left as it was shown is dropped and shows what stands now. */
export function onlyTouched({ shown, ...typed }: Entered['values']): Entered['values'] {
  const before = readShown(shown);
  if (!before) return typed;
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => plain(value) !== plain(before[name])));
}
