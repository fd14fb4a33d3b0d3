import type { Perform } from '../audit/act-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { seatsTaken } from '../booking/booking.ts';
import { expireHolds } from '../booking/expire-holds.ts';
import { withdrawOfSlot } from '../booking/outdated-tells.ts';
import type { ReleaseAll } from '../booking/release-bookings.ts';
import { checkInUse } from '../crossing/meeting-point.ts';
import type { MeetingPointStore } from '../crossing/meeting-point-store.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { Tell } from '../notification/notification.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { CommitmentRule } from './build-slot.ts';
import { sealReason } from './cancel-reason.ts';
import { checkMove, commitEscort, isMoved, placeAt } from './place-slot.ts';
import type { SlotChanges } from './slot-change.ts';
import { CapacityTaken, checkStart, SlotHasBookings, type CreateSlot, type EditSlot } from './slot-input.ts';
import type { SlotStore } from './slot-store.ts';
import { CannotOpen, checkMayOpen, type Slot } from './slot.ts';

interface Dependencies {
  perform: Perform;
  slots: SlotStore;
  bookings: BookingStore;
  escorts: EscortStore;
  meetingPoints: MeetingPointStore;
  notifications: NotificationStore;
  slotChanges: SlotChanges;
  releaseAll: ReleaseAll;
  commitment: CommitmentRule;
  currentRoute: string;
  keys: Pick<KeyRing, 'house'>;
  ids: Ids;
}

type Act = ActContext;
export type SlotService = ReturnType<typeof slotService>;

/** Making, changing, opening, closing and cancelling single slots. */
export function slotService(dependencies: Dependencies) {
  return {
    ...making(dependencies),
    ...editing(dependencies),
    ...opening(dependencies),
    ...cancelling(dependencies),
  };
}

function making(dependencies: Dependencies) {
  const { perform, slots, meetingPoints, slotChanges, commitment, currentRoute: routeRef, ids } = dependencies;
  return {
    create: (act: Act, input: CreateSlot): Promise<{ slotId: string }> =>
      perform(act, 'slots', async (now) => {
        const slotId = ids.id();
        const { meetingPointId, capacity, escortId } = input;
        const point = await meetingPoints.lock(meetingPointId);
        checkInUse(point);
        const placed = placeAt(commitment, routeRef, input, point);
        checkStart(placed.from, now);
        if (escortId) await commitEscort(dependencies, escortId, { _id: slotId, ...placed });
        const slot: Slot = {
          _id: slotId,
          rev: 0,
          routeRef,
          ...placed,
          meetingPointId,
          capacity,
          ...(escortId ? { escortId } : {}),
          status: 'draft',
          published: { seq: 0, at: now },
          edited: true,
        };
        await slots.insertMany([slot]);
        await slotChanges.publish(slot, now);
        return { reply: { slotId }, which: { slotId }, fields: Object.keys(input) };
      }),
  };
}

function editing(dependencies: Dependencies) {
  const { perform, slots, bookings, meetingPoints, slotChanges, commitment } = dependencies;
  return {
    /** Time and place stay while somebody is booked or held; capacity never falls below the seats taken. */
    edit: (act: Act, slotId: string, input: EditSlot): Promise<{ slotId: string }> =>
      perform(act, `slot/${slotId}`, async (now) => {
        const slot = await slots.lock(slotId);
        if (slot.status === 'cancelled') throw new CannotOpen('This slot was cancelled. Make a new one.');
        const live = await expireHolds(bookings, slotId, now);
        const point = await meetingPoints.lock(input.meetingPointId);
        const placed = placeAt(commitment, slot.routeRef, input, point);
        const moves = isMoved(slot, placed, input.meetingPointId);
        if (moves && live.length > 0) throw new SlotHasBookings('another time or place');
        if (moves) checkMove(slot, placed, point, now);
        const taken = seatsTaken(live, now);
        if (input.capacity < taken) throw new CapacityTaken(taken);
        if (moves && slot.escortId !== undefined)
          await commitEscort(dependencies, slot.escortId, { _id: slotId, ...placed });
        const change = { ...placed, meetingPointId: input.meetingPointId, capacity: input.capacity, edited: true };
        await slots.update(slotId, change);
        await slotChanges.publish({ ...slot, ...change }, now);
        if (moves) await tellEscort(dependencies, slot, 'slot-changed', now);
        return { reply: { slotId }, which: { slotId }, fields: Object.keys(input) };
      }),
  };
}

function opening({ perform, slots, meetingPoints, slotChanges }: Dependencies) {
  const setStatus = (
    act: Act,
    slotId: string,
    decide: (slot: Slot) => Promise<Slot['status']>,
  ): Promise<{ slotId: string; status: Slot['status'] }> =>
    perform(act, `slot/${slotId}`, async (now) => {
      const slot = await slots.lock(slotId);
      const status = await decide(slot);
      await slots.update(slotId, { status, edited: true });
      // Open or closed, the escort reads the same; only a draft was not shown to him yet.
      if (slot.status === 'draft') await slotChanges.publish(slot, now);
      return { reply: { slotId, status }, which: { slotId }, fields: ['status'] };
    });

  return {
    open: (act: Act, slotId: string) =>
      setStatus(act, slotId, async (slot) => {
        checkMayOpen(slot, await meetingPoints.get(slot.meetingPointId));
        return 'open';
      }),
    close: (act: Act, slotId: string) =>
      setStatus(act, slotId, (slot) => {
        if (slot.status === 'cancelled') throw new CannotOpen('This slot was cancelled. Make a new one.');
        return Promise.resolve('closed');
      }),
  };
}

function cancelling(dependencies: Dependencies) {
  const { perform, slots, escorts, slotChanges, releaseAll, keys } = dependencies;
  return {
    /** Cancelled, never deleted: its bookings end in the same act, and each family stands on To tell. */
    cancel: (act: Act, slotId: string, reason: string): Promise<{ slotId: string; caseFileIds: string[] }> =>
      perform(act, `slot/${slotId}`, async (now) => {
        const slot = await slots.lock(slotId);
        if (slot.status === 'cancelled') throw new CannotOpen('This slot is cancelled already.');
        if (slot.escortId !== undefined) await escorts.lock(slot.escortId);
        const by = actorName(act.actor);
        const release = { status: 'cancelled', by, reason, about: 'slot-cancelled' } as const;
        const caseFileIds = await releaseAll(slot, release, now);
        await slots.update(slotId, {
          status: 'cancelled',
          cancelledFor: sealReason(keys, slotId, reason),
          edited: true,
        });
        await slotChanges.publish(slot, now);
        await tellEscort(dependencies, slot, 'slot-cancelled', now);
        return { reply: { slotId, caseFileIds }, which: { slotId }, fields: ['status'] };
      }),
  };
}

/** A slot that nobody accompanies has nobody to tell. */
async function tellEscort(
  { notifications }: Pick<Dependencies, 'notifications'>,
  { _id, escortId }: Slot,
  about: Tell['about'],
  now: Date,
): Promise<void> {
  if (escortId === undefined) return;
  if (about === 'slot-cancelled') await withdrawOfSlot(notifications, { slotId: _id, escortIds: [escortId] }, now);
  await notifications.tell(now, [{ about, audience: 'escort', escortId, slotId: _id }]);
}
