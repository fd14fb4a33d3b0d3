import { z } from 'zod';
import type { BookingStore } from '../booking/booking-store.ts';
import { isHeld, seatsTaken, type Booking } from '../booking/booking.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { openReason } from './cancel-reason.ts';
import type { SlotQuery, SlotStore } from './slot-store.ts';
import { SLOT_PHASES, SLOT_STATUSES, slotPhase, type Slot } from './slot.ts';

/** A slot as lists show it. Instants are ISO 8601 in UTC; no family's name. */
export const slotViewSchema = z.strictObject({
  slotId: z.string(),
  crossingId: z.string(),
  meetingPointId: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  zone: z.string(),
  localDate: z.iso.date(),
  localTime: z.string(),
  adjusted: z.enum(['none', 'gap', 'overlap']),
  accompaniedUntil: z.iso.datetime(),
  freeAt: z.iso.datetime(),
  status: z.enum(SLOT_STATUSES),
  phase: z.enum(SLOT_PHASES),
  capacity: z.int(),
  seatsBooked: z.int(),
  seatsHeld: z.int(),
  seatsLeft: z.int(),
  escort: z.strictObject({ escortId: z.string(), name: z.string() }).exactOptional(),
  seriesId: z.string().exactOptional(),
  cancelledFor: z.string().exactOptional(),
});
export type SlotView = z.infer<typeof slotViewSchema>;

interface Dependencies {
  slots: SlotStore;
  bookings: BookingStore;
  escorts: EscortStore;
  keys: Pick<KeyRing, 'house'>;
  clock: Clock;
}

export type SlotListService = ReturnType<typeof slotListService>;

/** Slots with their seats, for lists, boards and choosers. */
export function slotListService({ slots, bookings, escorts, keys, clock }: Dependencies) {
  const reasonOf = (slot: Slot): string | undefined => openReason(keys, slot);
  const toViews = async (found: readonly Slot[]): Promise<SlotView[]> => {
    const live = await bookings.listLiveInSlots(found.map(({ _id }) => _id));
    const bySlot = Map.groupBy(live, ({ slotId }) => slotId);
    const known = await escorts.findMany([...new Set(found.flatMap(({ escortId }) => escortId ?? []))]);
    const nameOf = new Map(known.map(({ _id, name }) => [_id, name]));
    return found.map((slot) => {
      const cancelledFor = reasonOf(slot);
      const view = toSlotView(slot, bySlot.get(slot._id) ?? [], nameOf, clock());
      return { ...view, ...(cancelledFor === undefined ? {} : { cancelledFor }) };
    });
  };
  return {
    reasonOf,
    /** From now on for so long: what is listed when no bounds are given. */
    weekAhead: (ms: number): { from: Date; to: Date } => ({ from: clock(), to: new Date(clock().getTime() + ms) }),
    list: async (query: SlotQuery): Promise<SlotView[]> => toViews(await slots.list(query)),
    get: async (slotId: string): Promise<SlotView> => {
      const [view] = await toViews(await slots.findMany([slotId]));
      if (!view) throw new NotFound('slot');
      return view;
    },
    getMany: async (slotIds: readonly string[]): Promise<SlotView[]> => toViews(await slots.findMany(slotIds)),
  };
}

function toSlotView(slot: Slot, live: readonly Booking[], nameOf: ReadonlyMap<string, string>, now: Date): SlotView {
  const { escortId } = slot;
  const held = seatsTaken(live.filter(isHeld), now);
  const taken = seatsTaken(live, now);
  return {
    slotId: slot._id,
    crossingId: slot.crossingId,
    meetingPointId: slot.meetingPointId,
    from: slot.from.toISOString(),
    to: slot.to.toISOString(),
    zone: slot.zone,
    localDate: slot.localDate,
    localTime: slot.localTime,
    adjusted: slot.adjusted,
    accompaniedUntil: slot.accompaniedUntil.toISOString(),
    freeAt: slot.freeAt.toISOString(),
    status: slot.status,
    phase: slotPhase(slot, now),
    capacity: slot.capacity,
    seatsBooked: taken - held,
    seatsHeld: held,
    seatsLeft: Math.max(0, slot.capacity - taken),
    ...(escortId === undefined ? {} : { escort: { escortId, name: nameOf.get(escortId) ?? '' } }),
    ...(slot.seriesId === undefined ? {} : { seriesId: slot.seriesId }),
  };
}
