import { z } from 'zod';

// What lies outside is a slip of the finger, and no calendar or database takes every year.
const [FIRST, AFTER_LAST] = ['2000-01-01', '2100-01-01'];
const isNear = (text: string): boolean => text >= FIRST && text < AFTER_LAST;

/** A calendar day, `YYYY-MM-DD`, of the years 2000 to 2099. */
export const dayField = z.iso
  .date('Write the day as YYYY-MM-DD.')
  .refine(isNear, 'Write a day of this century, such as 2026-11-24.');

/** A time of the day, `HH:MM`, on a clock that the form names. */
export const timeField = z.iso.time({ precision: -1, error: 'Write the time as HH:MM, such as 16:40.' });

/** An instant, ISO 8601 with its offset, of the years 2000 to 2099. */
export const instantField = z.iso
  .datetime({ offset: true, error: 'Write day, time and offset, such as 2026-11-24T14:30:00+01:00.' })
  .refine(isNear, 'Write a day of this century, such as 2026-11-24.');
