import type { MeetingPoint } from '../crossing/meeting-point.ts';
import { localDateTime, resolveLocal } from '../platform/zone-time.ts';
import type { Slot } from './slot.ts';

/** How long a slot takes its escort: hours on the longest way to Kyiv, then hours of rest and the way back. */
export interface CommitmentRule {
  /** Longest planned minutes from a meeting at this crossing point to Kyiv, night's rest included; undefined where the route has no such stage. */
  accompanyMinutes(routeRef: string, crossingId: string, side: MeetingPoint['side']): number | undefined;
  restHours: number;
  /** When somebody who would be in Kyiv at this instant really gets there: after the curfew, where it falls into one. */
  arrival: (planned: Date) => Date;
}

export type SlotTimes = Pick<
  Slot,
  'from' | 'to' | 'zone' | 'localDate' | 'localTime' | 'adjusted' | 'accompaniedUntil' | 'freeAt'
>;

/** Instants of a window given by the meeting point's own clock. A time that a clock change swallows is moved on and marked. */
export function slotTimes(
  local: { date: string; time: string; windowMinutes: number },
  zone: string,
  accompanyMinutes: number,
  { restHours, arrival }: Pick<CommitmentRule, 'restHours' | 'arrival'>,
): SlotTimes {
  const { instant: from, adjusted } = resolveLocal({ date: local.date, time: local.time, zone });
  const after = (start: Date, minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
  const to = after(from, local.windowMinutes);
  const accompaniedUntil = arrival(after(to, accompanyMinutes));
  const freeAt = after(accompaniedUntil, restHours * 60);
  // Read back, so that what is published is what the clock on the wall will show, moved on or not.
  const published = localDateTime(from, zone);
  return { from, to, zone, localDate: published.date, localTime: published.time, adjusted, accompaniedUntil, freeAt };
}

/** The stage that a slot is offered on: the meeting at its crossing point. */
export const stageKeyOf = (crossingId: string): string => `meet:${crossingId}`;
