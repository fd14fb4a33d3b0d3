import { checkServes } from '../escort/escort.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { withdrawOfSlot } from '../booking/outdated-tells.ts';
import type { ListClosures } from '../crossing/slot-closures-service.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { Tell } from '../notification/notification.ts';
import type { SlotChanges } from './slot-change.ts';
import type { SlotStore } from './slot-store.ts';
import { CannotOpen, checkNoOverlap, type Slot } from './slot.ts';

interface Dependencies {
  slots: SlotStore;
  escorts: EscortStore;
  bookings: BookingStore;
  notifications: NotificationStore;
  slotChanges: SlotChanges;
  closuresOn: ListClosures;
}

/** The steps of handing slots on: all are locked before the first is handed, so that a clash leaves none half done. */
export function handSlot({ slots, escorts, bookings, notifications, slotChanges, closuresOn }: Dependencies) {
  const lockAll = async (slotIds: readonly string[], escortId: string | undefined): Promise<Slot[]> => {
    const locked: Slot[] = [];
    for (const id of [...new Set(slotIds)].sort()) locked.push(await slots.lock(id));
    const concerned = new Set(locked.flatMap((slot) => slot.escortId ?? []));
    if (escortId !== undefined) concerned.add(escortId);
    for (const id of [...concerned].sort()) {
      const escort = await escorts.lock(id);
      if (id === escortId) checkServes(escort);
    }
    return locked;
  };

  /** The families and these escorts hear who accompanies now, and nothing of what that makes untrue. */
  const tellAll = async (slot: Slot, about: Tell['about'], escortIds: readonly string[], now: Date): Promise<void> => {
    await withdrawOfSlot(notifications, { slotId: slot._id, escortIds }, now);
    const booked = (await bookings.listLiveInSlot(slot._id)).filter((booking) => booking.status === 'booked');
    const facts = { about, slotId: slot._id };
    await notifications.tell(now, [
      ...booked.map(({ caseFileId }): Tell => ({ ...facts, audience: 'traveller', caseFileId })),
      ...escortIds.map((escortId): Tell => ({ ...facts, audience: 'escort', escortId })),
    ]);
  };

  /** Nobody accompanies any more: the slot closes and keeps its bookings. */
  const takeAway = async (slot: Slot, now: Date): Promise<void> => {
    const { escortId: _, ...rest } = slot;
    const status = slot.status === 'open' ? 'closed' : slot.status;
    await slots.update(slot._id, { escortId: null, status, edited: true });
    await slotChanges.publishHandedOn({ ...rest, status }, slot, now);
  };

  /** Gives one locked slot to an escort who is free then, or to nobody. */
  const hand = async (slot: Slot, escortId: string | undefined, now: Date): Promise<void> => {
    if (slot.status === 'cancelled') throw new CannotOpen('This slot was cancelled. Make a new one.');
    if (slot.escortId === escortId) return;
    // The escort who loses it hears first, then the one who takes it on.
    const concerned = [slot.escortId, escortId].flatMap((each) => each ?? []);
    if (escortId === undefined) {
      await takeAway(slot, now);
      return tellAll(slot, 'escort-removed', concerned, now);
    }
    checkNoOverlap(slot, await slots.listCommitments(escortId, slot.from, slot.freeAt));
    await slots.update(slot._id, { escortId, escortSince: now, edited: true });
    await slotChanges.publishHandedOn({ ...slot, escortId }, slot, now);
    await tellAll(slot, 'escort-changed', concerned, now);
    await tellClosures({ notifications, closuresOn }, slot, escortId, now);
  };

  return { lockAll, hand };
}

/** Whoever takes a slot on hears of what is closed there, and so of its end: no sweep comes by for him. */
async function tellClosures(
  { notifications, closuresOn }: Pick<Dependencies, 'notifications' | 'closuresOn'>,
  slot: Slot,
  escortId: string,
  now: Date,
): Promise<void> {
  const byEvent = new Map((await closuresOn(slot)).toReversed().map((each) => [each.eventId, each]));
  const facts = { audience: 'escort' as const, escortId, slotId: slot._id };
  const tells = [...byEvent.values()].map(({ eventId, rowId, kind }): Tell => {
    const key = `${rowId}/${slot._id}/${slot.rev}`;
    return { ...facts, about: `crossing-${kind}`, eventId, key };
  });
  await notifications.tell(now, tells);
}
