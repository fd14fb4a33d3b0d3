import { z } from 'zod';
import { NeedsAcknowledgement, type Concern } from '../booking/booking-refusals.ts';
import type { BookingLedger } from '../booking/booking-ledger.ts';
import { place } from '../booking/booking-service.ts';
import type { Booking } from '../booking/booking.ts';
import { checkLive, unseenOf } from '../booking/change-booking.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { changedBy } from '../case-file/progress-entry.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Clock } from '../platform/clock.ts';
import { reasonField } from '../platform/text-field.ts';
import { inLockOrder, lockBoth } from '../slot/lock-both.ts';
import type { Slot } from '../slot/slot.ts';
import { checkOpen, checkUndoable, PROPOSAL_HOURS, ProposalOver, type Proposal } from './proposal.ts';
import { proposeService, type ProposeDependencies } from './propose-service.ts';

export const acceptSchema = z.strictObject({
  acknowledgedReason: reasonField(500).optional(),
});

export const acceptAllSchema = z.strictObject({
  accepted: z.int(),
  left: z.array(z.strictObject({ proposalId: z.string(), why: z.string() })),
});
export type AcceptedAll = z.infer<typeof acceptAllSchema>;

interface ProposalDependencies extends ProposeDependencies {
  ledger: BookingLedger;
  concernsOf(caseFile: CaseFile, slot: Slot, now: Date): Promise<Concern[]>;
  stageKeysOf(caseFile: CaseFile): readonly string[] | undefined;
  clock: Clock;
}

type Named = { proposalId: string; status: Proposal['status'] };

export type ProposalService = ReturnType<typeof proposalService>;

/** What would put journeys right: proposed with the seats held, accepted, refused or undone, each in one act. */
export function proposalService(dependencies: ProposalDependencies) {
  const { proposals, clock } = dependencies;
  const decide = deciding(dependencies);
  return {
    /** Those that nobody has decided and that are not over, the oldest first. */
    listOpen: async (): Promise<Proposal[]> => (await proposals.listOpen()).filter(({ endsAt }) => endsAt > clock()),
    /** What was decided in the last day: an acceptance can still be undone. */
    listDecided: (): Promise<Proposal[]> => {
      const now = clock().getTime();
      return proposals.listDecided(new Date(now - PROPOSAL_HOURS * 3_600_000), new Date(now + 60_000));
    },
    ...proposeService(dependencies),
    ...decide,
    ...undoing(dependencies),
    /** Accepts each that is open, every one an act of its own; what is refused stays open, with why. */
    acceptAll: async (act: ActContext): Promise<AcceptedAll> => {
      const result: AcceptedAll = { accepted: 0, left: [] };
      for (const { _id: proposalId } of await proposals.listOpen())
        try {
          await decide.accept({ ...act, id: `${act.id}/${proposalId}` }, proposalId, {});
          result.accepted += 1;
        } catch (refusal) {
          if (!(refusal instanceof DomainError) || refusal.status >= 500) throw refusal;
          result.left.push({ proposalId, why: refusal.detail });
        }
      return result;
    },
  };
}

interface Held {
  proposal: Proposal;
  old: Booking;
  from: Slot;
  to: Slot;
  caseFile: CaseFile;
}

/** Locks both slots and the case file, and gives all of it as it now stands. */
function holding({ perform, proposals, slots, bookings, caseFiles }: ProposalDependencies) {
  return async (
    act: ActContext,
    proposalId: string,
    decide: (held: Held, now: Date) => Promise<Proposal['status']>,
  ): Promise<Named> => {
    const before = await proposals.get(proposalId);
    const { caseFileId } = before;
    const slotKeys = inLockOrder(before.slotId, before.toSlotId).map((id) => `slot/${id}`);
    return perform(act, [...slotKeys, `case/${caseFileId}`], async (now) => {
      const { from, to } = await lockBoth(slots, before.slotId, before.toSlotId);
      const caseFile = await caseFiles.lock(caseFileId);
      const proposal = await proposals.get(proposalId);
      const old = await bookings.get(proposal.bookingId);
      const status = await decide({ proposal, old, from, to, caseFile }, now);
      const which = { caseFileId, slotId: to._id, bookingId: old._id, proposalId };
      return { reply: { proposalId, status }, which, fields: ['proposal'] };
    });
  };
}

