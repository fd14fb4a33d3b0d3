import { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import { counts, seatsTaken } from '../booking/booking.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import { actorId, type ActContext } from '../platform/act-context.ts';
import type { StaffRole } from '../platform/endpoint.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { reasonField } from '../platform/text-field.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { CASE_STATES } from './case-state.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseFileStore } from './case-file-store.ts';
import { changedBy } from './progress-entry.ts';
import { checkUnchanged } from './seen-version.ts';
import { isOffered, takeBack } from './take-back.ts';
import { keepHistory, withoutProof } from './taken-back-fields.ts';
import { withdrawMistake, type Unsaid } from './withdraw-mistake.ts';

export const takeBackSchema = z.strictObject({
  reason: reasonField(200),
});

interface Dependencies {
  perform: Perform;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  slots: SlotStore;
  notifications: NotificationStore;
  keys: KeyRing;
}

/** A place that the mistake gave up, as it stands now. */
const releasedPlaceSchema = z.strictObject({
  slotId: z.string(),
  seats: z.int(),
  /** Still open, ahead and with the seats: it can be booked again, by its own act. */
  free: z.boolean(),
  /** Who has told the escort that the place is free; absent while nobody has. */
  escortToldBy: z.string().exactOptional(),
});
export type ReleasedPlace = z.infer<typeof releasedPlaceSchema>;

export const takenBackSchema = z.strictObject({
  state: z.enum(CASE_STATES),
  /** She had heard of the mistake: she stands on To tell. */
  tellHer: z.boolean(),
  released: z.array(releasedPlaceSchema),
});
export type TakenBackReply = z.infer<typeof takenBackSchema>;

export type TakeBackService = ReturnType<typeof takeBackService>;

/** Taking the last change of state back: it stays in the history, and nobody is told what was a mistake. */
export function takeBackService(dependencies: Dependencies) {
  const { perform, caseFiles, bookings, notifications, keys } = dependencies;
  return {
    takeBack: (
      act: ActContext,
      role: StaffRole,
      caseFileId: string,
      { reason }: z.infer<typeof takeBackSchema>,
    ): Promise<TakenBackReply> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const caseFile = await caseFiles.lock(caseFileId);
        checkUnchanged(caseFile, act);
        const live = await bookings.listLiveOfCase(caseFileId);
        const hasPlace = live.some((booking) => counts(booking, now));
        const taken = takeBack(caseFile, { taker: { id: actorId(act.actor), role }, hasPlace }, now);
        const sealer = await keys.findSealer(caseFileId);
        const progress = keepHistory(caseFile, taken, { reason, ...changedBy(act, now) }, sealer);
        const change = {
          state: taken.state,
          progress,
          ending: null,
          lastChange: null,
          ...withoutProof(caseFile, taken),
        };
        await caseFiles.update(caseFileId, change, changedBy(act, now));
        const unsaid = await withdrawMistake(notifications, caseFileId, taken.change, now);
        const released = await listReleased(dependencies, { caseFile, released: taken.change.released, unsaid }, now);
        const reply = { state: taken.state, tellHer: unsaid.sheKnows, released };
        return { reply, which: { caseFileId }, fields: ['state'] };
      }),
  };
}

/** Looked at, not locked: whoever books one of them again is decided by that act. */
async function listReleased(
  { slots, bookings }: Pick<Dependencies, 'slots' | 'bookings'>,
  { caseFile, released, unsaid }: { caseFile: CaseFile; released: { slotId: string; seats: number }[]; unsaid: Unsaid },
  now: Date,
): Promise<ReleasedPlace[]> {
  const places: ReleasedPlace[] = [];
  for (const { slotId, seats } of released) {
    const slot = await slots.find(slotId);
    const left = slot ? slot.capacity - seatsTaken(await bookings.listLiveInSlot(slotId), now) : 0;
    const toldBy = unsaid.forEscorts.find((line) => line.slotId === slotId)?.toldBy;
    const free = slot !== undefined && isOffered(slot, { left, party: caseFile.party }, now);
    places.push({ slotId, seats, free, ...(toldBy === undefined ? {} : { escortToldBy: toldBy }) });
  }
  return places;
}
