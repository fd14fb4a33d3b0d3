import { z } from 'zod';
import type { CaseFile } from '../case-file/case-file.ts';
import { checkUnchanged } from '../case-file/seen-version.ts';
import type { ActContext } from '../platform/act-context.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';
import { reasonField } from '../platform/text-field.ts';
import { inLockOrder, lockBoth } from '../slot/lock-both.ts';
import type { Slot } from '../slot/slot.ts';
import type { Concern } from './booking-refusals.ts';
import { doneWith, type BookingView } from './booking-view.ts';
import { checkLive } from './change-booking.ts';
import { changeBookingService, type ChangeDependencies } from './change-booking-service.ts';
import { checkRoom, placeBooking, type BookingRequest, type Placed } from './place-booking.ts';

const reason = reasonField(500);

export const bookSchema = z.strictObject({
  caseFileId: z.string().max(64),
  hold: z.stringbool().or(z.boolean()).default(false),
  acknowledgedReason: reason.optional(),
});
export const cancelSchema = z.strictObject({ reason });
export const moveSchema = z.strictObject({ slotId: z.string().max(64), acknowledgedReason: reason.optional() });

interface Dependencies extends ChangeDependencies {
  /** What speaks against this case on this slot now; read inside the act. */
  concernsOf(caseFile: CaseFile, slot: Slot, now: Date): Promise<Concern[]>;
  /** Keys of the stages on her path, or undefined while she has none. */
  stageKeysOf(caseFile: CaseFile): readonly string[] | undefined;
  ids: Ids;
}

export type BookingService = ReturnType<typeof bookingService>;

export function bookingService(dependencies: Dependencies) {
  return { ...booking(dependencies), ...moving(dependencies), ...changeBookingService(dependencies) };
}

function booking(dependencies: Dependencies) {
  const { perform, slots, caseFiles, bookings, ledger, ids } = dependencies;
  return {
    /** Holds or books a slot for a case file. Throws the refusals of placeBooking, NotFound, Busy. */
    book: (act: ActContext, slotId: string, input: z.infer<typeof bookSchema>): Promise<BookingView> =>
      perform(act, [`slot/${slotId}`, `case/${input.caseFileId}`], async (now) => {
        const slot = await slots.lock(slotId);
        const caseFile = await caseFiles.lock(input.caseFileId);
        checkUnchanged(caseFile, act);
        const { booking, over } = await place(dependencies, slot, caseFile, requestOf(ids.id(), act, input), now);
        await ledger.expire(over, now);
        await ledger.add(booking, slot, caseFile, now);
        return doneWith(booking, slot);
      }),
    /** A booking never changes its family, so this needs no lock. Throws NotFound when it is another family's. */
    checkOf: async (caseFileId: string, bookingId: string): Promise<void> => {
      if ((await bookings.get(bookingId)).caseFileId !== caseFileId) throw new NotFound('booking');
    },
  };
}

function moving(dependencies: Dependencies) {
  const { perform, slots, caseFiles, bookings, ledger, ids } = dependencies;
  return {
    /** Ends the one booking and makes the other in one act: she never stands without a place, and never on two. */
    move: async (act: ActContext, bookingId: string, input: z.infer<typeof moveSchema>): Promise<BookingView> => {
      const before = await bookings.get(bookingId);
      const slotKeys = inLockOrder(before.slotId, input.slotId).map((id) => `slot/${id}`);
      return perform(act, [...slotKeys, `case/${before.caseFileId}`], async (now) => {
        const { from, to } = await lockBoth(slots, before.slotId, input.slotId);
        const caseFile = await caseFiles.lock(before.caseFileId);
        checkUnchanged(caseFile, act);
        const old = await bookings.get(bookingId);
        checkLive(old, now);
        const request = {
          ...requestOf(ids.id(), act, { ...input, hold: old.status === 'held' }),
          movedFrom: from === to ? '' : bookingId,
        };
        const { booking, over } = await place(dependencies, to, caseFile, request, now);
        await ledger.expire(over, now);
        await ledger.move({ old, from }, { booking, to }, caseFile, act.actor, now);
        return doneWith(booking, to);
      });
    },
  };
}

/** Decides about a place under the locks of its slot and case file, and writes nothing. Throws the refusals of placeBooking. */
export async function place(
  dependencies: Pick<Dependencies, 'bookings' | 'stageKeysOf' | 'concernsOf'>,
  slot: Slot,
  caseFile: CaseFile,
  request: BookingRequest,
  now: Date,
): Promise<Placed> {
  const inSlot = await dependencies.bookings.listLiveInSlot(slot._id);
  const ofCase = await dependencies.bookings.listLiveOfCase(caseFile._id);
  const placement = { slot, inSlot, caseFile, ofCase, stageKeys: dependencies.stageKeysOf(caseFile), request };
  // Most who come too late are refused for want of seats: what speaks against the booking is read only after that.
  checkRoom(placement, now);
  return placeBooking({ ...placement, concerns: await dependencies.concernsOf(caseFile, slot, now) }, now);
}

const requestOf = (
  id: string,
  act: ActContext,
  { hold, acknowledgedReason }: Pick<BookingRequest, 'hold' | 'acknowledgedReason'>,
): BookingRequest => ({
  id,
  hold,
  by: act.actor.kind === 'staff' ? act.actor.name : act.actor.kind,
  acknowledgedReason,
});
