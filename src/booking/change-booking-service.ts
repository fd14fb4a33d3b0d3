import type { Perform } from '../audit/act-service.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { checkUnchanged } from '../case-file/seen-version.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Slot } from '../slot/slot.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { Booking } from './booking.ts';
import type { BookingLedger } from './booking-ledger.ts';
import type { BookingStore } from './booking-store.ts';
import { doneWith, type BookingView } from './booking-view.ts';
import type { Concern } from './booking-refusals.ts';
import { checkLive, checkSeen, confirmHold, extendHold } from './change-booking.ts';

export interface ChangeDependencies {
  perform: Perform;
  slots: SlotStore;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  ledger: BookingLedger;
  /** What speaks against this case on this slot now; read inside the act. */
  concernsOf(caseFile: CaseFile, slot: Slot, now: Date): Promise<Concern[]>;
}

/** What may happen to a booking where it stands: confirmed, extended, cancelled. */
export function changeBookingService(dependencies: ChangeDependencies) {
  const { bookings, ledger } = dependencies;
  const change = changing(dependencies);

  return {
    confirm: (act: ActContext, bookingId: string): Promise<BookingView> =>
      change(act, bookingId, async ({ booking, slot, caseFile }, now) => {
        const confirmed = { ...booking, ...confirmHold(booking, slot, now) };
        checkSeen(booking, await dependencies.concernsOf(caseFile, slot, now));
        await ledger.confirm(confirmed, slot, caseFile, act.actor, now);
        return confirmed;
      }),

    extend: (act: ActContext, bookingId: string): Promise<BookingView> =>
      change(act, bookingId, async ({ booking }, now) => {
        const extension = extendHold(booking, now);
        await bookings.update(bookingId, extension);
        return { ...booking, ...extension };
      }),

    cancel: (act: ActContext, bookingId: string, input: { reason: string }): Promise<BookingView> =>
      change(act, bookingId, async ({ booking, slot, caseFile }, now) => {
        checkLive(booking, now);
        await ledger.end(booking, slot, caseFile, { status: 'cancelled', by: act.actor, reason: input.reason }, now);
        return { ...booking, status: 'cancelled' };
      }),
  };
}

/** Locks a booking's slot and case, gives all three as they now stand, and lets `decide` choose and write. */
function changing({ perform, slots, caseFiles, bookings }: ChangeDependencies) {
  return async (
    act: ActContext,
    bookingId: string,
    decide: (held: { booking: Booking; slot: Slot; caseFile: CaseFile }, now: Date) => Promise<Booking>,
  ): Promise<BookingView> => {
    const before = await bookings.get(bookingId);
    return perform(act, [`slot/${before.slotId}`, `case/${before.caseFileId}`], async (now) => {
      const slot = await slots.lock(before.slotId);
      const caseFile = await caseFiles.lock(before.caseFileId);
      checkUnchanged(caseFile, act);
      return doneWith(await decide({ booking: await bookings.get(bookingId), slot, caseFile }, now), slot);
    });
  };
}
