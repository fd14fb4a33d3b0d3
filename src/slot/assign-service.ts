import type { Perform } from '../audit/act-service.ts';
import type { ListClosures } from '../crossing/slot-closures-service.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import { handSlot } from './hand-slot.ts';
import type { SlotChanges } from './slot-change.ts';
import type { SlotStore } from './slot-store.ts';

interface Dependencies {
  perform: Perform;
  slots: SlotStore;
  escorts: EscortStore;
  bookings: BookingStore;
  notifications: NotificationStore;
  slotChanges: SlotChanges;
  closuresOn: ListClosures;
}

export type AssignService = ReturnType<typeof assignService>;

/** Who accompanies on which slot. Locks slots by id, then old and new escorts by id. */
export function assignService({ perform, ...dependencies }: Dependencies) {
  const { lockAll, hand } = handSlot(dependencies);

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
