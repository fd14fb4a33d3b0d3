import type { Perform } from '../audit/act-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { Tell } from '../notification/notification.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import { daysAfter } from '../platform/days.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';
import type { SlotChanges } from '../slot/slot-change.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { FARTHEST_DAYS, type Slot } from '../slot/slot.ts';
import {
  checkPointShown,
  toDescription,
  verifiedLongAgo,
  zoneOfSide,
  type MeetingPoint,
  type MeetingPointInput,
} from './meeting-point.ts';
import type { MeetingPointStore } from './meeting-point-store.ts';

export class MeetingPointInUse extends DomainError {
  constructor(count: number) {
    super({
      status: 409,
      type: 'meeting-point-in-use',
      detail: `${count} slot(s) ahead still meet there. Cancel them first, or change the series; then retire it. Its crossing point and side never change: make a new one instead.`,
      facts: { count },
    });
  }
}

class CrossingUnknown extends DomainError {
  constructor(crossingId: string) {
    super({
      status: 422,
      type: 'crossing-unknown',
      detail: `There is no crossing point “${crossingId}” with Ukraine. Choose one from the list.`,
      invalidParams: [{ name: 'crossingId', reason: 'Choose one from the list.' }],
    });
  }
}

interface Dependencies {
  perform: Perform;
  meetingPoints: MeetingPointStore;
  slots: SlotStore;
  bookings: BookingStore;
  notifications: NotificationStore;
  slotChanges: SlotChanges;
  knowsCrossing(crossingId: string): boolean;
  ids: Ids;
}

export type MeetingPointService = ReturnType<typeof meetingPointService>;

export function meetingPointService(dependencies: Dependencies) {
  const { meetingPoints } = dependencies;
  return {
    list: (): Promise<MeetingPoint[]> => meetingPoints.list(),
    get: (id: string): Promise<MeetingPoint> => meetingPoints.get(id),
    ...making(dependencies),
    ...rewording(dependencies),
    ...judging(dependencies),
  };
}

function making(dependencies: Dependencies) {
  const { perform, meetingPoints, ids } = dependencies;
  return {
    create: (act: ActContext, input: MeetingPointInput, example = false): Promise<{ meetingPointId: string }> =>
      perform(act, 'meeting-points', async () => {
        if (!dependencies.knowsCrossing(input.crossingId)) throw new CrossingUnknown(input.crossingId);
        const _id = ids.id();
        const { crossingId, side, name } = input;
        const point = {
          _id,
          rev: 0,
          crossingId,
          side,
          zone: zoneOfSide(side),
          name,
          description: toDescription(input),
        };
        await meetingPoints.insert({ ...point, ...(example ? { example: true as const } : {}) });
        return { reply: { meetingPointId: _id }, which: { meetingPointId: _id }, fields: Object.keys(input) };
      }),
  };
}

function rewording({ perform, meetingPoints, slots, bookings, notifications, slotChanges }: Dependencies) {
  /** The feeds show the new words by themselves; families who noted the old ones and are still to be met are phoned. */
  const sayChanged = async (slot: Slot, wasText: string, now: Date): Promise<void> => {
    await slotChanges.publish(slot, now);
    if (slot.to <= now) return;
    const booked = (await bookings.listLiveInSlot(slot._id)).filter(({ status }) => status === 'booked');
    const tells = booked.map(({ caseFileId }): Tell => ({
      about: 'slot-changed',
      audience: 'traveller',
      slotId: slot._id,
      caseFileId,
      wasText,
    }));
    await notifications.tell(now, tells);
  };

  return {
    /**
     * New words for the same spot; the escorts' feeds show them. Whoever writes them answers for them by name, since
     * slots that are open there stay open.
     */
    edit: (act: ActContext, meetingPointId: string, input: MeetingPointInput): Promise<{ meetingPointId: string }> =>
      perform(act, `meeting-point/${meetingPointId}`, async (now) => {
        const before = await meetingPoints.get(meetingPointId);
        const wasText = `${before.name}. ${before.description.en}`;
        const shown = await slots.list({ meetingPointId, ...shownInFeeds(now) });
        for (const id of idsInOrder(shown)) await sayChanged(await slots.lock(id), wasText, now);
        const point = await meetingPoints.lock(meetingPointId);
        if (point.crossingId !== input.crossingId || point.side !== input.side)
          throw new MeetingPointInUse(shown.filter(({ to }) => to > now).length);
        await meetingPoints.update(meetingPointId, {
          name: input.name,
          description: toDescription(input),
          ...(point.verifiedAt ? { verifiedBy: actorName(act.actor), verifiedAt: now } : {}),
        });
        return { reply: { meetingPointId }, which: { meetingPointId }, fields: Object.keys(input) };
      }),
  };
}

/** Whether families may be sent there: verified by name, or no longer. */
function judging({ perform, meetingPoints, slots, slotChanges }: Dependencies) {
  /** The feeds said that it was last checked long ago. */
  const publishChecked = async (meetingPointId: string, now: Date): Promise<void> => {
    for (const id of idsInOrder(await slots.list({ meetingPointId, ...shownInFeeds(now) })))
      await slotChanges.publish(await slots.lock(id), now);
  };

  return {
    /** Says by name that a stranger finds the spot as it was shown described. Throws MeetingPointChanged. */
    verify: (act: ActContext, meetingPointId: string, shown?: string): Promise<{ meetingPointId: string }> =>
      perform(act, `meeting-point/${meetingPointId}`, async (now) => {
        if (verifiedLongAgo(await meetingPoints.get(meetingPointId), now)) await publishChecked(meetingPointId, now);
        checkPointShown(await meetingPoints.lock(meetingPointId), shown);
        await meetingPoints.update(meetingPointId, { verifiedBy: actorName(act.actor), verifiedAt: now });
        return { reply: { meetingPointId }, which: { meetingPointId }, fields: ['verified'] };
      }),

    retire: (act: ActContext, meetingPointId: string): Promise<{ meetingPointId: string }> =>
      perform(act, `meeting-point/${meetingPointId}`, async (now) => {
        await meetingPoints.lock(meetingPointId);
        const ahead = await listMeeting(slots, meetingPointId, now);
        if (ahead.length > 0) throw new MeetingPointInUse(ahead.length);
        await meetingPoints.update(meetingPointId, { retired: true });
        return { reply: { meetingPointId }, which: { meetingPointId }, fields: ['retired'] };
      }),
  };
}

/** Windows that a feed may still show, since it reaches a week back: each published number of a slot has one text. */
const shownInFeeds = (now: Date): { from: Date; to: Date } => ({
  from: daysAfter(now, -8),
  to: daysAfter(now, FARTHEST_DAYS + 1),
});

/** Slots that are still to meet there. */
async function listMeeting(slots: SlotStore, meetingPointId: string, now: Date): Promise<Slot[]> {
  const found = await slots.list({ meetingPointId, from: now, to: daysAfter(now, FARTHEST_DAYS + 1) });
  return found.filter((slot) => slot.status !== 'cancelled');
}

const idsInOrder = (slots: readonly Slot[]): string[] => slots.map(({ _id }) => _id).sort();
