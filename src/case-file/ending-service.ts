import type { Perform } from '../audit/act-service.ts';
import type { BookingLedger } from '../booking/booking-ledger.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { counts, isOver } from '../booking/booking.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { NotReady } from './case-file.ts';
import type { CaseFileStore } from './case-file-store.ts';
import { lockWithSlots, type WithSlots } from './lock-with-slots.ts';
import { isEnding, isUnderWay, moveState, reopenedState, type CaseState, type Ending } from './case-state.ts';
import { buildProgress } from './progress-entry.ts';

export interface EndingDependencies {
  perform: Perform;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  slots: SlotStore;
  ledger: BookingLedger;
  notifications: NotificationStore;
  keys: KeyRing;
}

/** Ending a case file otherwise than by arrival, and taking that back. */
export function endingService(dependencies: EndingDependencies) {
  return { ...ending(dependencies), ...reopening(dependencies) };
}

function ending(dependencies: EndingDependencies) {
  const { perform, caseFiles, notifications, keys } = dependencies;
  return {
    /** An ending other than arrival. Before she travels it releases her seats; after that a coordinator releases the escort by name. */
    end: (
      act: ActContext,
      caseFileId: string,
      input: { ending: Ending; reason: string },
    ): Promise<{ state: CaseState }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const { caseFile, slotOf } = await lockWithSlots(dependencies, caseFileId);
        const state = moveState(caseFile.state, input.ending);
        if (!isUnderWay(caseFile.state)) await releaseSeats(dependencies, { act, caseFile, slotOf }, now);
        const sealer = await keys.findSealer(caseFileId);
        const sealed = {
          ...caseFile.sealed,
          ...(sealer ? { endingReason: sealer.seal('endingReason', input.reason) } : {}),
        };
        await caseFiles.update(caseFileId, {
          state,
          sealed,
          ending: { at: now, from: caseFile.state },
          ...(isUnderWay(caseFile.state) ? {} : { nextAt: null }),
        });
        await notifications.tell(now, [{ about: 'case-ended', audience: 'traveller', caseFileId }]);
        return { reply: { state }, which: { caseFileId }, fields: ['state'] };
      }),
  };
}

function reopening({ perform, caseFiles, keys }: EndingDependencies) {
  return {
    /** Takes an ending back within 7 days, with a reason; the seats are gone. */
    reopen: (act: ActContext, caseFileId: string, input: { reason: string }): Promise<{ state: CaseState }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const caseFile = await caseFiles.lock(caseFileId);
        if (!isEnding(caseFile.state))
          throw new NotReady('This case file has not ended, so there is nothing to take back.');
        const state = reopenedState(caseFile.ending, now);
        const sealer = await keys.findSealer(caseFileId);
        const entry = buildProgress(act, { state, at: now, saidBy: input.reason }, sealer);
        await caseFiles.update(caseFileId, { state, ending: null, progress: [...caseFile.progress, entry] });
        return { reply: { state }, which: { caseFileId }, fields: ['state'] };
      }),
  };
}

/** Others can have her seats at once; a hold that was over had none to give, and is only tidied. */
async function releaseSeats(
  { bookings, ledger }: EndingDependencies,
  { act, caseFile, slotOf }: WithSlots & { act: ActContext },
  now: Date,
): Promise<void> {
  const end = { status: 'released' as const, by: act.actor, reason: 'case ended' };
  const live = await bookings.listLiveOfCase(caseFile._id);
  await ledger.expire(
    live.filter((booking) => isOver(booking, now)),
    now,
  );
  for (const booking of live.filter((each) => counts(each, now))) {
    const slot = slotOf.get(booking.slotId);
    if (slot) await ledger.end(booking, slot, caseFile, end, now);
  }
}
