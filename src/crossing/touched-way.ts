import { bearingOn, eachPeriod, hindrances, type CrossingEvent } from './crossing-event.ts';
import { momentStart } from './period.ts';
import type { CrossingMode, Direction } from './crossing.ts';
import type { Localized } from '../platform/language.ts';

/** A border on somebody's way and all the time in which she may be there. Instants in UTC. */
export interface Pass {
  crossing: string;
  direction: Direction;
  mode: CrossingMode;
  from: Date;
  to: Date;
}

/** What a traveller or an escort hears of one event. */
export interface Closure {
  crossing: Localized;
  kind: 'closed' | 'restricted';
  from: Date;
}

const later = (one: Date, other: Date): Date => (one > other ? one : other);

/**
 * The events that hinder this pass from `since` on. Whoever had to pass before then may still stand there, so the pass
 * lasts until now at least; but an event that began after all of its time has passed her by. Of an event that holds
 * more than once, the first period that hinders is given.
 */
export function hindrancesOn(
  pass: Pass,
  events: readonly CrossingEvent[],
  since: Date,
  nationality?: string,
): CrossingEvent[] {
  const { crossing, direction, mode } = pass;
  const there = events.filter((event) => event.crossings.includes(crossing)).flatMap(eachPeriod);
  if (there.length === 0) return [];
  const [begins, ends] = [later(pass.from, since), later(pass.to, since)];
  // Between two of these instants nothing changes.
  const turns = there.flatMap(({ from, to }) =>
    [from, to].flatMap((moment) => (moment === null ? [] : momentStart(moment))),
  );
  const moments = [begins, ends, ...turns.filter((turn) => begins < turn && turn < ends)];
  const found = moments.flatMap((at) => hindrances(there, { crossing, direction, mode, at, nationality }));
  return firstOfEach(found.filter(({ from }) => momentStart(from) <= pass.to));
}

/** Each event once, with the period of it that begins first. */
function firstOfEach(events: readonly CrossingEvent[]): CrossingEvent[] {
  const first = new Map<string, CrossingEvent>();
  for (const event of events) {
    const known = first.get(event.id);
    if (!known || momentStart(event.from) < momentStart(known.from)) first.set(event.id, event);
  }
  return [...first.values()];
}

/** How bad it is for who passes in that mode. */
export const kindOf = (event: CrossingEvent, mode: CrossingMode): Closure['kind'] =>
  bearingOn(event, mode) === 'closes' ? 'closed' : 'restricted';

const ANY_MODE = ['foot', 'car', 'bus'] as const;

/** An escort may come from either side and by any means: all ways over his crossing in that time. */
export const everyPass = (crossing: string, from: Date, to: Date): Pass[] =>
  (['to-PL', 'to-UA'] as const).flatMap((direction) =>
    ANY_MODE.map((mode) => ({ crossing, direction, mode, from, to })),
  );
