import { z } from 'zod';
import { dayField } from '../platform/day-fields.ts';
import { DomainError } from '../platform/domain-error.ts';
import { resolveLocal } from '../platform/zone-time.ts';
import { POLISH_ZONE } from './crossing-event.ts';
import { crossingModeSchema, directionSchema, liesOn, type Crossing } from './crossing.ts';
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

const source = z.string().trim().min(3, 'Write who said so, and how you know.').max(300);
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
  seenTime: z.iso.time({ precision: -1, error: 'Write the time as HH:MM, such as 16:40.' }),
  source,
});
export type WaitInput = z.infer<typeof waitInputSchema>;

export const checkInputSchema = z.strictObject({ crossing, source });
export type CheckInput = z.infer<typeof checkInputSchema>;

class ObservationNotRight extends DomainError {
  constructor(name: string, reason: string) {
    super({ status: 422, type: 'observation-not-right', detail: reason, invalidParams: [{ name, reason }] });
  }
}

type Crossings = ReadonlyMap<string, Pick<Crossing, 'border' | 'names'>>;

interface Recording {
  id: string;
  by: string;
  now: Date;
}

function getCrossing(crossings: Crossings, id: string): Pick<Crossing, 'border' | 'names'> {
  const found = crossings.get(id);
  if (!found) throw new ObservationNotRight('crossing', `There is no crossing point “${id}”. Choose from the list.`);
  return found;
}

/** The wait that was entered. Throws a refusal that names the field. */
export function buildWait(input: WaitInput, crossings: Crossings, { id, by, now }: Recording): ObservedWait {
  const { direction, mode, minutes, seenDate, seenTime } = input;
  const there = getCrossing(crossings, input.crossing);
  if (!liesOn(there, direction))
    throw new ObservationNotRight(
      'direction',
      `Nobody goes that way over ${there.names.en}. Choose the other direction.`,
    );
  const at = resolveLocal({ date: seenDate, time: seenTime, zone: POLISH_ZONE }).instant;
  if (at > now)
    throw new ObservationNotRight('seenTime', 'That time is still to come. Give the time when it was seen.');
  return { _id: id, crossing: input.crossing, direction, mode, minutes, at, source: input.source, by, recordedAt: now };
}

/** The check that was entered: it holds from now on. Throws a refusal that names the field. */
export function buildCheck(input: CheckInput, crossings: Crossings, { id, by, now }: Recording): CrossingCheck {
  getCrossing(crossings, input.crossing);
  return { _id: id, crossing: input.crossing, at: now, source: input.source, by, recordedAt: now };
}
