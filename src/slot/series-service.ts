import type { Perform } from '../audit/act-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { expireHolds } from '../booking/expire-holds.ts';
import { checkInUse, type MeetingPoint } from '../crossing/meeting-point.ts';
import type { MeetingPointStore } from '../crossing/meeting-point-store.ts';
import { checkServes } from '../escort/escort.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { daysAfter } from '../platform/days.ts';
import type { Ids } from '../platform/ids.ts';
import { localDateTime, resolveLocal } from '../platform/zone-time.ts';
import { slotTimes, stageKeyOf, type CommitmentRule } from './build-slot.ts';
import { HORIZON_DAYS, keysWithin, planSeries, type PlannedSlot, type Series, type SeriesInput } from './series.ts';
import type { SeriesStore } from './series-store.ts';
import type { SlotChanges } from './slot-change.ts';
import type { SlotStore } from './slot-store.ts';
import { CannotOpen, findOverlap, type Slot } from './slot.ts';

interface Dependencies {
  perform: Perform;
  series: SeriesStore;
  slots: SlotStore;
  bookings: BookingStore;
  escorts: EscortStore;
  meetingPoints: MeetingPointStore;
  slotChanges: SlotChanges;
  commitment: CommitmentRule;
  currentRoute: string;
  clock: Clock;
  ids: Ids;
}

/** A slot that a changed series would have touched and did not, because somebody is booked on it or a person changed it. */
export interface Untouched {
  slotId: string;
  localDate: string;
  localTime: string;
  because: 'booked' | 'edited';
}

const SERIES_CHANGED = 'The series was changed.';
/** Farther than any slot of a series is planned. */
const REACH_DAYS = 60;

export type SeriesService = ReturnType<typeof seriesService>;

