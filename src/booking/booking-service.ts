import { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import type { Slot } from '../slot/slot.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { Booking } from './booking.ts';
import type { BookingLedger } from './booking-ledger.ts';
import type { BookingStore } from './booking-store.ts';
import type { Concern } from './booking-refusals.ts';
import { checkLive, confirmHold, extendHold } from './change-booking.ts';
import { checkRoom, placeBooking, type BookingRequest, type Placed } from './place-booking.ts';

const reason = z.string().trim().min(3, 'Write the reason, three letters at least.').max(500);

export const bookSchema = z.strictObject({
  caseFileId: z.string().max(64),
  hold: z.stringbool().or(z.boolean()).default(false),
  acknowledgedReason: reason.optional(),
});
export const cancelSchema = z.strictObject({ reason });
export const moveSchema = z.strictObject({ slotId: z.string().max(64), acknowledgedReason: reason.optional() });

/** What a caller is told of a booking. Instants are ISO 8601 in UTC. */
export interface BookingView {
  bookingId: string;
  slotId: string;
  caseFileId: string;
  status: Booking['status'];
  seats: number;
  heldUntil?: string;
  from: string;
}

interface Dependencies {
  perform: Perform;
  slots: SlotStore;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  ledger: BookingLedger;
  /** What speaks against this case on this slot now; read inside the act. */
  concernsOf(caseFile: CaseFile, slot: Slot, now: Date): Promise<Concern[]>;
  /** Keys of the stages on her path, or undefined while she has none. */
  stageKeysOf(caseFile: CaseFile): readonly string[] | undefined;
  ids: Ids;
}

export type BookingService = ReturnType<typeof bookingService>;

export function bookingService(dependencies: Dependencies) {
  const { perform, slots, caseFiles, bookings, ledger, ids } = dependencies;

  const place = async (slot: Slot, caseFile: CaseFile, request: BookingRequest, now: Date): Promise<Placed> => {
    const inSlot = await bookings.listLiveInSlot(slot._id);
    const ofCase = await bookings.listLiveOfCase(caseFile._id);
    const placement = { slot, inSlot, caseFile, ofCase, stageKeys: dependencies.stageKeysOf(caseFile), request };
    // Most who come too late are refused for want of seats: what speaks against the booking is read only after that.
    checkRoom(placement, now);
    return placeBooking({ ...placement, concerns: await dependencies.concernsOf(caseFile, slot, now) }, now);
  };

  /** Locks a booking's slot and case, gives all three as they now stand, and lets `change` decide and write. */
  const changing = async (
    act: ActContext,
    bookingId: string,
    change: (held: { booking: Booking; slot: Slot; caseFile: CaseFile }, now: Date) => Promise<Booking>,
  ): Promise<BookingView> => {
    const before = await bookings.get(bookingId);
    return perform(act, [`slot/${before.slotId}`, `case/${before.caseFileId}`], async (now) => {
      const slot = await slots.lock(before.slotId);
      const caseFile = await caseFiles.lock(before.caseFileId);
      const booking = await change({ booking: await bookings.get(bookingId), slot, caseFile }, now);
      return { reply: toBookingView(booking, slot), which: whichOf(booking), fields: ['booking'] };
    });
  };

  return {
    /** Holds or books a slot for a case file. Throws the refusals of placeBooking, NotFound, Busy. */
    book: (act: ActContext, slotId: string, input: z.infer<typeof bookSchema>): Promise<BookingView> =>
      perform(act, [`slot/${slotId}`, `case/${input.caseFileId}`], async (now) => {
        const slot = await slots.lock(slotId);
        const caseFile = await caseFiles.lock(input.caseFileId);
        const { booking, over } = await place(slot, caseFile, requestOf(ids.id(), act, input), now);
        await ledger.expire(over, now);
        await ledger.add(booking, slot, caseFile, now);
        return { reply: toBookingView(booking, slot), which: whichOf(booking), fields: ['booking'] };
      }),

    confirm: (act: ActContext, bookingId: string): Promise<BookingView> =>
      changing(act, bookingId, async ({ booking, slot, caseFile }, now) => {
        const confirmed = { ...booking, ...confirmHold(booking, slot, now) };
        await ledger.confirm(confirmed, slot, caseFile, now);
        return confirmed;
      }),

    extend: (act: ActContext, bookingId: string): Promise<BookingView> =>
      changing(act, bookingId, async ({ booking }, now) => {
        const extension = extendHold(booking, now);
        await bookings.update(bookingId, extension);
        return { ...booking, ...extension };
      }),

    cancel: (act: ActContext, bookingId: string, input: z.infer<typeof cancelSchema>): Promise<BookingView> =>
      changing(act, bookingId, async ({ booking, slot, caseFile }, now) => {
        checkLive(booking, now);
        await ledger.end(booking, slot, caseFile, { status: 'cancelled', by: act.actor, reason: input.reason }, now);
        return { ...booking, status: 'cancelled' };
      }),

    /** Ends the one booking and makes the other in one act: she never stands without a place, and never on two. */
    move: async (act: ActContext, bookingId: string, input: z.infer<typeof moveSchema>): Promise<BookingView> => {
      const before = await bookings.get(bookingId);
      const order = [before.slotId, input.slotId].sort();
      return perform(act, [...new Set(order.map((id) => `slot/${id}`)), `case/${before.caseFileId}`], async (now) => {
        const locked = new Map<string, Slot>();
        for (const id of order) locked.set(id, await slots.lock(id));
        const from = locked.get(before.slotId);
        const to = locked.get(input.slotId);
        if (!from || !to) throw new Error('A slot that was locked is missing.');
        const caseFile = await caseFiles.lock(before.caseFileId);
        const old = await bookings.get(bookingId);
        checkLive(old, now);
        const request = {
          ...requestOf(ids.id(), act, { ...input, hold: old.status === 'held' }),
          movedFrom: from === to ? '' : bookingId,
        };
        const { booking, over } = await place(to, caseFile, request, now);
        await ledger.expire(over, now);
        await ledger.move({ old, from }, { booking, to }, caseFile, act.actor, now);
        return { reply: toBookingView(booking, to), which: whichOf(booking), fields: ['booking'] };
      });
    },
  };
}

const requestOf = (
  id: string,
  act: ActContext,
  input: { hold: boolean; acknowledgedReason?: string | undefined },
): BookingRequest => ({
  id,
  hold: input.hold,
  by: act.actor.kind === 'staff' ? act.actor.name : act.actor.kind,
  ...(input.acknowledgedReason === undefined ? {} : { acknowledgedReason: input.acknowledgedReason }),
});

const whichOf = ({ slotId, caseFileId, _id }: Booking): { slotId: string; caseFileId: string; bookingId: string } => ({
  slotId,
  caseFileId,
  bookingId: _id,
});

export const toBookingView = (booking: Booking, slot: Slot): BookingView => ({
  bookingId: booking._id,
  slotId: booking.slotId,
  caseFileId: booking.caseFileId,
  status: booking.status,
  seats: booking.seats,
  ...(booking.status === 'held' && booking.heldUntil ? { heldUntil: booking.heldUntil.toISOString() } : {}),
  from: slot.from.toISOString(),
});
