import type { Noun } from './household.ts';

/** What each part of an address names, by the word before it. */
const NAMED: Readonly<Record<string, Noun>> = {
  'case-files/:id': 'case',
  'cases/:id': 'case',
  'slots/:id': 'slot',
  'bookings/:id': 'booking',
  'bookings/:bookingId': 'booking',
  'credentials/:credentialId': 'credential',
  'series/:id': 'series',
  'escorts/:id': 'escort',
  'feeds/:id': 'feed',
  'feeds/:feedId': 'feed',
  'feeds/:token': 'feed-token',
  'meeting-points/:id': 'meeting-point',
  'crossing-events/:id': 'crossing-event',
  'crossings/:id': 'crossing-event',
  'proposals/:id': 'proposal',
  'contacts/:id': 'contact',
  'staff/:id': 'staff',
  'desk/:id': 'staff',
  'sessions/:sessionId': 'session',
  'to-tell/:id': 'line',
  'sign-in/:token': 'sign-in-token',
  'e/:link': 'escort-link',
};

/** The nouns that an address names, in their order. Throws for one that nobody has told the tests of. */
export const nounsOf = (path: string): Noun[] =>
  [...path.matchAll(/[\w-]+\/:\w+/g)].map(([part]) => {
    const noun = NAMED[part];
    if (noun === undefined) throw new Error(`Say in named-things.ts what ${part} of ${path} names.`);
    return noun;
  });

/** The address with these in place of what it names. */
export function fillPath(path: string, ids: readonly string[]): string {
  let next = 0;
  return path.replaceAll(/:\w+/g, () => ids[next++] ?? '');
}
