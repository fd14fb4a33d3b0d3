import type { Perform } from '../audit/act-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { DomainError, NotFound } from '../platform/domain-error.ts';
import { StartOver } from '../platform/transact.ts';
import type { SlotChanges } from '../slot/slot-change.ts';
import type { Slot } from '../slot/slot.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { Notification } from './notification.ts';
import type { NotificationStore } from './notification-store.ts';
import { mustBeTold } from './to-tell.ts';

class AlreadyTold extends DomainError {
  constructor(by: string) {
    super({
      status: 409,
      type: 'already-told',
      detail: `${by} has told this already. You need not call.`,
      facts: { toldBy: by },
    });
  }
}

/** One line of To tell: the notice with the slot and the case file as they now stand. */
export interface ToTell {
  notification: Notification;
  slot?: Slot;
  caseFile?: CaseFile;
}

interface Dependencies {
  perform: Perform;
  notifications: NotificationStore;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  slots: SlotStore;
  slotChanges: SlotChanges;
  /** When each escort's calendar last came for news; those that never did are absent. */
  lastFetches(escortIds: readonly string[]): Promise<Map<string, Date>>;
  clock: Clock;
}

/** Longer than any slot is made ahead: what nobody has told for this long, the journey itself has. */
const FORGET_DAYS = 400;

export type NotificationService = ReturnType<typeof notificationService>;

/** Who must hear of something, and who has told them. */
export function notificationService(dependencies: Dependencies) {
  const { perform, notifications, caseFiles, slots, clock } = dependencies;

  /** Her word counts as told in every open line about it, and the old one leaves the escort's event. */
  const settleWord = async (caseFileId: string, by: string, now: Date): Promise<void> => {
    const live = await dependencies.bookings.listLiveOfCase(caseFileId);
    const slotIds = [...new Set(live.map((booking) => booking.slotId))].sort();
    const locked: Slot[] = [];
    for (const id of slotIds) locked.push(await slots.lock(id));
    await caseFiles.lock(caseFileId);
    const again = await dependencies.bookings.listLiveOfCase(caseFileId);
    if (again.some((booking) => !slotIds.includes(booking.slotId))) throw new StartOver();
    await caseFiles.update(caseFileId, { previousWord: null }, { at: now, by });
    for (const slot of locked) await dependencies.slotChanges.publish(slot, now);
    for (const other of await notifications.listOpenOfCase(caseFileId))
      if (other.about === 'word-changed') await notifications.markTold(other._id, by, now);
  };

  return {
    /** What is to be told now, the nearest meeting first. */
    listToTell: async (): Promise<ToTell[]> => {
      const now = clock();
      const open = await notifications.listOpen(
        new Date(now.getTime() - FORGET_DAYS * 86_400_000),
        new Date(now.getTime() + 60_000),
      );
      const lines = await withSlotsAndCases(dependencies, open);
      const escortIds = [...new Set(open.flatMap(({ escortId }) => escortId ?? []))];
      const fetched = await dependencies.lastFetches(escortIds);
      return lines.filter((line) => mustBeTold(line, fetched, now)).sort(byMeeting);
    },

    /** Ticks one off in the name of whoever told. Throws AlreadyTold with the name of who did before, NotFound. */
    markTold: (act: ActContext, id: string): Promise<{ notificationId: string }> =>
      perform(act, `notification/${id}`, async (now) => {
        const found = await notifications.find(id);
        if (!found) throw new NotFound('line');
        if (found.toldBy !== undefined) throw new AlreadyTold(found.toldBy);
        const by = 'name' in act.actor ? act.actor.name : act.actor.kind;
        const { about, audience, caseFileId } = found;
        if (about === 'word-changed' && audience === 'traveller' && caseFileId !== undefined)
          await settleWord(caseFileId, by, now);
        else await notifications.markTold(id, by, now);
        const which = { notificationId: id, ...(caseFileId === undefined ? {} : { caseFileId }) };
        return { reply: { notificationId: id }, which, fields: ['told'] };
      }),
  };
}

async function withSlotsAndCases(
  { slots, caseFiles }: Pick<Dependencies, 'slots' | 'caseFiles'>,
  open: readonly Notification[],
): Promise<ToTell[]> {
  const foundSlots = await slots.findMany([...new Set(open.flatMap(({ slotId }) => slotId ?? []))]);
  const foundCases = await caseFiles.findMany([...new Set(open.flatMap(({ caseFileId }) => caseFileId ?? []))]);
  const slotOf = new Map(foundSlots.map((slot) => [slot._id, slot]));
  const caseOf = new Map(foundCases.map((caseFile) => [caseFile._id, caseFile]));
  return open.map((notification) => {
    const slot = slotOf.get(notification.slotId ?? '');
    const caseFile = caseOf.get(notification.caseFileId ?? '');
    return { notification, ...(slot ? { slot } : {}), ...(caseFile ? { caseFile } : {}) };
  });
}

const meetingOf = ({ slot, notification }: ToTell): number =>
  (notification.was?.from ?? slot?.from)?.getTime() ?? Number.MAX_SAFE_INTEGER;

/** The nearer of old and new meeting decides: who waits for the old one must hear first. */
const byMeeting = (one: ToTell, other: ToTell): number =>
  meetingOf(one) - meetingOf(other) || one.notification.at.getTime() - other.notification.at.getTime();
