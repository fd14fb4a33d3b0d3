import type { Perform } from '../audit/act-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { seatsTaken } from '../booking/booking.ts';
import { expireHolds } from '../booking/expire-holds.ts';
import type { ReleaseAll } from '../booking/release-bookings.ts';
import { checkInUse, type MeetingPoint } from '../crossing/meeting-point.ts';
import type { MeetingPointStore } from '../crossing/meeting-point-store.ts';
import { checkServes } from '../escort/escort.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import { slotTimes, stageKeyOf, type CommitmentRule, type SlotTimes } from './build-slot.ts';
import type { SlotChanges } from './slot-change.ts';
import { CapacityTaken, checkStart, SlotHasBookings, type CreateSlot, type EditSlot } from './slot-input.ts';
import type { SlotStore } from './slot-store.ts';
import { CannotOpen, checkMayOpen, checkNoOverlap, type Slot } from './slot.ts';

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
  ids: Ids;
}

type Act = ActContext;
export type SlotService = ReturnType<typeof slotService>;

/** Making, changing, opening, closing and cancelling single slots. */
export function slotService(dependencies: Dependencies) {
  const { perform, slots, bookings, escorts, meetingPoints, slotChanges, commitment } = dependencies;

  const timesAt = (
    routeRef: string,
    input: EditSlot,
    point: MeetingPoint,
  ): SlotTimes & Pick<Slot, 'crossingId' | 'stageKey'> => {
    const minutes = commitment.accompanyMinutes(routeRef, point.crossingId, point.side);
    if (minutes === undefined)
      throw new CannotOpen('The route has no accompaniment from this crossing point. Choose another meeting point.');
    const times = slotTimes(input, point.zone, minutes, commitment.restHours);
    return { ...times, crossingId: point.crossingId, stageKey: stageKeyOf(point.crossingId) };
  };
  /** The escort is free for the whole commitment, and stays so until this act is done. */
  const commit = async (escortId: string, slot: Pick<Slot, '_id' | 'from' | 'freeAt'>): Promise<void> => {
    checkServes(await escorts.lock(escortId));
    checkNoOverlap(slot, await slots.listCommitments(escortId, slot.from, slot.freeAt));
  };

  const setStatus = (
    act: Act,
    slotId: string,
    decide: (slot: Slot) => Promise<Slot['status']>,
  ): Promise<{ slotId: string; status: string }> =>
    perform(act, `slot/${slotId}`, async (now) => {
      const slot = await slots.lock(slotId);
      const status = await decide(slot);
      await slots.update(slotId, { status, edited: true });
      await slotChanges.publish(slot, now);
      return { reply: { slotId, status }, which: { slotId }, fields: ['status'] };
    });

  return {
    create: (act: Act, input: CreateSlot): Promise<{ slotId: string }> =>
      perform(act, 'slots', async (now) => {
        const routeRef = dependencies.currentRoute;
        const slotId = dependencies.ids.id();
        const { meetingPointId, capacity, escortId } = input;
        const point = await meetingPoints.lock(meetingPointId);
        checkInUse(point);
        const placed = timesAt(routeRef, input, point);
        checkStart(placed.from, now);
        if (escortId) await commit(escortId, { _id: slotId, ...placed });
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

    /** Time and place stay while somebody is booked or held; capacity never falls below the seats taken. */
    edit: (act: Act, slotId: string, input: EditSlot): Promise<{ slotId: string }> =>
      perform(act, `slot/${slotId}`, async (now) => {
        const slot = await slots.lock(slotId);
        if (slot.status === 'cancelled') throw new CannotOpen('This slot was cancelled. Make a new one.');
        const live = await expireHolds(bookings, slotId, now);
        const point = await meetingPoints.lock(input.meetingPointId);
        const placed = timesAt(slot.routeRef, input, point);
        const moves =
          +placed.from !== +slot.from || +placed.to !== +slot.to || input.meetingPointId !== slot.meetingPointId;
        if (moves && live.length > 0) throw new SlotHasBookings('another time or place');
        if (moves) checkMove(slot, placed, point, now);
        const taken = seatsTaken(live, now);
        if (input.capacity < taken) throw new CapacityTaken(taken);
        if (moves && slot.escortId !== undefined) await commit(slot.escortId, { _id: slotId, ...placed });
        const change = { ...placed, meetingPointId: input.meetingPointId, capacity: input.capacity, edited: true };
        await slots.update(slotId, change);
        await slotChanges.publish({ ...slot, ...change }, now);
        if (moves && slot.escortId !== undefined) {
          await dependencies.notifications.tell(now, [
            { about: 'slot-changed', audience: 'escort', escortId: slot.escortId, slotId },
          ]);
        }
        return { reply: { slotId }, which: { slotId }, fields: Object.keys(input) };
      }),

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

    /** Cancelled, never deleted: its bookings end in the same act, and each family stands on To tell. */
    cancel: (act: Act, slotId: string, reason: string): Promise<{ slotId: string; caseFileIds: string[] }> =>
      perform(act, `slot/${slotId}`, async (now) => {
        const slot = await slots.lock(slotId);
        if (slot.status === 'cancelled') throw new CannotOpen('This slot is cancelled already.');
        if (slot.escortId !== undefined) await escorts.lock(slot.escortId);
        const by = 'name' in act.actor ? act.actor.name : act.actor.kind;
        const release = { status: 'cancelled', by, reason, about: 'slot-cancelled' } as const;
        const caseFileIds = await dependencies.releaseAll(slot, release, now);
        await slots.update(slotId, { status: 'cancelled', cancelledFor: reason, edited: true });
        await slotChanges.publish(slot, now);
        if (slot.escortId !== undefined) {
          await dependencies.notifications.tell(now, [
            { about: 'slot-cancelled', audience: 'escort', escortId: slot.escortId, slotId },
          ]);
        }
        return { reply: { slotId, caseFileIds }, which: { slotId }, fields: ['status'] };
      }),
  };
}

/** An open slot moves only to where it could be opened. */
function checkMove(slot: Slot, { from }: SlotTimes, point: MeetingPoint, now: Date): void {
  checkInUse(point);
  checkStart(from, now);
  if (slot.status === 'open') checkMayOpen(slot, point);
}
