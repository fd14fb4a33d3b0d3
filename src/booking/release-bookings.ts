import { stateWithoutBooking } from '../case-file/case-state.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { TellAbout } from '../notification/notification.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { Slot } from '../slot/slot.ts';
import type { BookingStatus } from './booking.ts';
import type { BookingStore } from './booking-store.ts';
import { asKnown, meetingOf } from './booking-tells.ts';
import { withdrawOfPlace } from './outdated-tells.ts';
import { sealReasons } from './seal-reasons.ts';

interface Dependencies {
  bookings: BookingStore;
  caseFiles: CaseFileStore;
  notifications: NotificationStore;
  keys: KeyRing;
}

/** How the bookings of a slot end: their new status, by whom, for which reason, and what the families are to be told. */
export interface Release {
  status: Extract<BookingStatus, 'cancelled' | 'released'>;
  by: string;
  reason: string;
  about: TellAbout;
}

/**
 * Ends every live booking of a slot that this transaction has locked, puts each case back to confirmed, and leaves a
 * line on To tell for each family that had a confirmed one. Locks the case files, in the order of their ids.
 * Gives the case files' ids. The caller publishes the slot.
 */
export type ReleaseAll = (slot: Slot, release: Release, now: Date) => Promise<string[]>;

export function releaseAll({ bookings, caseFiles, notifications, keys }: Dependencies): ReleaseAll {
  return async (slot, { status, by, reason, about }, now) => {
    const live = await bookings.listLiveInSlot(slot._id);
    live.sort((one, other) => (one.caseFileId < other.caseFileId ? -1 : 1));
    const told = { about, audience: 'traveller', slotId: slot._id, was: meetingOf(slot) } as const;
    for (const booking of live) {
      const caseFile = await caseFiles.lockEvenErased(booking.caseFileId);
      const sealed = await sealReasons(keys, booking, { reason });
      await bookings.end(booking._id, { status, endedAt: now, endedBy: by, ...sealed });
      if (booking.status !== 'booked') continue;
      const state = stateWithoutBooking(caseFile.state);
      await caseFiles.update(caseFile._id, { state, nextAt: null, lastChange: null }, { at: now, by });
      const untold = await withdrawOfPlace(notifications, caseFile._id, [slot._id], now);
      await notifications.tell(now, asKnown([{ ...told, caseFileId: caseFile._id }], untold));
    }
    return live.map((booking) => booking.caseFileId);
  };
}
