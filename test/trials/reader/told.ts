import type { AuditRow, Rows } from './rows.ts';

/** One act as its client knows it, all its tries with the same key taken together. */
export interface Told {
  key: string;
  /** As the audit names it: `booking.book`. */
  what: string;
  /** What the client named; the same ids for each act of that name. */
  which: Record<string, string>;
  /** `unknown`: no answer came, so it may be there or not. */
  outcome: 'done' | 'refused' | 'unknown';
  /** The answer: its ids are what the act must have made. */
  reply?: Record<string, unknown>;
}

/** What was acknowledged is there, as often as it was; and what is there was acknowledged, or may have been under way. */
export function checkTold({ audit }: Rows, told: readonly Told[]): string[] {
  const entries = Map.groupBy(audit, ({ what }) => what);
  return [...Map.groupBy(told, ({ what }) => what)].flatMap(([what, acts]) => [
    ...findLost(what, acts, entries.get(what) ?? []),
    ...findInvented(what, acts, entries.get(what) ?? []),
  ]);
}

const name = (nouns: readonly string[], ids: Record<string, unknown>): string =>
  nouns.map((noun) => `${noun} ${typeof ids[noun] === 'string' ? ids[noun] : ''}`).join(', ');

function findLost(what: string, acts: readonly Told[], entries: readonly AuditRow[]): string[] {
  const known = new Set(entries.flatMap(({ which }) => Object.keys(which)));
  const done = acts.filter(({ outcome }) => outcome === 'done');
  // Answers of one kind of act name the same ids, so one of them says by what all are known.
  const nouns = [...new Set(done.flatMap(({ which, reply = {} }) => [...Object.keys(which), ...Object.keys(reply)]))]
    .filter((noun) => known.size === 0 || known.has(noun))
    .sort();
  const there = Map.groupBy(entries, ({ which }) => name(nouns, which));
  return [...Map.groupBy(done, ({ which, reply }) => name(nouns, { ...reply, ...which }))].flatMap(([ids, same]) => {
    const found = there.get(ids)?.length ?? 0;
    return found < same.length
      ? [`Lost: ${what} (${ids}) was confirmed ${same.length} times and is there ${found}.`]
      : [];
  });
}

function findInvented(what: string, acts: readonly Told[], entries: readonly AuditRow[]): string[] {
  const nouns = [...new Set(acts.flatMap(({ which }) => Object.keys(which)))].sort();
  const possible = Map.groupBy(
    acts.filter(({ outcome }) => outcome !== 'refused'),
    ({ which }) => name(nouns, which),
  );
  return [...Map.groupBy(entries, ({ which }) => name(nouns, which))].flatMap(([ids, same]) => {
    const most = possible.get(ids)?.length ?? 0;
    return same.length > most ? [`Invented: ${what} (${ids}) is there ${same.length} times and was done ${most}.`] : [];
  });
}
