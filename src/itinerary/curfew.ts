import type { ClosedHours } from '../route/facts.ts';
import { daysAfter } from '../platform/days.ts';
import { localDateTime, resolveLocal } from '../platform/zone-time.ts';

/** The calendar day after or before, counted without any clock. */
const dayBeside = (date: string, days: number): string =>
  daysAfter(new Date(`${date}T00:00:00Z`), days)
    .toISOString()
    .slice(0, 10);

interface Night {
  from: Date;
  to: Date;
}

const holdsOn = ({ from, to }: ClosedHours, evening: string): boolean =>
  (from === null || from <= evening) && (to === null || evening <= to);

/** The hours that begin on this evening. A rule without a last day held until the next rule for the place came. */
function nightOf(curfews: readonly ClosedHours[], evening: string): Night | undefined {
  const rule = curfews
    .filter((curfew) => holdsOn(curfew, evening))
    .sort((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))[0];
  if (!rule) return undefined;
  const { start, end, zone, continuous } = rule;
  const first = continuous ? (rule.from ?? evening) : evening;
  const last = continuous ? (rule.to ?? evening) : dayBeside(evening, end <= start ? 1 : 0);
  return {
    from: resolveLocal({ date: first, time: start, zone }).instant,
    to: resolveLocal({ date: last, time: end, zone }).instant,
  };
}

/** The hours in which nobody may be outdoors there and into which this instant falls. */
function nightAt(at: Date, place: string, curfews: Iterable<ClosedHours>): Night | undefined {
  const there = [...curfews].filter(({ places }) => places.includes(place));
  const zone = there[0]?.zone;
  if (zone === undefined) return undefined;
  const { date } = localDateTime(at, zone);
  return [dayBeside(date, -1), date]
    .map((evening) => nightOf(there, evening))
    .filter((each) => each !== undefined)
    .find(({ from, to }) => from <= at && at < to);
}

/** When she may really arrive: the instant itself, or the end of the curfew that it falls into. */
export function afterCurfew(
  arrival: Date,
  place: string,
  curfews: Iterable<ClosedHours>,
): { at: Date; moved: boolean } {
  const night = nightAt(arrival, place, curfews);
  return night ? { at: night.to, moved: true } : { at: arrival, moved: false };
}

/** The instant itself, or the beginning of the curfew that it falls into: until then she may still be outdoors. */
export const beforeCurfew = (at: Date, place: string, curfews: Iterable<ClosedHours>): Date =>
  nightAt(at, place, curfews)?.from ?? at;

/** Of many instants at many spots: each moved by `move` where its spot has a curfew at all. */
const whereCurfewed =
  (
    move: typeof beforeCurfew,
    curfews: readonly ClosedHours[],
    spots = new Set(curfews.flatMap(({ places }) => places)),
  ) =>
  (at: Date, spot: string): Date =>
    spots.has(spot) ? move(at, spot, curfews) : at;

/** An instant moved on to an earlier one at which she may be outdoors at that place or crossing. */
export const outdoorsBefore = (curfews: readonly ClosedHours[]): ((at: Date, spot: string) => Date) =>
  whereCurfewed(beforeCurfew, curfews);

/** An instant moved on to a later one at which she may be outdoors at that place or crossing. */
export const outdoorsAfter = (curfews: readonly ClosedHours[]): ((at: Date, spot: string) => Date) =>
  whereCurfewed((at, spot) => afterCurfew(at, spot, curfews).at, curfews);
