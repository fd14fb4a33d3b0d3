import type { Perform } from '../audit/act-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { SlotChanges } from '../slot/slot-change.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { RequireCheckedCaller } from './caller-check-service.ts';
import type { CaseFileStore } from './case-file-store.ts';
import { lockWithSlots } from './lock-with-slots.ts';
import { changedBy } from './progress-entry.ts';
import { checkUnchanged } from './seen-version.ts';
import { WORD_COUNT } from './meeting-word.ts';

export interface MeetingWordDependencies {
  perform: Perform;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  slots: SlotStore;
  slotChanges: SlotChanges;
  notifications: NotificationStore;
  /** Throws CallerNotChecked: a wrong number, or a word said to a stranger, is a way to her. */
  requireCheckedCaller: RequireCheckedCaller;
  pick: (below: number) => number;
}

export function meetingWordService(dependencies: MeetingWordDependencies) {
  const { perform, caseFiles, pick } = dependencies;
  return {
    /**
     * A new meeting word, for a checked caller whose old one may be known. Old and new stand in the escort's event
     * until she is told. Throws CallerNotChecked.
     */
    renewWord: (act: ActContext, caseFileId: string): Promise<{ caseFileId: string }> => {
      return perform(act, `case/${caseFileId}`, async (now) => {
        const { caseFile, slotOf } = await lockWithSlots(dependencies, caseFileId);
        checkUnchanged(caseFile, act);
        await dependencies.requireCheckedCaller(act, caseFileId, now);
        // The word she knows stays until she is told, however often it is renewed before that.
        const known = caseFile.previousWord ?? caseFile.word;
        const word = otherWord([caseFile.word, known], pick);
        await caseFiles.update(caseFileId, { word, previousWord: known }, changedBy(act, now));
        for (const slot of slotOf.values()) await dependencies.slotChanges.publish(slot, now);
        const [slotId] = slotOf.keys();
        await dependencies.notifications.tell(now, [
          { about: 'word-changed', audience: 'traveller', caseFileId, ...(slotId === undefined ? {} : { slotId }) },
        ]);
        return { reply: { caseFileId }, which: { caseFileId }, fields: ['word'] };
      });
    },
  };
}

/** A word that is none of these. */
function otherWord(taken: readonly number[], pick: (below: number) => number): number {
  const free = Array.from({ length: WORD_COUNT }, (_, number) => number).filter((number) => !taken.includes(number));
  return free[pick(free.length)] ?? 0;
}
