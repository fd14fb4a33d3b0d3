import { z } from 'zod';
import type { BookingStore } from '../booking/booking-store.ts';
import { expireHolds } from '../booking/expire-holds.ts';
import type { MeetingPoint } from '../crossing/meeting-point.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import { daysAfter } from '../platform/days.ts';
import { localDateTime } from '../platform/zone-time.ts';
import { SERIES_CHANGED } from './cancel-reason.ts';
import { REACH_DAYS, type SeriesPlanner } from './series-planner.ts';
import { planSeries, type Series } from './series.ts';
import type { SlotChanges } from './slot-change.ts';
import type { SlotStore } from './slot-store.ts';
import type { Slot } from './slot.ts';

interface Dependencies {
  slots: SlotStore;
  bookings: BookingStore;
  escorts: EscortStore;
  slotChanges: SlotChanges;
  planner: Pick<SeriesPlanner, 'buildSlot' | 'lockCommitments'>;
}

/** A slot that a changed series would have touched and did not, because somebody is booked on it or a person changed it. */
export const untouchedSchema = z.strictObject({
  slotId: z.string(),
  localDate: z.iso.date(),
  localTime: z.string(),
  because: z.enum(['booked', 'edited']),
});
export type Untouched = z.infer<typeof untouchedSchema>;

/** Gives `applyToAhead`: brings the slots ahead to what a changed series says, and tells which it left alone. */
export function followSeries({ slots, bookings, escorts, slotChanges, planner }: Dependencies) {
  const write = async (next: Slot, slot: Slot, now: Date): Promise<void> => {
    const { _id, rev, published, plannedKey, ...change } = next;
    await slots.update(_id, { ...change, escortId: next.escortId ?? null, cancelledFor: next.cancelledFor ?? null });
    await slotChanges.publishHandedOn(next, slot, now);
  };

  /** Brings slots that nobody is booked on and nobody changed to what the series now says. Slots are locked. */
  const follow = async (of: Series, point: MeetingPoint, free: readonly Slot[], now: Date): Promise<void> => {
    for (const id of concernedOf(of, free)) await escorts.lock(id);
    const known = new Set(free.map(({ _id }) => _id));
    // What they take of the escort now is given up: each is asked for anew, the earliest first.
    const taken = (await planner.lockCommitments(of, now))?.filter(({ _id }) => !known.has(_id));
    const plan = planSeries(of, localDateTime(now, of.zone).date, REACH_DAYS, new Set());
    const wanted = new Map(plan.map((each) => [each.plannedKey, each]));
    for (const slot of [...free].sort((one, other) => +one.from - +other.from)) {
      const planned = wanted.get(slot.plannedKey ?? '');
      const next = followed(slot, planned && planner.buildSlot(of, point, planned, taken, now));
      await write(next, slot, now);
      if (next.escortId !== undefined) taken?.push(next);
    }
  };

  return async (of: Series, point: MeetingPoint, now: Date): Promise<Untouched[]> => {
    const ahead = await slots.list({ seriesId: of._id, from: now, to: daysAfter(now, REACH_DAYS) });
    const untouched: Untouched[] = [];
    const free: Slot[] = [];
    for (const _id of ahead.map((slot) => slot._id).sort()) {
      const slot = await slots.lock(_id);
      const live = (await expireHolds(bookings, _id, now)).length > 0;
      const { localDate, localTime } = slot;
      // What a person cancelled is edited too: only what a change of the series took away is offered again.
      if (live || slot.edited)
        untouched.push({ slotId: _id, localDate, localTime, because: live ? 'booked' : 'edited' });
      else free.push(slot);
    }
    await follow(of, point, free, now);
    return untouched;
  };
}

/** Escorts whose commitments may change, in the order in which everybody locks them. */
function concernedOf({ escortId }: Series, free: readonly Slot[]): string[] {
  const present = free.flatMap((slot) => slot.escortId ?? []);
  return [...new Set([...present, ...(escortId === undefined ? [] : [escortId])])].sort();
}

/** The slot as the series now wants it: its key, its history and its place in the feed stay. */
const followed = (slot: Slot, wanted: Slot | undefined): Slot =>
  wanted
    ? { ...wanted, _id: slot._id, published: slot.published }
    : { ...slot, status: 'cancelled', cancelledFor: SERIES_CHANGED };
