import type { CrossingEvent } from '../crossing/crossing-event.ts';
import { hindrancesOn, type Pass } from '../crossing/touched-way.ts';
import { formatTime, formatDay } from '../platform/zone-time.ts';
import type { Concern } from './booking-refusals.ts';
import { eventCode } from './event-code.ts';

/** What her way asks of time and borders for one slot, worked backwards from it. */
export interface Demand {
  /** Latest safe departure from the hub. */
  latest: Date;
  estimate: boolean;
  /** The borders on her way, one after the meeting too, each with all the time in which she may be there. */
  borders: readonly Pass[];
}

interface World {
  events: readonly CrossingEvent[];
  /** The row that holds of an event, where the desk has recorded it. */
  rowOf: (eventId: string) => string | undefined;
  crossingName: (id: string) => string;
  /** Undefined while it is not known: then every rule about nationality is taken to concern her. */
  nationality: string | undefined;
  hubZone: string;
  /** Why a visa would be used up before her way back; undefined where nothing says so, or the desk has asked her. */
  usedUp?: string | undefined;
}

const HOUR_MS = 3_600_000;

/** What a coordinator must have seen before she books: too late to set out, a visa used up on the way, or a crossing event. */
export function bookingConcerns(demand: Demand, world: World, now: Date): Concern[] {
  const { events, rowOf, crossingName, nationality, hubZone, usedUp } = world;
  const late: Concern[] =
    demand.latest > now
      ? []
      : [
          {
            code: 'too-late-to-set-out',
            text: `The latest safe departure for this slot was ${formatTime(demand.latest, hubZone)} on ${formatDay(demand.latest, hubZone, 'en')}${demand.estimate ? ' (an estimate)' : ''}, and that is over.`,
          },
        ];
  const closed = demand.borders.flatMap((pass) => {
    // She may be there earlier than the latest plan says; an event that has just begun or is about to concerns her too.
    const early = { ...pass, from: new Date(pass.from.getTime() - 6 * HOUR_MS) };
    return hindrancesOn(early, events, now, nationality).map(({ id, wording }): Concern => ({
      code: eventCode(rowOf(id)),
      text: `${crossingName(pass.crossing)}: ${wording.en}.`,
    }));
  });
  const papers: Concern[] = usedUp === undefined ? [] : [{ code: 'single-entry', text: usedUp }];
  return [...late, ...papers, ...closed];
}
