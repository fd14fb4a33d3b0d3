import { z } from 'zod';
import { daysAfter } from '../platform/days.ts';
import { resolveLocal } from '../platform/zone-time.ts';

export const POLISH_ZONE = 'Europe/Warsaw';

/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or an instant with its offset, as exact as the source is. */
const momentSchema = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?)?)?$/, 'is neither a date nor an instant with offset');

/** `to` is the first moment it no longer holds; null while nothing has ended it. */
export const periodSchema = z.strictObject({ from: momentSchema, to: momentSchema.nullable() });
export type Period = z.infer<typeof periodSchema>;

/** Each ends before the next begins; the last may be open. */
export const areInOrder = (periods: readonly Period[]): boolean =>
  periods.every(({ from, to }, at) => {
    const next = periods[at + 1];
    const isSpan = to === null || startOf(from) < startOf(to);
    return isSpan && (next === undefined || (to !== null && startOf(to) <= startOf(next.from)));
  });

// A moment costs much to read, and a closure or a plan asks for the same few thousands of times.
const knownStarts = new Map<string, number>();

function startOf(moment: string): number {
  const known = knownStarts.get(moment) ?? readStart(moment);
  knownStarts.set(moment, known);
  return known;
}

function readStart(moment: string): number {
  if (moment.includes('T')) return new Date(moment).getTime();
  const [year, month = '01', day = '01'] = moment.split('-');
  return resolveLocal({ date: `${year}-${month}-${day}`, time: '00:00', zone: POLISH_ZONE }).instant.getTime();
}

/** The instant of a moment: a date alone means the start of that day on the Polish side's clock. */
export const momentStart = (moment: string): Date => new Date(startOf(moment));

/** More than so many times 24 hours ago. */
export const isLongAgo = (moment: string, days: number, now: Date): boolean =>
  daysAfter(momentStart(moment), days) < now;

/** Whether the instant lies in the period. */
export const holdsAt = ({ from, to }: Period, at: Date): boolean =>
  startOf(from) <= at.getTime() && (to === null || at.getTime() < startOf(to));
