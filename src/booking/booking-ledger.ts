import type { CaseFile } from '../case-file/case-file.ts';
import { isUnderWay, stateWithoutBooking } from '../case-file/case-state.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { Tell } from '../notification/notification.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import { OF_A_CROSSING } from '../notification/notification.ts';
import { actorName, type Actor } from '../platform/act-context.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { Slot } from '../slot/slot.ts';
import type { SlotChanges } from '../slot/slot-change.ts';
import type { Booking } from './booking.ts';
import type { BookingStore } from './booking-store.ts';
import { asKnown, knownMeeting, meetingOf, tellBoth, tellOfMove } from './booking-tells.ts';
import { withdrawBeforeBooking, withdrawOfCrossings, withdrawOfPlace } from './outdated-tells.ts';
import { sealReasons } from './seal-reasons.ts';

interface Dependencies {
  bookings: BookingStore;
  caseFiles: CaseFileStore;
  notifications: NotificationStore;
  slotChanges: SlotChanges;
  keys: KeyRing;
}

export interface EndOfBooking {
  status: 'cancelled' | 'released';
  by: Actor;
  reason: string;
}

/**
 * Writes what the rules have decided, with all that follows from it: the case's state, the feed, who is to be told.
 * Slot and case file are locked by the caller. A hold changes neither state nor feed.
 * The rules hand over reasons in clear; they are sealed here.
 */
export type BookingLedger = ReturnType<typeof bookingLedger>;

export function bookingLedger(dependencies: Dependencies) {
  return { ...making(dependencies), ...ending(dependencies), ...moving(dependencies) };
}

function making(dependencies: Dependencies) {
  const { bookings, notifications, keys } = dependencies;
  const tellMade = async (slot: Slot, caseFile: CaseFile, now: Date): Promise<void> => {
    await withdrawBeforeBooking(notifications, caseFile._id, slot._id, now);
    await notifications.tell(now, tellBoth('booking-made', slot, caseFile));
  };
  return {
    expire: async (over: readonly Booking[], now: Date): Promise<void> => {
      for (const hold of over) await bookings.end(hold._id, { status: 'expired', endedAt: now });
    },
    add: async (booking: Booking, slot: Slot, caseFile: CaseFile, now: Date): Promise<void> => {
      await bookings.insert({ ...booking, ...(await sealReasons(keys, booking, booking)) });
      if (booking.status !== 'booked') return;
      await becomesBooked(dependencies, { slot, caseFile, by: booking.madeBy }, now);
      await tellMade(slot, caseFile, now);
    },
    confirm: async (booking: Booking, slot: Slot, caseFile: CaseFile, by: Actor, now: Date): Promise<void> => {
      await bookings.update(booking._id, { status: 'booked' });
      await becomesBooked(dependencies, { slot, caseFile, by: actorName(by) }, now);
      await tellMade(slot, caseFile, now);
    },
  };
}

function ending({ bookings, caseFiles, notifications, slotChanges, keys }: Dependencies) {
  return {
    /** Gives the meeting that she last heard of; none where it was a hold. */
    end: async (
      booking: Booking,
      slot: Slot,
      caseFile: CaseFile,
      end: EndOfBooking,
      now: Date,
    ): Promise<Tell['was']> => {
      await bookings.end(booking._id, {
        status: end.status,
        endedAt: now,
        endedBy: actorName(end.by),
        ...(await sealReasons(keys, booking, { reason: end.reason })),
      });
      if (booking.status !== 'booked') return undefined;
      const state = stateWithoutBooking(caseFile.state);
      const changed = { at: now, by: actorName(end.by) };
      await caseFiles.update(caseFile._id, { state, nextAt: null, lastChange: null }, changed);
      await slotChanges.publish(slot, now);
      const untold = await withdrawOfPlace(notifications, caseFile._id, [slot._id], now);
      const tells = asKnown(tellBoth('booking-cancelled', slot, caseFile, slot), untold);
      // Of an ending she hears from its own line; the escort only that the place is free.
      await notifications.tell(
        now,
        end.status === 'released' ? tells.filter((tell) => tell.audience === 'escort') : tells,
      );
      return knownMeeting(untold) ?? meetingOf(slot);
    },
  };
}

