import type { CrossingEvent } from './crossing-event.ts';
import { crossingStatus, type CrossingStatus } from './crossing-status.ts';
import {
  crossingModeSchema,
  directionSchema,
  liesOn,
  takesMode,
  type Crossing,
  type CrossingMode,
  type Direction,
} from './crossing.ts';
import type { CrossingCheck } from './observation.ts';
import { summarizeWaits, type Wait, type WaitSummary } from './wait-summary.ts';

/** Waits of so many days count: longer ago it was another queue. */
export const WAIT_DAYS = 3;

/** One way over a crossing as it is now. */
export interface PassageNow {
  direction: Direction;
  mode: CrossingMode;
  status: CrossingStatus;
  /** Undefined while too few were reported. */
  wait: WaitSummary | undefined;
}

export interface CrossingNow {
  crossing: Crossing;
  passages: readonly PassageNow[];
  lastCheck: CrossingCheck | undefined;
}

/** All that is known of crossings, to say what holds at one. */
export interface CrossingFacts {
  events: readonly CrossingEvent[];
  waits: readonly Wait[];
  checks: readonly CrossingCheck[];
  checkDays: (border: Crossing['border']) => number;
}

const TRAVELLERS_MODES = crossingModeSchema.extract(['foot', 'bus', 'car']).options;

/** What holds at a crossing now, for each way that it takes by its ordinary rules or that an event speaks of. */
export function crossingNow(crossing: Crossing, facts: CrossingFacts, now: Date): CrossingNow {
  const events = facts.events.filter((event) => event.crossings.includes(crossing.id));
  const lastCheck = facts.checks.find((check) => check.crossing === crossing.id);
  const known = { crossing, events, checkDays: facts.checkDays(crossing.border), checkedAt: lastCheck?.at };
  const passages = directionSchema.options
    .filter((direction) => liesOn(crossing, direction))
    .flatMap((direction) => TRAVELLERS_MODES.map((mode) => ({ direction, mode })))
    .map((way) => ({
      ...way,
      status: crossingStatus(known, { ...way, at: now }, now),
      wait: summarizeWaits(facts.waits, { crossing: crossing.id, ...way }, { now, days: WAIT_DAYS }),
    }))
    .filter(({ direction, mode, status }) => takesMode(crossing, mode, direction) || status.event !== undefined);
  return { crossing, passages, lastCheck };
}