/** Series and their planning. Locks: the series, then slots by id, then escorts by id. */
export function seriesService(dependencies: Dependencies) {
  const { perform, series, slots, bookings, escorts, meetingPoints, slotChanges, commitment, clock, ids } =
    dependencies;

  const toFields = async (input: SeriesInput, routeRef: string): Promise<Omit<Series, '_id' | 'rev'>> => {
    const point = await meetingPoints.lock(input.meetingPointId);
    checkInUse(point);
    if (input.escortId) checkServes(await escorts.get(input.escortId));
    if (commitment.accompanyMinutes(routeRef, point.crossingId, point.side) === undefined)
      throw new CannotOpen('The route has no accompaniment from this crossing point. Choose another meeting point.');
    const { escortId, ...rest } = input;
    const place = { crossingId: point.crossingId, stageKey: stageKeyOf(point.crossingId), zone: point.zone };
    return { routeRef, ...place, ...rest, ...(escortId ? { escortId } : {}) };
  };

  /** A slot of the series as planned: open in its escort's name where he is free and the place is verified, else a draft. */
  const buildSlot = (
    of: Series,
    point: MeetingPoint,
    planned: PlannedSlot,
    taken: readonly Slot[] | undefined,
    now: Date,
  ): Slot => {
    const minutes = commitment.accompanyMinutes(of.routeRef, point.crossingId, point.side) ?? 0;
    const times = slotTimes({ ...planned, windowMinutes: of.windowMinutes }, of.zone, minutes, commitment.restHours);
    const { routeRef, stageKey, crossingId, meetingPointId, capacity } = of;
    const place = { routeRef, stageKey, crossingId, meetingPointId, capacity };
    const base = { _id: ids.id(), rev: 0, ...place, ...times, seriesId: of._id, plannedKey: planned.plannedKey };
    const slot: Slot = { ...base, status: 'draft', published: { seq: 0, at: now }, edited: false };
    if (of.escortId === undefined || !taken || findOverlap(slot, taken)) return slot;
    return { ...slot, escortId: of.escortId, status: point.verifiedAt ? 'open' : 'closed' };
  };

  /** What the escort of the series is committed to, the escort locked; undefined where none is named who still serves. */
  const lockCommitments = async ({ escortId }: Series, now: Date): Promise<Slot[] | undefined> => {
    if (escortId === undefined) return undefined;
    const { retired } = await escorts.lock(escortId);
    return retired ? undefined : slots.listCommitments(escortId, now, daysAfter(now, REACH_DAYS));
  };

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

  /** The slot as the series now wants it: its key, its history and its place in the feed stay. */
  const followed = (slot: Slot, wanted: Slot | undefined): Slot =>
    wanted
      ? { ...wanted, _id: slot._id, published: slot.published }
      : { ...slot, status: 'cancelled', cancelledFor: SERIES_CHANGED };

  const write = async (next: Slot, slot: Slot, now: Date): Promise<void> => {
    const { _id, rev, published, plannedKey, ...change } = next;
    await slots.update(_id, { ...change, escortId: next.escortId ?? null, cancelledFor: next.cancelledFor ?? null });
    await slotChanges.publishHandedOn(next, slot, now);
  };

  /** Brings slots that nobody is booked on and nobody changed to what the series now says. Slots are locked. */
  const follow = async (of: Series, point: MeetingPoint, free: readonly Slot[], now: Date): Promise<void> => {
    const concerned = new Set([
      ...free.flatMap(({ escortId }) => escortId ?? []),
      ...(of.escortId === undefined ? [] : [of.escortId]),
    ]);
    for (const id of [...concerned].sort()) await escorts.lock(id);
    const known = new Set(free.map(({ _id }) => _id));
    // What they take of the escort now is given up: each is asked for anew, the earliest first.
    const taken = (await lockCommitments(of, now))?.filter(({ _id }) => !known.has(_id));
    const plan = planSeries(of, localDateTime(now, of.zone).date, REACH_DAYS, new Set());
    const wanted = new Map(plan.map((each) => [each.plannedKey, each]));
    for (const slot of [...free].sort((one, other) => +one.from - +other.from)) {
      const planned = wanted.get(slot.plannedKey ?? '');
      const next = followed(slot, planned && buildSlot(of, point, planned, taken, now));
      await write(next, slot, now);
      if (next.escortId !== undefined && next.status !== 'cancelled') taken?.push(next);
    }
  };

  const applyToAhead = async (of: Series, point: MeetingPoint, now: Date): Promise<Untouched[]> => {
    const ahead = await slots.list({ seriesId: of._id, from: now, to: daysAfter(now, REACH_DAYS) });
    const untouched: Untouched[] = [];
    const free: Slot[] = [];
    for (const { _id } of ahead.sort((a, b) => (a._id < b._id ? -1 : 1))) {
      const slot = await slots.lock(_id);
      const live = (await expireHolds(bookings, _id, now)).length > 0;
      const { localDate, localTime } = slot;
      if (live || slot.edited)
        untouched.push({ slotId: _id, localDate, localTime, because: live ? 'booked' : 'edited' });
      else if (slot.status !== 'cancelled' || slot.cancelledFor === SERIES_CHANGED) free.push(slot);
    }
    await follow(of, point, free, now);
    return untouched;
  };

  return {
    list: (): Promise<Series[]> => series.list(),
    get: (id: string): Promise<Series> => series.get(id),

    create: (act: ActContext, input: SeriesInput): Promise<{ seriesId: string; planned: number }> =>
      perform(act, 'series', async (now) => {
        const seriesId = ids.id();
        const made: Series = { _id: seriesId, rev: 0, ...(await toFields(input, dependencies.currentRoute)) };
        await series.insert(made);
        const planned = await planWithin(made, now);
        return { reply: { seriesId, planned }, which: { seriesId }, fields: Object.keys(input) };
      }),

    /** Changes slots ahead that nobody is booked on and no person changed; gives the others. */
    edit: (
      act: ActContext,
      seriesId: string,
      input: SeriesInput,
    ): Promise<{ seriesId: string; untouched: Untouched[] }> =>
      perform(act, `series/${seriesId}`, async (now) => {
        const before = await series.lock(seriesId);
        if (before.retired) throw new CannotOpen('This series was retired. Make a new one.');
        const fields = await toFields(input, before.routeRef);
        const changed: Series = { _id: seriesId, rev: before.rev, ...fields };
        await series.update(seriesId, { ...fields, escortId: fields.escortId ?? null });
        const untouched = await applyToAhead(changed, await meetingPoints.get(fields.meetingPointId), now);
        await planWithin(changed, now);
        return { reply: { seriesId, untouched }, which: { seriesId }, fields: Object.keys(input) };
      }),

    retire: (act: ActContext, seriesId: string): Promise<{ seriesId: string; untouched: Untouched[] }> =>
      perform(act, `series/${seriesId}`, async (now) => {
        const before = await series.lock(seriesId);
        await series.update(seriesId, { retired: true });
        const point = await meetingPoints.get(before.meetingPointId);
        const untouched = await applyToAhead({ ...before, retired: true }, point, now);
        return { reply: { seriesId, untouched }, which: { seriesId }, fields: ['retired'] };
      }),

    /** Plans every series to its horizon, one act a series. Twice, or in two processes at once, is the same as once. */
    planAll: async (): Promise<number> => {
      let planned = 0;
      for (const { _id, ...rest } of await series.list()) {
        const now = clock();
        const due = planSeries({ _id, ...rest }, localDateTime(now, rest.zone).date, HORIZON_DAYS, new Set())
          .filter((planned) => isAhead(planned, rest, now))
          .map(({ plannedKey }) => plannedKey);
        if ((await slots.findPlannedKeys(due)).size === due.length) continue;
        const act = {
          id: ids.id(),
          body: '',
          name: 'series.plan',
          actor: { kind: 'job' as const, name: 'plan-slots' },
          requestId: '',
        };
        planned += await perform(act, `series/${_id}`, async (now) => {
          const made = await planWithin(await series.lock(_id), now);
          return { reply: made, which: { seriesId: _id }, fields: ['slots'] };
        });
      }
      return planned;
    },
  };
}

/** False for a time of today that is over: nothing is planned for it any more. */
const isAhead = ({ date, time }: PlannedSlot, { zone }: Pick<Series, 'zone'>, now: Date): boolean =>
  resolveLocal({ date, time, zone }).instant > now;
