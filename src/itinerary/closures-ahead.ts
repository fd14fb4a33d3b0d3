import type { Booking } from '../booking/booking.ts';
import { hasSeen } from '../booking/event-code.ts';
import { isPublished } from '../crossing/crossing-event.ts';
import { momentStart } from '../crossing/period.ts';
import type { RecordedEvent } from '../crossing/recorded-event.ts';
import { byWeight } from '../crossing/slot-closures.ts';
import { hindrancesOn, kindOf, type Closure, type Pass } from '../crossing/touched-way.ts';
import type { Localized } from '../platform/language.ts';

/**
 * What she must be told of the borders ahead of her: each recorded event that was not seen when she was booked, and,
 * once she is on the road, each that is in force, the closed ones first. What is not published yet is not said to who
 * is still at home. Computed anew each time, so it is gone as soon as the event is ended or corrected.
 */
export function closuresAhead(
  ahead: readonly Pass[],
  { onRoad, ...booking }: Pick<Booking, 'acknowledged'> & { onRoad: boolean },
  rows: readonly RecordedEvent[],
  nameOf: (crossing: string) => Localized,
  now: Date,
): Closure[] {
  // Whoever booked her hoped that it opens before she comes; on the road she may be standing at it.
  const isHidden = ({ _id, event }: RecordedEvent): boolean =>
    (hasSeen(booking, _id) && !(onRoad && momentStart(event.from) <= now)) || (!onRoad && !isPublished(event, now));
  const shown = new Set(rows.filter((row) => !isHidden(row)).map(({ eventId }) => eventId));
  const events = rows.map(({ event }) => event);
  const found = ahead.flatMap((pass) =>
    hindrancesOn(pass, events, now)
      .filter(({ id }) => shown.has(id))
      .map((event): Closure => ({
        crossing: nameOf(pass.crossing),
        kind: kindOf(event, pass.mode),
        from: momentStart(event.from),
      })),
  );
  return found.sort(byWeight);
}
