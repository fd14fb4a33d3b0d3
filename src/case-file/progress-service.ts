import { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import type { BookingLedger } from '../booking/booking-ledger.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { counts, isOver } from '../booking/booking.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { StartOver } from '../platform/transact.ts';
import type { Slot } from '../slot/slot.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { NotReady, type CaseFile } from './case-file.ts';
import type { CaseFileStore } from './case-file-store.ts';
import {
  ENDINGS,
  IllegalTransition,
  isEnding,
  isUnderWay,
  moveState,
  RECORDED_STATES,
  reopenedState,
  type CaseState,
} from './case-state.ts';
import { newProofCode } from './codes.ts';

const line = z.string().trim().min(2).max(200);

export const proofSchema = z.strictObject({ confirmedBy: line, reference: line, confirmedAt: z.iso.date() });
export const progressSchema = z.strictObject({
  state: z.enum(RECORDED_STATES),
  saidBy: line,
  at: z.iso.datetime({ offset: true }).optional(),
});
export const endSchema = z.strictObject({ ending: z.enum(ENDINGS), reason: line });
export const reopenSchema = z.strictObject({ reason: line });

interface Dependencies {
  perform: Perform;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  slots: SlotStore;
  ledger: BookingLedger;
  notifications: NotificationStore;
  keys: KeyRing;
}

export type ProgressService = ReturnType<typeof progressService>;

/** What happens to a case file from the proof to its end. */
export function progressService({ perform, caseFiles, bookings, slots, ledger, notifications, keys }: Dependencies) {
  /** Locks her slots, then her case; starts over when another act gave her other slots in between. */
  const lockWithSlots = async (caseFileId: string): Promise<{ caseFile: CaseFile; slotOf: Map<string, Slot> }> => {
    const slotIds = [...new Set((await bookings.listLiveOfCase(caseFileId)).map((booking) => booking.slotId))].sort();
    const slotOf = new Map<string, Slot>();
    for (const id of slotIds) slotOf.set(id, await slots.lock(id));
    const caseFile = await caseFiles.lock(caseFileId);
    const now = await bookings.listLiveOfCase(caseFileId);
    if (now.some((booking) => !slotOf.has(booking.slotId))) throw new StartOver();
    return { caseFile, slotOf };
  };

  return {
    /** Records that he is held, and makes the readable proof code. Nothing can be booked before it. */
    recordProof: (
      act: ActContext,
      caseFileId: string,
      input: z.infer<typeof proofSchema>,
    ): Promise<{ proofCode: string }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const caseFile = await caseFiles.lock(caseFileId);
        // Back to confirmed is also what a cancelled booking does; the proof is recorded once, at the start.
        if (caseFile.state !== 'received') throw new IllegalTransition(caseFile.state, 'confirmed');
        const state = moveState(caseFile.state, 'confirmed');
        const sealer = await keys.findSealer(caseFileId);
        if (!sealer) throw new NotReady('The personal data of this case file has been erased. Open a new one.');
        const proofCode = newProofCode();
        const sealed = {
          ...caseFile.sealed,
          proofCode: sealer.seal('proofCode', proofCode),
          proofConfirmedBy: sealer.seal('proofConfirmedBy', input.confirmedBy),
          proofReference: sealer.seal('proofReference', input.reference),
        };
        const proofIndex = keys.hash('proof-code', proofCode);
        await caseFiles.update(caseFileId, {
          state,
          sealed,
          proofIndex,
          proofAt: new Date(`${input.confirmedAt}T00:00:00Z`),
        });
        await notifications.tell(now, [{ about: 'proof-recorded', audience: 'traveller', caseFileId }]);
        return { reply: { proofCode }, which: { caseFileId }, fields: ['proof'] };
      }),

    recordProgress: (
      act: ActContext,
      caseFileId: string,
      input: z.infer<typeof progressSchema>,
    ): Promise<{ state: CaseState }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const caseFile = await caseFiles.lock(caseFileId);
        const state = moveState(caseFile.state, input.state);
        const entry = { state, at: input.at ? new Date(input.at) : now, saidBy: input.saidBy, by: byOf(act) };
        await caseFiles.update(caseFileId, { state, progress: [...caseFile.progress, entry] });
        return { reply: { state }, which: { caseFileId }, fields: ['state'] };
      }),

    /** An ending other than arrival. Before she travels it releases her seats; after that a coordinator releases the escort by name. */
    end: (act: ActContext, caseFileId: string, input: z.infer<typeof endSchema>): Promise<{ state: CaseState }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const { caseFile, slotOf } = await lockWithSlots(caseFileId);
        const state = moveState(caseFile.state, input.ending);
        if (!isUnderWay(caseFile.state)) {
          const end = { status: 'released' as const, by: act.actor, reason: 'case ended' };
          const live = await bookings.listLiveOfCase(caseFileId);
          await ledger.expire(
            live.filter((booking) => isOver(booking, now)),
            now,
          );
          for (const booking of live.filter((each) => counts(each, now))) {
            const slot = slotOf.get(booking.slotId);
            if (slot) await ledger.end(booking, slot, caseFile, end, now);
          }
        }
        const sealer = await keys.findSealer(caseFileId);
        const sealed = {
          ...caseFile.sealed,
          ...(sealer ? { endingReason: sealer.seal('endingReason', input.reason) } : {}),
        };
        await caseFiles.update(caseFileId, { state, sealed, ending: { at: now, from: caseFile.state }, nextAt: null });
        await notifications.tell(now, [{ about: 'case-ended', audience: 'traveller', caseFileId }]);
        return { reply: { state }, which: { caseFileId }, fields: ['state'] };
      }),

    /** Takes an ending back within 7 days, with a reason; the seats are gone. */
    reopen: (act: ActContext, caseFileId: string, input: z.infer<typeof reopenSchema>): Promise<{ state: CaseState }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const caseFile = await caseFiles.lock(caseFileId);
        if (!isEnding(caseFile.state))
          throw new NotReady('This case file has not ended, so there is nothing to take back.');
        const state = reopenedState(caseFile.ending, now);
        const entry = { state, at: now, saidBy: input.reason, by: byOf(act) };
        await caseFiles.update(caseFileId, { state, ending: null, progress: [...caseFile.progress, entry] });
        return { reply: { state }, which: { caseFileId }, fields: ['state'] };
      }),
  };
}

const byOf = (act: ActContext): string => ('name' in act.actor ? act.actor.name : act.actor.kind);
