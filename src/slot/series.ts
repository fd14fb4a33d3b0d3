import { z } from 'zod';
import { DateTime } from 'luxon';
import { dayField } from '../platform/day-fields.ts';

/** Slots that come again: planned into single slots some weeks ahead. Days and times are local to `zone`. */
export const storedSeriesSchema = z.strictObject({
  _id: z.string(),
  rev: z.int(),
  routeRef: z.string(),
  stageKey: z.string(),
  crossingId: z.string(),
  meetingPointId: z.string(),
  zone: z.string(),
  /** ISO weekdays, 1 is Monday. */
  weekdays: z.array(z.int()),
  /** `HH:MM`. */
  localTimes: z.array(z.string()),
  windowMinutes: z.int(),
  capacity: z.int(),
  /** Opens each slot in which she or he is free; without one the slots wait as drafts. */
  escortId: z.string().exactOptional(),
  validFrom: z.iso.date(),
  /** Last day, inclusive. */
  validTo: z.iso.date(),
  retired: z.literal(true).exactOptional(),
});
export type Series = z.infer<typeof storedSeriesSchema>;

export const HORIZON_DAYS = 28;

const id = z.string().min(1, 'Choose one.').max(64);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write times as HH:MM, such as 14:30.');

export const seriesSchema = z
  .strictObject({
    meetingPointId: id,
    weekdays: z.array(z.number().int().min(1).max(7)).min(1, 'Tick one weekday at least.').max(7),
    localTimes: z.array(time).min(1, 'Write one time at least.').max(6),
    windowMinutes: z.number().int().min(10).max(720).default(40),
    capacity: z.number().int().min(1).max(50),
    escortId: z.union([z.literal(''), id]).optional(),
    validFrom: dayField,
    validTo: dayField,
  })
  .refine(({ validFrom, validTo }) => validFrom <= validTo, {
    path: ['validTo'],
    message: 'The last day lies before the first.',
  });
export type SeriesInput = z.infer<typeof seriesSchema>;

/** One slot that a series asks for: its key never changes, whatever later becomes of the slot. */
export interface PlannedSlot {
  plannedKey: string;
  date: string;
  time: string;
}

type Pattern = Pick<Series, '_id' | 'weekdays' | 'localTimes' | 'validFrom' | 'validTo' | 'retired'>;

/** Days and times that the series asks for, from a local day on for `days` days, and that `existing` keys lack. */
export function planSeries(
  series: Pattern,
  fromDate: string,
  days: number,
  existing: ReadonlySet<string>,
): PlannedSlot[] {
  if (series.retired) return [];
  const start = DateTime.fromISO(fromDate, { zone: 'utc' });
  return Array.from({ length: days }, (_, index) => start.plus({ days: index }))
    .filter((day) => series.weekdays.includes(day.weekday))
    .map((day) => day.toFormat('yyyy-MM-dd'))
    .filter((date) => series.validFrom <= date && date <= series.validTo)
    .flatMap((date) =>
      [...series.localTimes]
        .sort()
        .map((localTime) => ({ plannedKey: keyOf(series._id, date, localTime), date, time: localTime })),
    )
    .filter(({ plannedKey }) => !existing.has(plannedKey));
}

/** Every key that the series could have in these days, to ask which exist. */
export const keysWithin = (series: Pattern, fromDate: string, days: number): string[] =>
  planSeries(series, fromDate, days, new Set()).map(({ plannedKey }) => plannedKey);

const keyOf = (seriesId: string, date: string, localTime: string): string => `${seriesId}/${date}/${localTime}`;
