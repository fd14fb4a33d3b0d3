import { z } from 'zod';
import { dayField, timeField } from '../platform/day-fields.ts';
import { DomainError } from '../platform/domain-error.ts';
import { resolveLocal } from '../platform/zone-time.ts';
import { POLISH_ZONE } from './period.ts';
import { crossingModeSchema, directionSchema } from './crossing.ts';
import { checkEntered, sourceField, type KnownCrossings } from './entered-fields.ts';
import type { Wait } from './wait-summary.ts';

/** Who put something down of a crossing, and how she knows. Rows are only added. Instants in UTC. */
interface Observed {
  _id: string;
  crossing: string;
  /** When it was so. */
  at: Date;
  source: string;
  by: string;
  recordedAt: Date;
}

/** A wait that somebody reported to the desk. */
export type ObservedWait = Observed & Wait & { mode: NonNullable<Wait['mode']> };

/** Somebody of the desk looked: all that stands of this crossing holds. */
export type CrossingCheck = Observed;

const crossing = z.string('Choose a crossing point.').min(1, 'Choose a crossing point.').max(60);
const LONGEST_MINUTES = 7 * 24 * 60;

/** What a coordinator enters of a wait. Day and time are on the clock of the Polish side. */
export const waitInputSchema = z.strictObject({
  crossing,
  direction: directionSchema,
  mode: crossingModeSchema.extract(['foot', 'car', 'bus']),
  minutes: z
    .number('Give the wait in minutes.')
    .int('Give the wait in whole minutes.')
    .min(0, 'A wait is not below zero.')
    .max(LONGEST_MINUTES, 'Give the wait in minutes, a week at most.'),
  seenDate: dayField,
  seenTime: timeField,
  source: sourceField,
});
export type WaitInput = z.infer<typeof waitInputSchema>;

export const checkInputSchema = z.strictObject({ crossing, source: sourceField });
export type CheckInput = z.infer<typeof checkInputSchema>;

class ObservationNotRight extends DomainError {
  constructor(name: string, reason: string) {
    super({ status: 422, type: 'observation-not-right', detail: reason, invalidParams: [{ name, reason }] });
  }
}

interface Recording {
  id: string;
  by: string;
  now: Date;
}

const notRight = (about: string, reason: string): Error => new ObservationNotRight(about, reason);

/** The wait that was entered. Throws a refusal that names the field. */
export function buildWait(input: WaitInput, crossings: KnownCrossings, { id, by, now }: Recording): ObservedWait {
  const { direction, mode, minutes, seenDate, seenTime } = input;
  checkEntered(crossings, input, notRight);
  const at = resolveLocal({ date: seenDate, time: seenTime, zone: POLISH_ZONE }).instant;
  if (at > now)
    throw new ObservationNotRight('seenTime', 'That time is still to come. Give the time when it was seen.');
  return { _id: id, crossing: input.crossing, direction, mode, minutes, at, source: input.source, by, recordedAt: now };
}

/** The check that was entered: it holds from now on. Throws a refusal that names the field. */
export function buildCheck(input: CheckInput, crossings: KnownCrossings, { id, by, now }: Recording): CrossingCheck {
  checkEntered(crossings, input, notRight);
  return { _id: id, crossing: input.crossing, at: now, source: input.source, by, recordedAt: now };
}