function deciding(dependencies: ProposalDependencies) {
  const { proposals, bookings, ledger } = dependencies;
  const hold = holding(dependencies);
  return {
    /**
     * Her place and her path become what is proposed; she and the escorts stand on To tell. Throws ProposalOver, and
     * NeedsAcknowledgement where something speaks against it that was not seen when she was booked.
     */
    accept: (act: ActContext, proposalId: string, input: z.infer<typeof acceptSchema>): Promise<Named> =>
      hold(act, proposalId, async ({ proposal, old, from, to, caseFile }, now) => {
        checkOpen(proposal, now);
        if (!old.live) throw new ProposalOver('Her booking has changed meanwhile.');
        const next = { ...caseFile, path: proposal.path };
        const acknowledged = await acknowledge(dependencies, { old, to, next, input }, now);
        if (proposal.toBookingId === undefined)
          await ledger.changePath({ booking: old, slot: to, caseFile: next }, acknowledged, act.actor, now);
        else {
          const proposed = await bookings.get(proposal.toBookingId);
          checkLive(proposed, now);
          if (to.status !== 'open' || to.from <= now) throw new ProposalOver('The slot is closed or has begun.');
          await ledger.take({ old, from }, { proposed: { ...proposed, ...acknowledged }, to }, next, act.actor, now);
        }
        const decided = { status: 'accepted', decidedAt: now, decidedBy: actorName(act.actor) } as const;
        await proposals.decide(proposalId, { ...decided, ...(caseFile.path ? { was: caseFile.path } : {}) });
        return 'accepted';
      }),

    /** Gives the seats back; nothing of hers changes. `over` where nobody refused it and it is needed no more. */
    refuse: (act: ActContext, proposalId: string, status: 'refused' | 'over' = 'refused'): Promise<Named> =>
      hold(act, proposalId, async ({ proposal }, now) => {
        // Whoever decided it meanwhile has given its seats back, or taken them.
        if (proposal.status !== 'open' && status === 'over') return proposal.status;
        if (proposal.status !== 'open') throw new ProposalOver(`This proposal is “${proposal.status}”.`);
        await release(dependencies, proposal, act, now);
        await proposals.decide(proposalId, { status, decidedAt: now, decidedBy: actorName(act.actor) });
        return status;
      }),
  };
}

async function release(
  { bookings }: ProposalDependencies,
  { toBookingId }: Proposal,
  { actor }: ActContext,
  now: Date,
): Promise<void> {
  const proposed = toBookingId === undefined ? undefined : await bookings.find(toBookingId);
  if (proposed?.live === true)
    await bookings.end(proposed._id, { status: 'released', endedAt: now, endedBy: actorName(actor) });
}

/** What speaks against the new way and was not seen before must be seen now. */
async function acknowledge(
  dependencies: ProposalDependencies,
  { old, to, next, input }: { old: Booking; to: Slot; next: CaseFile; input: z.infer<typeof acceptSchema> },
  now: Date,
): Promise<Pick<Booking, 'acknowledged'>> {
  const concerns = await dependencies.concernsOf(next, to, now);
  const unseen = unseenOf(old, concerns);
  const reason = input.acknowledgedReason;
  if (unseen.length > 0 && reason === undefined) throw new NeedsAcknowledgement(unseen);
  if (concerns.length === 0) return {};
  const codes = concerns.map(({ code }) => code);
  return { acknowledged: { codes, ...(reason === undefined ? {} : { reason }) } };
}

function undoing(dependencies: ProposalDependencies) {
  const { proposals, bookings, caseFiles, ledger, ids } = dependencies;
  const hold = holding(dependencies);
  return {
    /**
     * She is where she was, as far as her former seat is free still: for a day. Throws ProposalOver, and the refusals of
     * booking it.
     */
    undo: (act: ActContext, proposalId: string, input: z.infer<typeof acceptSchema>): Promise<Named> =>
      hold(act, proposalId, async ({ proposal, from, to, caseFile }, now) => {
        checkUndoable(proposal, now);
        const current = await bookings.get(proposal.toBookingId ?? proposal.bookingId);
        if (!current.live) throw new ProposalOver('Her booking has changed since.');
        const before = { ...caseFile, ...(proposal.was ? { path: proposal.was } : {}) };
        if (proposal.toBookingId === undefined)
          await ledger.changePath({ booking: current, slot: to, caseFile: before }, {}, act.actor, now);
        else {
          const request = {
            ...{ id: ids.id(), hold: false, by: actorName(act.actor), movedFrom: current._id },
            acknowledgedReason: input.acknowledgedReason,
          };
          const { booking, over } = await place(dependencies, from, before, request, now);
          await ledger.expire(over, now);
          await ledger.move({ old: current, from: to }, { booking, to: from }, before, act.actor, now);
          if (proposal.was) await caseFiles.update(caseFile._id, { path: proposal.was }, changedBy(act, now));
        }
        await proposals.decide(proposalId, { status: 'undone', decidedAt: now, decidedBy: actorName(act.actor) });
        return 'undone';
      }),
  };
}
