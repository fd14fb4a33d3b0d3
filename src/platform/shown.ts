import { z } from 'zod';
import { sha256 } from './sealing.ts';

/**
 * Stands for what a page showed. A form sends it back, so that nobody answers by name for words or a number that
 * somebody else wrote meanwhile.
 */
export const markOf = (...parts: readonly string[]): string => sha256(JSON.stringify(parts));

export const shownSchema = z.strictObject({
  shown: z.string('Send the mark “shown” that came with what you verify.').max(64),
});
