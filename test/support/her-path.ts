import type { PathChoice } from '../../src/route/path.ts';

/** By bus from Minsk over Terespol, and on foot into Ukraine at Medyka: the path of whoever has no other. */
export const PATH = {
  hub: 'minsk',
  mode: 'bus',
  entryCrossing: 'by-pl-terespol',
  exitCrossing: 'pl-ua-medyka',
  exitMode: 'foot',
} as const satisfies PathChoice;
