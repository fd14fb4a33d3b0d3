import type { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import { counts, isOver, type Booking } from '../booking/booking.ts';
import type { BookingLedger } from '../booking/booking-ledger.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { ENDINGS } from '../case-file/case-state.ts';
import { lockWithSlots, type WithSlots } from '../case-file/lock-with-slots.ts';
import { changedBy } from '../case-file/progress-entry.ts';
import { checkUnchanged } from '../case-file/seen-version.ts';
import { withdrawHers } from '../case-file/withdraw-mistake.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import {
  checkErasable,
  checkReference,
  erasureDue,
  isDue,
  NotDueYet,
  withoutFamily,
  type eraseSchema,
} from './erasure.ts';
import type { ErasureStore } from './erasure-store.ts';

interface Dependencies {
  perform: Perform;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  slots: SlotStore;
  ledger: BookingLedger;
  notifications: NotificationStore;
  families: ErasureStore;
  keys: KeyRing;
  ids: Ids;
  /** How long a case file is kept after the journey ended. */
  retentionDays: number;
}

/** Case files looked at in one go: a job holds no more of them at once. */
const BATCH = 50;
const ENDED_STATES = [...ENDINGS, 'closed'] as const;

export type ErasureService = ReturnType<typeof erasureService>;

/** Destroying a family's key with all that is hers, in one act. */
export function erasureService(dependencies: Dependencies) {
  const { retentionDays } = dependencies;
  return {
    ...erasing(dependencies),
    /** When a case file that ended then is erased by itself. */
    dueAfter: (end: Date): Date => erasureDue(end, retentionDays),
    eraseDue: erasingDue(dependencies),
    eraseAgain: erasingAgain(dependencies),
  };
}

function erasing(dependencies: Dependencies) {
  return {
    /** By a person, who types the reference. Throws OtherReference, NotEndedYet, StillExpected, CaseErased, NotFound. */
    erase: (
      act: ActContext,
      caseFileId: string,
      { reference }: z.infer<typeof eraseSchema>,
    ): Promise<{ caseFileId: string }> =>
      eraseOne(dependencies, act, caseFileId, ({ caseFile }, isExpected) => {
        checkUnchanged(caseFile, act);
        checkReference(caseFile, reference);
        checkErasable(caseFile, { isExpected });
      }),
  };
}

/** One act: what `check` lets through is erased. */
const eraseOne = (
  dependencies: Dependencies,
  act: ActContext,
  caseFileId: string,
  check: (locked: WithSlots, isExpected: boolean, now: Date) => void,
): Promise<{ caseFileId: string }> =>
  dependencies.perform(act, `case/${caseFileId}`, async (now) => {
    const { caseFiles, bookings, notifications, families, keys } = dependencies;
    const locked = await lockWithSlots(dependencies, caseFileId);
    const live = await bookings.listLiveOfCase(caseFileId);
    const isAhead = ({ slotId }: Booking): boolean => (locked.slotOf.get(slotId)?.to ?? now) > now;
    const ahead = live.filter((booking) => counts(booking, now) && isAhead(booking));
    check(locked, ahead.length > 0, now);
    await releaseAhead(dependencies, { act, ...locked, live, ahead }, now);
    await caseFiles.update(caseFileId, withoutFamily(locked.caseFile, changedBy(act, now)), changedBy(act, now));
    await withdrawHers(notifications, caseFileId, now);
    await families.eraseFamily(caseFileId);
    await keys.destroyCaseKey(caseFileId, now);
    return { reply: { caseFileId }, which: { caseFileId }, fields: ['erased'] };
  });

/** Only what a restored backup brought back has a place ahead here: an erased family holds no seat. */
async function releaseAhead(
  { ledger }: Dependencies,
  { act, caseFile, slotOf, live, ahead }: WithSlots & { act: ActContext; live: Booking[]; ahead: Booking[] },
  now: Date,
): Promise<void> {
  await ledger.expire(
    live.filter((booking) => isOver(booking, now)),
    now,
  );
  for (const booking of ahead) {
    const slot = slotOf.get(booking.slotId);
    if (slot) await ledger.end(booking, slot, caseFile, { status: 'released', by: act.actor, reason: 'erased' }, now);
  }
}

const jobAct = ({ ids }: Dependencies, name: string): ActContext => ({
  id: ids.id(),
  body: '',
  name,
  actor: { kind: 'job', name: 'retention' },
  requestId: ids.id(),
});

/** Gives how many case files it erased. One that is refused, or that another process erased first, is passed over. */
function erasingDue(dependencies: Dependencies): (now: Date) => Promise<number> {
  const { caseFiles, retentionDays } = dependencies;
  const tryOne = async (caseFileId: string): Promise<number> => {
    try {
      await eraseOne(dependencies, jobAct(dependencies, 'case-file.erase'), caseFileId, (locked, isExpected, now) => {
        if (!isDue(locked.caseFile, retentionDays, now)) throw new NotDueYet();
        checkErasable(locked.caseFile, { isExpected });
      });
      return 1;
    } catch (error) {
      if (error instanceof DomainError && error.status === 409) return 0;
      throw error;
    }
  };
  return async (now) => {
    let erased = 0;
    for (const state of ENDED_STATES) {
      for (let cursor = ''; ;) {
        const kept = await caseFiles.listKept(state, cursor, BATCH);
        for (const caseFile of kept) if (isDue(caseFile, retentionDays, now)) erased += await tryOne(caseFile._id);
        const last = kept.at(-1);
        if (!last || kept.length < BATCH) break;
        cursor = last._id;
      }
    }
    return erased;
  };
}

/**
 * Erases what an older backup of the main database has brought back: a key that was destroyed stays destroyed, and
 * whatever stands beside it goes again, places too. Gives how many.
 */
function erasingAgain(dependencies: Dependencies): () => Promise<number> {
  const { caseFiles, keys } = dependencies;
  return async () => {
    let erased = 0;
    for (let cursor = ''; ;) {
      const destroyed = await keys.listDestroyed(cursor, BATCH);
      const back = (await caseFiles.findMany(destroyed)).filter((caseFile) => !caseFile.erased);
      for (const { _id } of back) {
        await eraseOne(dependencies, jobAct(dependencies, 'case-file.erase-again'), _id, () => undefined);
        erased += 1;
      }
      const last = destroyed.at(-1);
      if (last === undefined || destroyed.length < BATCH) return erased;
      cursor = last;
    }
  };
}
