import type { Perform } from '../audit/act-service.ts';
import type { RecordReading } from '../audit/record-reading-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { lockWithSlots } from '../case-file/lock-with-slots.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { daysAfter } from '../platform/days.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { SlotChanges } from '../slot/slot-change.ts';
import type { Slot } from '../slot/slot.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { callInHand, checkFree, pickOpen } from './calling.ts';
import { callService } from './call-service.ts';
import { loadLines, type LineSources } from './load-lines.ts';
import { idsOf, isOpen, type Notification } from './notification.ts';
import type { NotificationStore } from './notification-store.ts';
import { lockPerson, onLineOf } from './on-line.ts';
import { personOf, turnOf, type Person } from './person.ts';
import { byUrgency, type ToTell } from './to-tell.ts';

export type { ToTell } from './to-tell.ts';

interface Dependencies extends LineSources {
  perform: Perform;
  notifications: NotificationStore;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  slots: SlotStore;
  escorts: EscortStore;
  slotChanges: SlotChanges;
  recordReading: RecordReading;
  keys: KeyRing;
  clock: Clock;
}

/** Longer than any slot is made ahead: what nobody has told for this long, the journey itself has. */
const FORGET_DAYS = 400;

export type NotificationService = ReturnType<typeof notificationService>;

/** Who must hear of something, who is calling, and who has told. */
export function notificationService(dependencies: Dependencies) {
  const onLine = onLineOf(dependencies);
  return {
    ...listing(dependencies),
    ...telling(dependencies, onLine),
    ...callService({ ...dependencies, onLine }),
  };
}

function listing(dependencies: Dependencies) {
  const { notifications, clock } = dependencies;
  return {
    /** What is to be told now: crossings first, then the nearest meeting. */
    listToTell: async (): Promise<ToTell[]> => {
      const now = clock();
      const open = await notifications.listOpen(daysAfter(now, -FORGET_DAYS), new Date(now.getTime() + 60_000));
      const ofPerson = Map.groupBy(open, (line) => turnOf(personOf(line)));
      return (await loadLines(dependencies, open, now)).sort(byUrgency).map((line) => {
        const call = callInHand(ofPerson.get(turnOf(personOf(line.notification))) ?? [], now);
        return { ...line, ...(call ? { call } : {}) };
      });
    },

    /** These lines as they now stand; what was told or taken back meanwhile is left out. */
    listLines: async (idList: readonly string[]): Promise<ToTell[]> => {
      const open = (await notifications.findMany(idList)).filter(isOpen);
      return (await loadLines(dependencies, open, clock())).sort(byUrgency);
    },
  };
}

const isNewWord = ({ about, audience }: Notification): boolean => about === 'word-changed' && audience === 'traveller';

function telling(dependencies: Dependencies, onLine: ReturnType<typeof onLineOf>) {
  const { notifications, caseFiles, slotChanges } = dependencies;

  /** A new meeting word concerns her escorts' events too, so her slots are locked before her. */
  const lock = async (person: Person, asked: readonly Notification[]): Promise<readonly Slot[]> => {
    if (person.kind === 'traveller' && asked.some(isNewWord))
      return [...(await lockWithSlots(dependencies, person.caseFileId)).slotOf.values()];
    await lockPerson(dependencies, person);
    return [];
  };

  /** Her word counts as told in every open line about it, and the old one leaves the escort's event. */
  const settleWord = async (caseFileId: string, by: string, slots: readonly Slot[], now: Date): Promise<void> => {
    await caseFiles.update(caseFileId, { previousWord: null }, { at: now, by });
    for (const slot of slots) await slotChanges.publish(slot, now);
  };

  return {
    /**
     * Ticks lines of one person off in the name of whoever told: all of them or none. Gives what is left of the call.
     * Throws AlreadyTold with the name of who did before, NoLongerTrue, SomebodyIsCalling, NotFound.
     */
    markTold: (
      act: ActContext,
      id: string,
      also: readonly string[] = [],
    ): Promise<{ notificationId: string; left: string[] }> =>
      onLine(act, [id, ...also], lock, async ({ person, locked, lines, by }, now) => {
        const picked = pickOpen(lines, [id, ...also]);
        checkFree(lines, by, now);
        const settles = person.kind === 'traveller' && picked.some(isNewWord);
        if (settles) await settleWord(person.caseFileId, by, locked, now);
        const told = lines.filter((line) => picked.includes(line) || (settles && isNewWord(line) && isOpen(line)));
        for (const line of told) await notifications.markTold(line._id, by, now);
        const inHand = lines.filter((line) => line.calling?.by === by && !told.includes(line));
        const left = idsOf(inHand.filter(isOpen));
        if (left.length === 0) await notifications.setCalling(idsOf(inHand), null);
        return { reply: { notificationId: id, left }, touched: idsOf(told), fields: ['told'] };
      }),
  };
}