function moving(dependencies: Dependencies) {
  const { bookings, caseFiles, notifications, slotChanges, keys } = dependencies;
  /** What follows once she has the one place and no longer the other. */
  const tellMoved = async (from: Slot, to: Slot, caseFile: CaseFile, by: Actor, now: Date): Promise<void> => {
    await slotChanges.publish(from, now);
    await becomesBooked(dependencies, { slot: to, caseFile, by: actorName(by) }, now);
    // On the road she may be standing at what is closed, wherever she is met now.
    const keep = isUnderWay(caseFile.state) ? OF_A_CROSSING : undefined;
    const untold = await withdrawOfPlace(notifications, caseFile._id, [from._id, to._id], now, keep);
    await notifications.tell(now, asKnown(tellOfMove(from, to, caseFile), untold));
  };
  return {
    /** The seats that were held for a proposal become her place, and her path what it says; the old place ends. */
    take: async (
      { old, from }: { old: Booking; from: Slot },
      { proposed, to }: { proposed: Booking; to: Slot },
      caseFile: CaseFile,
      by: Actor,
      now: Date,
    ): Promise<void> => {
      await bookings.end(old._id, { status: 'moved', endedAt: now, endedBy: actorName(by), movedTo: proposed._id });
      const reasons = await sealReasons(keys, proposed, proposed);
      const taken = { status: 'booked', ofStage: true, madeAt: now, madeBy: actorName(by) } as const;
      await bookings.update(proposed._id, { ...taken, ...reasons });
      await caseFiles.update(caseFile._id, pathOf(caseFile), { at: now, by: actorName(by) });
      await tellMoved(from, to, caseFile, by, now);
    },
    /** Another path to the same meeting; `seen` is what speaks against it, where something does. */
    changePath: async (
      { booking, slot, caseFile }: { booking: Booking; slot: Slot; caseFile: CaseFile },
      seen: Pick<Booking, 'acknowledged'>,
      by: Actor,
      now: Date,
    ): Promise<void> => {
      if (seen.acknowledged) await bookings.update(booking._id, await sealReasons(keys, booking, seen));
      await caseFiles.update(caseFile._id, { ...pathOf(caseFile), lastChange: null }, { at: now, by: actorName(by) });
      await slotChanges.publish(slot, now);
      if (!isUnderWay(caseFile.state)) await withdrawOfCrossings(notifications, caseFile._id, slot._id, now);
      const told = { audience: 'traveller', caseFileId: caseFile._id, slotId: slot._id } as const;
      await notifications.tell(now, [{ about: 'path-changed', ...told }]);
    },
    move: async (
      { old, from }: { old: Booking; from: Slot },
      { booking, to }: { booking: Booking; to: Slot },
      caseFile: CaseFile,
      by: Actor,
      now: Date,
    ): Promise<void> => {
      await bookings.end(old._id, { status: 'moved', endedAt: now, endedBy: actorName(by), movedTo: booking._id });
      await bookings.insert({ ...booking, ...(await sealReasons(keys, booking, booking)) });
      if (booking.status === 'booked') await tellMoved(from, to, caseFile, by, now);
    },
  };
}

const pathOf = ({ path }: CaseFile): Pick<CaseFile, 'path'> => (path ? { path } : {});

async function becomesBooked(
  { caseFiles, slotChanges }: Dependencies,
  { slot, caseFile, by }: { slot: Slot; caseFile: CaseFile; by: string },
  now: Date,
): Promise<void> {
  const state = caseFile.state === 'confirmed' ? 'booked' : caseFile.state;
  // What came before can no longer be taken back: she has a place now that rests on it.
  await caseFiles.update(caseFile._id, { state, nextAt: slot.from, lastChange: null }, { at: now, by });
  await slotChanges.publish(slot, now);
}
