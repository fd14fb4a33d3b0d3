import type { MeetingPoint } from '../crossing/meeting-point.ts';
import type { MeetingPointStore } from '../crossing/meeting-point-store.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import { daysAfter } from '../platform/days.ts';
import type { Ids } from '../platform/ids.ts';
import { localDateTime, resolveLocal } from '../platform/zone-time.ts';
import { slotTimes, type CommitmentRule } from './build-slot.ts';
import { HORIZON_DAYS, keysWithin, planSeries, type PlannedSlot, type Series } from './series.ts';
import type { SlotChanges } from './slot-change.ts';
import type { SlotStore } from './slot-store.ts';
import { findOverlap, type Slot } from './slot.ts';

interface Dependencies {
  slots: SlotStore;
  escorts: EscortStore;
  meetingPoints: MeetingPointStore;
  slotChanges: SlotChanges;
  commitment: CommitmentRule;
  ids: Ids;
}

/** Farther than any slot of a series is planned. */
export const REACH_DAYS = 60;

export type SeriesPlanner = ReturnType<typeof seriesPlanner>;

/** Turns what a series asks for into slots. Whoever asks holds the lock on the series. */
export function seriesPlanner({ slots, escorts, meetingPoints, slotChanges, commitment, ids }: Dependencies) {
  const buildSlot = (
    of: Series,
    point: MeetingPoint,
    planned: PlannedSlot,
    taken: readonly Slot[] | undefined,
    now: Date,
  ): Slot => offerTo(of, point, draftOf(of, point, planned, { commitment, slotId: ids.id(), now }), taken);

  /** What the escort of the series is committed to, the escort locked; undefined where none is named who still serves. */
  const lockCommitments = async ({ escortId }: Series, now: Date): Promise<Slot[] | undefined> => {
    if (escortId === undefined) return undefined;
    const { retired } = await escorts.lock(escortId);
    return retired ? undefined : slots.listCommitments(escortId, now, daysAfter(now, REACH_DAYS));
  };

  /** Makes the slots that the horizon lacks, and gives how many. */
  const planWithin = async (of: Series, now: Date): Promise<number> => {
    const fromDate = localDateTime(now, of.zone).date;
    const existing = await slots.findPlannedKeys(keysWithin(of, fromDate, HORIZON_DAYS));
    const missing = planSeries(of, fromDate, HORIZON_DAYS, existing).filter((planned) => isAhead(planned, of, now));
    if (missing.length === 0) return 0;
    const taken = await lockCommitments(of, now);
    const point = await meetingPoints.lock(of.meetingPointId);
    const made: Slot[] = [];
    for (const planned of missing) {
      const slot = buildSlot(of, point, planned, taken, now);
      made.push(slot);
      if (slot.escortId !== undefined) taken?.push(slot);
    }
    await slots.insertMany(made);
    for (const slot of made) await slotChanges.publish(slot, now);
    return made.length;
  };

  return { buildSlot, lockCommitments, planWithin };
}

/** False for a time of today that is over: nothing is planned for it any more. */
export const isAhead = ({ date, time }: PlannedSlot, { zone }: Pick<Series, 'zone'>, now: Date): boolean =>
  resolveLocal({ date, time, zone }).instant > now;

/** A slot of the series that nobody accompanies yet. */
function draftOf(
  of: Series,
  point: MeetingPoint,
  planned: PlannedSlot,
  { commitment, slotId, now }: { commitment: CommitmentRule; slotId: string; now: Date },
): Slot {
  const minutes = commitment.accompanyMinutes(of.routeRef, point.crossingId, point.side) ?? 0;
  const times = slotTimes({ ...planned, windowMinutes: of.windowMinutes }, of.zone, minutes, commitment);
  const { routeRef, stageKey, crossingId, meetingPointId, capacity } = of;
  const place = { routeRef, stageKey, crossingId, meetingPointId, capacity };
  const base = { _id: slotId, rev: 0, ...place, ...times, seriesId: of._id, plannedKey: planned.plannedKey };
  return { ...base, status: 'draft', published: { seq: 0, at: now }, edited: false };
}

/** In its escort's name where he is free, and open where the place is verified; else the draft as it is. */
function offerTo(of: Series, point: MeetingPoint, draft: Slot, taken: readonly Slot[] | undefined): Slot {
  if (of.escortId === undefined || !taken || findOverlap(draft, taken)) return draft;
  return { ...draft, escortId: of.escortId, status: point.verifiedAt ? 'open' : 'closed' };
}
