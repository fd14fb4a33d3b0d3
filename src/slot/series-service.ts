import type { Perform } from '../audit/act-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { checkInUse } from '../crossing/meeting-point.ts';
import type { MeetingPointStore } from '../crossing/meeting-point-store.ts';
import { checkServes } from '../escort/escort.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import { localDateTime } from '../platform/zone-time.ts';
import { stageKeyOf, type CommitmentRule } from './build-slot.ts';
import { followSeries, type Untouched } from './follow-series.ts';
import { isAhead, seriesPlanner, type SeriesPlanner } from './series-planner.ts';
import { HORIZON_DAYS, planSeries, type Series, type SeriesInput } from './series.ts';
import type { SeriesStore } from './series-store.ts';
import type { SlotChanges } from './slot-change.ts';
import type { SlotStore } from './slot-store.ts';
import { CannotOpen } from './slot.ts';

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

interface WithPlanner extends Dependencies {
  planner: SeriesPlanner;
}

export type { Untouched };
export type SeriesService = ReturnType<typeof seriesService>;

/** Series and their planning. Locks: the series, then slots by id, then escorts by id. */
export function seriesService(dependencies: Dependencies) {
  const { series } = dependencies;
  const planning = { ...dependencies, planner: seriesPlanner(dependencies) };
  return {
    list: (): Promise<Series[]> => series.list(),
    get: (id: string): Promise<Series> => series.get(id),
    ...making(planning),
    ...changing(planning),
    ...planningAll(planning),
  };
}

function making(dependencies: WithPlanner) {
  const { perform, series, planner, currentRoute, ids } = dependencies;
  return {
    create: (act: ActContext, input: SeriesInput): Promise<{ seriesId: string; planned: number }> =>
      perform(act, 'series', async (now) => {
        const seriesId = ids.id();
        const made: Series = { _id: seriesId, rev: 0, ...(await toFields(dependencies, input, currentRoute)) };
        await series.insert(made);
        const planned = await planner.planWithin(made, now);
        return { reply: { seriesId, planned }, which: { seriesId }, fields: Object.keys(input) };
      }),
  };
}

function changing(dependencies: WithPlanner) {
  const { perform, series, meetingPoints, planner } = dependencies;
  const applyToAhead = followSeries(dependencies);
  return {
    /** Changes slots ahead that nobody is booked on and no person changed; gives the others. */
    edit: (
      act: ActContext,
      seriesId: string,
      input: SeriesInput,
    ): Promise<{ seriesId: string; untouched: Untouched[] }> =>
      perform(act, `series/${seriesId}`, async (now) => {
        const before = await series.lock(seriesId);
        if (before.retired) throw new CannotOpen('This series was retired. Make a new one.');
        const fields = await toFields(dependencies, input, before.routeRef);
        const changed: Series = { _id: seriesId, rev: before.rev, ...fields };
        await series.update(seriesId, { ...fields, escortId: fields.escortId ?? null });
        const untouched = await applyToAhead(changed, await meetingPoints.get(fields.meetingPointId), now);
        await planner.planWithin(changed, now);
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
  };
}

function planningAll({ perform, series, slots, planner, clock, ids }: WithPlanner) {
  const planOne = (seriesId: string): Promise<number> =>
    perform({ ...PLANNING, id: ids.id() }, `series/${seriesId}`, async (now) => {
      const made = await planner.planWithin(await series.lock(seriesId), now);
      return { reply: made, which: { seriesId }, fields: ['slots'] };
    });

  return {
    /** Plans every series to its horizon, one act a series. Twice, or in two processes at once, is the same as once. */
    planAll: async (): Promise<number> => {
      let planned = 0;
      for (const each of await series.list()) {
        const due = dueKeys(each, clock());
        if ((await slots.findPlannedKeys(due)).size === due.length) continue;
        planned += await planOne(each._id);
      }
      return planned;
    },
  };
}

/** The planning job's act, but for its id: one is made for each series. */
const PLANNING = {
  body: '',
  name: 'series.plan',
  actor: { kind: 'job', name: 'plan-slots' },
  requestId: '',
} as const;

/** Keys that should be there by now, so that a series which has them all costs no act. */
const dueKeys = (of: Series, now: Date): string[] =>
  planSeries(of, localDateTime(now, of.zone).date, HORIZON_DAYS, new Set())
    .filter((planned) => isAhead(planned, of, now))
    .map(({ plannedKey }) => plannedKey);

/** What the series keeps of an input, its place read from the meeting point, which is locked. */
async function toFields(
  { meetingPoints, escorts, commitment }: Pick<Dependencies, 'meetingPoints' | 'escorts' | 'commitment'>,
  input: SeriesInput,
  routeRef: string,
): Promise<Omit<Series, '_id' | 'rev'>> {
  const point = await meetingPoints.lock(input.meetingPointId);
  checkInUse(point);
  if (input.escortId) checkServes(await escorts.get(input.escortId));
  if (commitment.accompanyMinutes(routeRef, point.crossingId, point.side) === undefined)
    throw new CannotOpen('The route has no accompaniment from this crossing point. Choose another meeting point.');
  const { escortId, ...rest } = input;
  const place = { crossingId: point.crossingId, stageKey: stageKeyOf(point.crossingId), zone: point.zone };
  return { routeRef, ...place, ...rest, ...(escortId ? { escortId } : {}) };
}
