import type { Perform } from '../audit/act-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { isOver, seatsTaken, type Booking } from '../booking/booking.ts';
import type { ReleaseAll } from '../booking/release-bookings.ts';
import type { MeetingPointStore } from '../crossing/meeting-point-store.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import { slotTimes, stageKeyOf, type CommitmentRule, type SlotTimes } from './build-slot.ts';
import type { SlotChanges } from './slot-change.ts';
import { CapacityTaken, SlotHasBookings, SlotInPast, type CreateSlot, type EditSlot } from './slot-input.ts';
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

  const timesAt = async (
    routeRef: string,
    input: EditSlot,
  ): Promise<SlotTimes & Pick<Slot, 'crossingId' | 'stageKey'>> => {
    const point = await meetingPoints.get(input.meetingPointId);
    const minutes = commitment.accompanyMinutes(routeRef, point.crossingId, point.side);
    if (minutes === undefined)
      throw new CannotOpen('The route has no accompaniment from this crossing point. Choose another meeting point.');
    const times = slotTimes(input, point.zone, minutes, commitment.restHours);
    return { ...times, crossingId: point.crossingId, stageKey: stageKeyOf(point.crossingId) };
  };
  /** A booking made meanwhile is not overlooked: the slot is locked. */
  const liveIn = async (slotId: string, now: Date): Promise<Booking[]> =>
    (await bookings.listLiveInSlot(slotId)).filter((booking) => !isOver(booking, now));

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
        const placed = await timesAt(routeRef, input);
        if (placed.from <= now) throw new SlotInPast();
        const slotId = dependencies.ids.id();
        const { meetingPointId, capacity, escortId } = input;
        if (escortId) {
          await escorts.lock(escortId);
          checkNoOverlap({ _id: slotId, ...placed }, await slots.listCommitments(escortId, placed.from, placed.freeAt));
        }
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
        const live = await liveIn(slotId, now);
        const placed = await timesAt(slot.routeRef, input);
        const moves =
          +placed.from !== +slot.from || +placed.to !== +slot.to || input.meetingPointId !== slot.meetingPointId;
        if (moves && live.length > 0) throw new SlotHasBookings('another time or place');
        if (moves && placed.from <= now) throw new SlotInPast();
        const taken = seatsTaken(live, now);
        if (input.capacity < taken) throw new CapacityTaken(taken);
        if (moves && slot.escortId !== undefined) {
          await escorts.lock(slot.escortId);
          checkNoOverlap(
            { _id: slotId, ...placed },
            await slots.listCommitments(slot.escortId, placed.from, placed.freeAt),
          );
        }
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
