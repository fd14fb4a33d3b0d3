import type { Renderable } from '../platform/html.ts';
import { tag } from '../platform/parts.ts';
import { DESK_ZONE, momentText } from './when.ts';

/** Who answers for it and since when, or that nobody does. */
export const verifiedBy = (
  verified: { by: string; at: Date } | undefined,
  nobody: Renderable = tag('warn', 'not verified'),
): Renderable => (verified ? `by ${verified.by}, ${momentText(verified.at, DESK_ZONE)}` : nobody);
