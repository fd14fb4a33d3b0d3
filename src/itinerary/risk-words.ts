import type { Obstacle, Risk } from './border-grounds.ts';

/** Why a way may fail, as the desk and the command line read it. English. */
const RISK_WORDS: Record<Risk['code'], string> = {
  'crossing-restricted': 'some are refused there, or it takes longer',
  'crossing-unknown': 'nobody has written down who may pass there',
  'checked-long-ago': 'not checked for long',
  'single-entry': 'a visa for one entry is used up on the way there',
  tight: 'only if nothing takes longest',
};

/** `Terespol–Brest: not checked for long`, each crossing once. */
export function sayRisks(risks: readonly Risk[], nameOf: (crossing: string) => string): string[] {
  const byPlace = Map.groupBy(risks, ({ crossing = '' }) => crossing);
  return [...byPlace].map(([crossing, there]) => {
    const what = [...new Set(there.map(({ code }) => RISK_WORDS[code]))].join(', ');
    return crossing === '' ? what : `${nameOf(crossing)}: ${what}`;
  });
}

/** What is in the way, a sentence. */
export function sayObstacle({ code, crossing, event }: Obstacle, nameOf: (crossing: string) => string): string {
  if (code === 'too-late') return 'She would come too late, even if she set out now.';
  const why = event ? `: “${event.wording.en}”` : ' by its ordinary rules';
  return `${nameOf(crossing ?? '')} is closed when she comes there${why}.`;
}
