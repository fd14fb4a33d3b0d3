import type { Perform } from '../audit/act-service.ts';
import type { BookingLedger } from '../booking/booking-ledger.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { counts, isOver } from '../booking/booking.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { NotReady, type LastChange } from './case-file.ts';
import type { CaseFileStore } from './case-file-store.ts';
import { lockWithSlots, type WithSlots } from './lock-with-slots.ts';
import { isEnding, isUnderWay, moveState, reopenedState, type CaseState, type Ending } from './case-state.ts';
import { buildLastChange, buildProgress, changedBy } from './progress-entry.ts';
import { checkUnchanged } from './seen-version.ts';
import { standingChange } from './take-back.ts';
import { withdrawHers, withdrawMistake } from './withdraw-mistake.ts';

export interface EndingDependencies {
  perform: Perform;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  slots: SlotStore;
  ledger: BookingLedger;
  notifications: NotificationStore;
  keys: KeyRing;
}

class TakeItBack extends DomainError {
  constructor(by: string) {
    super({
      status: 409,
      type: 'take-it-back',
      detail: `${by} ended this case file less than a day ago. ${by} or an administrator can take that back: then nobody is told what was a mistake.`,
    });
  }
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
        checkUnchanged(caseFile, act);
        const state = moveState(caseFile.state, input.ending);
        const goesOn = isUnderWay(caseFile.state);
        const released = goesOn ? [] : await releaseSeats(dependencies, { act, caseFile, slotOf }, now);
        const sealer = await keys.findSealer(caseFileId);
        const sealed = {
          ...caseFile.sealed,
          ...(sealer ? { endingReason: sealer.seal('endingReason', input.reason) } : {}),
        };
        const { state: from } = caseFile;
        const lastChange = buildLastChange(act, { from, to: state, released }, now);
        const ended = { state, sealed, ending: { at: now, from }, lastChange };
        await caseFiles.update(caseFileId, ended, changedBy(act, now));
        await withdrawHers(notifications, caseFileId, now);
        await notifications.tell(now, [{ about: 'case-ended', audience: 'traveller', caseFileId }]);
        return { reply: { state }, which: { caseFileId }, fields: ['state'] };
      }),
  };
}

function reopening({ perform, caseFiles, bookings, notifications, keys }: EndingDependencies) {
  return {
    /** Takes an ending back within 7 days, with a reason, once it can no longer be taken back as a mistake; the seats are gone. */
    reopen: (act: ActContext, caseFileId: string, input: { reason: string }): Promise<{ state: CaseState }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const caseFile = await caseFiles.lock(caseFileId);
        checkUnchanged(caseFile, act);
        if (!isEnding(caseFile.state))
          throw new NotReady('This case file has not ended, so there is nothing to take back.');
        const mistake = standingChange(caseFile, now);
        if (mistake) throw new TakeItBack(mistake.by);
        const isBooked = (await bookings.listLiveOfCase(caseFileId)).some(({ status }) => status === 'booked');
        const state = reopenedState(caseFile.ending, isBooked, now);
        const sealer = await keys.findSealer(caseFileId);
        const entry = buildProgress(act, { state, at: now, saidBy: input.reason }, sealer);
        const progress = [...caseFile.progress, { ...entry, takesBack: caseFile.state }];
        await caseFiles.update(caseFileId, { state, ending: null, lastChange: null, progress }, changedBy(act, now));
        const { ending, lastChange, state: to } = caseFile;
        const mistaken = { to, released: lastChange?.released ?? [] };
        if (ending) await withdrawMistake(notifications, caseFileId, { ...mistaken, at: ending.at }, now);
        return { reply: { state }, which: { caseFileId }, fields: ['state'] };
      }),
  };
}

/** Others can have her seats at once; a hold that was over had none to give, and is only tidied. Gives what was released. */
async function releaseSeats(
  { bookings, ledger }: EndingDependencies,
  { act, caseFile, slotOf }: WithSlots & { act: ActContext },
  now: Date,
): Promise<LastChange['released']> {
  const end = { status: 'released' as const, by: act.actor, reason: 'case ended' };
  const live = await bookings.listLiveOfCase(caseFile._id);
  await ledger.expire(
    live.filter((booking) => isOver(booking, now)),
    now,
  );
  const given = live.filter((each) => counts(each, now));
  const released: LastChange['released'] = [];
  for (const booking of given) {
    const { slotId, seats } = booking;
    const slot = slotOf.get(slotId);
    const was = slot && (await ledger.end(booking, slot, caseFile, end, now));
    released.push({ slotId, seats, ...(was ? { was } : {}) });
  }
  return released;
}
