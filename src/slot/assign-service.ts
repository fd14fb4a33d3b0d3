import type { Perform } from '../audit/act-service.ts';
import { checkServes } from '../escort/escort.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { Tell } from '../notification/notification.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { SlotChanges } from './slot-change.ts';
import type { SlotStore } from './slot-store.ts';
import { CannotOpen, checkNoOverlap, type Slot } from './slot.ts';

interface Dependencies {
  perform: Perform;
  slots: SlotStore;
  escorts: EscortStore;
  bookings: BookingStore;
  notifications: NotificationStore;
  slotChanges: SlotChanges;
}

export type AssignService = ReturnType<typeof assignService>;

/** Who accompanies on which slot. Locks slots by id, then old and new escorts by id. */
export function assignService({ perform, slots, escorts, bookings, notifications, slotChanges }: Dependencies) {
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

  const tellFamilies = async (slot: Slot, about: Tell['about'], now: Date): Promise<void> => {
    const booked = (await bookings.listLiveInSlot(slot._id)).filter((booking) => booking.status === 'booked');
    const tells = booked.map(({ caseFileId }): Tell => ({
      about,
      audience: 'traveller',
      caseFileId,
      slotId: slot._id,
    }));
    await notifications.tell(now, tells);
  };

  /** Gives one locked slot to an escort who is free then, or to nobody, which closes it and keeps its bookings. */
  const hand = async (slot: Slot, escortId: string | undefined, now: Date): Promise<void> => {
    if (slot.status === 'cancelled') throw new CannotOpen('This slot was cancelled. Make a new one.');
    if (slot.escortId === escortId) return;
    const { escortId: before, ...rest } = slot;
    if (escortId === undefined) {
      const status = slot.status === 'open' ? 'closed' : slot.status;
      await slots.update(slot._id, { escortId: null, status, edited: true });
      await slotChanges.publishHandedOn({ ...rest, status }, slot, now);
      await tellFamilies(slot, 'escort-removed', now);
      return;
    }
    checkNoOverlap(slot, await slots.listCommitments(escortId, slot.from, slot.freeAt));
    await slots.update(slot._id, { escortId, edited: true });
    await slotChanges.publishHandedOn({ ...slot, escortId }, slot, now);
    await tellFamilies(slot, 'escort-changed', now);
    const lost: Tell[] =
      before === undefined ? [] : [{ about: 'escort-changed', audience: 'escort', escortId: before, slotId: slot._id }];
    await notifications.tell(now, [
      ...lost,
      { about: 'escort-changed', audience: 'escort', escortId, slotId: slot._id },
    ]);
  };

  return {
    /** An empty escort takes the present one away. Throws EscortOverlap, EscortRetired, CannotOpen, NotFound. */
    assign: (act: ActContext, slotId: string, escortId: string): Promise<{ slotId: string }> =>
      perform(act, `slot/${slotId}`, async (now) => {
        const wanted = escortId === '' ? undefined : escortId;
        for (const slot of await lockAll([slotId], wanted)) await hand(slot, wanted, now);
        return { reply: { slotId }, which: { slotId, escortId: wanted }, fields: ['escort'] };
      }),

    /** All of them or none: a clash names the slot that is in the way. */
    assignMany: (act: ActContext, slotIds: readonly string[], escortId: string): Promise<{ slotIds: string[] }> =>
      perform(act, `slot/${[...slotIds].sort()[0] ?? ''}`, async (now) => {
        const locked = await lockAll(slotIds, escortId);
        for (const slot of locked) await hand(slot, escortId, now);
        return {
          reply: { slotIds: locked.map(({ _id }) => _id) },
          which: { escortId, slotIds: slotIds.join(' ') },
          fields: ['escort'],
        };
      }),
  };
}
