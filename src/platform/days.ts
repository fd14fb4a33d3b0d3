const DAY_MS = 86_400_000;

/** So many times 24 hours later; earlier when negative. */
export const daysAfter = (instant: Date, days: number): Date => new Date(instant.getTime() + days * DAY_MS);

/** A calendar date so many days on: `2026-11-24`, 7 gives `2026-12-01`. A date has no zone, so no clock change touches it. */
export const dateAfter = (date: string, days: number): string =>
  daysAfter(new Date(`${date}T00:00:00Z`), days)
    .toISOString()
    .slice(0, 10);

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
