import { bearingOn, eachPeriod, isForTheSame, type CrossingEvent } from '../crossing/crossing-event.ts';
import { areInOrder, isLongAgo, momentStart, type Period } from '../crossing/period.ts';
import { crossingModeSchema } from '../crossing/crossing.ts';
import { listPaths } from '../route/path.ts';
import type { Facts, Reference } from '../route/reference.ts';

/** What one file of facts is worth. */
export interface FileRow {
  file: string;
  records: number;
  /** Day, month or year of the oldest and the newest check; absent where no record bears one. */
  oldest?: string;
  newest?: string;
  /** Records whose sources bear no date. */
  undated: number;
  low: number;
  /** Checked longer ago than was asked. */
  old: number;
}

export interface DataReport {
  rows: readonly FileRow[];
  /** What must not stay so, a sentence each. */
  faults: readonly string[];
}

interface Cited {
  asOf: string | null;
  confidence: 'high' | 'medium' | 'low';
}

const CITED = [
  'places',
  'crossings',
  'crossingEvents',
  'waitObservations',
  'curfews',
  'documents',
  'helplines',
  'legs',
] as const;

/** How old and how sure the facts are, and what in them cannot be. Files that lack a translation are refused before. */
export function checkData(reference: Reference, { now, days }: { now: Date; days: number }): DataReport {
  const rows = CITED.map((file) => rowOf(file, [...reference[file].values()], { now, days }));
  const events = [...reference.crossingEvents.values()];
  return { rows, faults: [...disorders(events), ...contradictions(events), ...unreached(reference)] };
}

function rowOf(file: keyof Facts, records: readonly Cited[], { now, days }: { now: Date; days: number }): FileRow {
  const dates = records.flatMap(({ asOf }) => asOf ?? []).toSorted();
  const [oldest, newest] = [dates[0], dates.at(-1)];
  return {
    ...{ file, records: records.length, undated: records.length - dates.length },
    ...(oldest !== undefined && newest !== undefined ? { oldest, newest } : {}),
    low: records.filter(({ confidence }) => confidence === 'low').length,
    old: dates.filter((date) => isLongAgo(date, days, now)).length,
  };
}

/** Events whose periods do not follow one another. */
export const disorders = (events: readonly CrossingEvent[]): string[] =>
  events
    .filter(({ again = [], ...first }) => !areInOrder([first, ...again]))
    .map(({ id }) => `${id}: a period ends before it begins, or begins before the one before it has ended.`);

const endOf = ({ to }: Period): number => (to === null ? Infinity : momentStart(to).getTime());
const meet = (one: Period, other: Period): boolean =>
  momentStart(one.from).getTime() < endOf(other) && momentStart(other.from).getTime() < endOf(one);
const overlap = (one: CrossingEvent, other: CrossingEvent): boolean =>
  eachPeriod(one).some((period) => eachPeriod(other).some((another) => meet(period, another)));

/** Two events of which one closes what the other opens for the same people at the same time. */
export function contradictions(events: Iterable<CrossingEvent>): string[] {
  const all = [...events];
  return all.flatMap((one) =>
    all
      .filter((other) => one !== other && overlap(one, other) && isForTheSame(one, other))
      .filter((other) => one.direction === 'both' || other.direction === 'both' || one.direction === other.direction)
      .flatMap((other) => {
        const there = one.crossings.filter((id) => other.crossings.includes(id));
        const modes = crossingModeSchema.options.filter(
          (mode) => takes(one, mode, 'closes') && takes(other, mode, 'helps'),
        );
        if (there.length === 0 || modes.length === 0) return [];
        return [`${one.id} closes what ${other.id} opens: ${there.join(', ')} by ${modes.join(', ')}.`];
      }),
  );
}

const takes = (event: CrossingEvent, mode: CrossingEvent['modes'][number], bearing: 'closes' | 'helps'): boolean =>
  (event.effect === 'modified-service' || event.modes.includes(mode)) && bearingOn(event, mode) === bearing;

function unreached(reference: Reference): string[] {
  return [...reference.routes.values()].flatMap((route) => {
    const reached = new Set(listPaths(reference, route.ref).flatMap(({ stages }) => stages.map(({ key }) => key)));
    return [...route.stages.keys()]
      .filter((key) => !reached.has(key))
      .map((key) => `${route.ref}: no path leads over ${key}.`);
  });
}
