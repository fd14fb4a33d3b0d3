import { hindrances, type CrossingEvent } from '../crossing/crossing-event.ts';
import type { CrossingMode, Direction } from '../crossing/crossing.ts';
import { formatTime, formatDay } from '../platform/zone-time.ts';
import type { Concern } from './booking-refusals.ts';

/** What her way asks of time and borders for one slot, worked backwards from it. */
export interface Demand {
  /** Latest safe departure from the hub. */
  latest: Date;
  estimate: boolean;
  /** The borders on her way with the latest planned arrival at each. */
  borders: readonly { crossing: string; direction: Direction; mode: CrossingMode; at: Date }[];
}

interface World {
  events: Iterable<CrossingEvent>;
  crossingName: (id: string) => string;
  /** Undefined while it is not known: then every rule about nationality is taken to concern her. */
  nationality: string | undefined;
  hubZone: string;
}

const HOUR_MS = 3_600_000;

/** What a coordinator must have seen before she books: too late to set out, or a crossing event on her way. */
export function bookingConcerns(
  demand: Demand,
  { events, crossingName, nationality, hubZone }: World,
  now: Date,
): Concern[] {
  const late: Concern[] =
    demand.latest > now
      ? []
      : [
          {
            code: 'too-late-to-set-out',
            text: `The latest safe departure for this slot was ${formatTime(demand.latest, hubZone)} on ${formatDay(demand.latest, hubZone, 'en')}${demand.estimate ? ' (an estimate)' : ''}, and that is over.`,
          },
        ];
  const known = [...events];
  const closed = demand.borders.flatMap(({ crossing, direction, mode, at }) => {
    // She may be there earlier than the latest plan says; an event that has just begun or is about to concerns her too.
    const moments = [new Date(at.getTime() - 6 * HOUR_MS), at];
    const found = new Set(
      moments.flatMap((moment) => hindrances(known, { crossing, direction, mode, at: moment, nationality })),
    );
    return [...found].map((event): Concern => ({
      code: 'crossing-event',
      text: `${crossingName(crossing)}: ${event.cause.en}.`,
    }));
  });
  return [...late, ...closed];
}
