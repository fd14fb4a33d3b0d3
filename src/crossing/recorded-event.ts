import { z } from 'zod';
import { dayField, timeField } from '../platform/day-fields.ts';
import { DomainError } from '../platform/domain-error.ts';
import { localDateTime, resolveLocal } from '../platform/zone-time.ts';
import {
  appliesToSchema,
  crossingEventSchema,
  momentStart,
  POLISH_ZONE,
  type CrossingEvent,
} from './crossing-event.ts';
import { crossingModeSchema, directionSchema } from './crossing.ts';
import { checkEntered, sourceField, type KnownCrossings } from './entered-fields.ts';

export const ROW_KINDS = ['reported', 'corrected', 'ended'] as const;

/**
 * One row of what the desk has recorded of a crossing: the whole event as it then stood. Rows are only added; the one
 * of the highest `seq` holds. The first one, whose `_id` names the event, carries the lock.
 */
export interface RecordedEvent {
  _id: string;
  eventId: string;
  seq: number;
  what: (typeof ROW_KINDS)[number];
  event: CrossingEvent;
  at: Date;
  by: string;
  rev?: number;
}

/** What a coordinator enters. Days and times are on the clock of the Polish side. */
export const reportEventSchema = z.strictObject({
  crossings: z.array(z.string().max(60)).min(1, 'Choose one crossing point at least.').max(40),
  effect: crossingEventSchema.shape.effect.exclude(['additional-service', 'new-service']),
  appliesTo: appliesToSchema.optional(),
  direction: z.enum(['both', ...directionSchema.options]),
  modes: z.array(crossingModeSchema).min(1, 'Choose one way of crossing at least.'),
  fromDate: dayField,
  fromTime: timeField,
  untilDate: dayField.optional(),
  untilTime: timeField.optional(),
  wording: z.string().trim().min(3, 'Write what was said, in its own words.').max(300),
  source: sourceField,
});
export type ReportEvent = z.infer<typeof reportEventSchema>;

/** `seq` is that of the row she saw: a correction of something else than what she read is refused. */
export const correctEventSchema = reportEventSchema.extend({ seq: z.number().int().min(0) });
export type CorrectEvent = z.infer<typeof correctEventSchema>;
export const endEventSchema = z.strictObject({
  seq: z.number().int().min(0),
  endedDate: dayField,
  endedTime: timeField,
  source: sourceField,
});
export type EndEvent = z.infer<typeof endEventSchema>;

class EventNotRight extends DomainError {
  constructor(name: string, reason: string) {
    super({ status: 422, type: 'crossing-event-not-right', detail: reason, invalidParams: [{ name, reason }] });
  }
}

export class EventChanged extends DomainError {
  constructor({ by, what, seq }: RecordedEvent) {
    super({
      status: 409,
      type: 'crossing-event-changed',
      detail: `${by} has ${what} this event meanwhile. Look at what stands now, then send again.`,
      facts: { seq },
    });
  }
}

class EventOver extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'crossing-event-over',
      detail: 'This event is over and stays as it is. Report a new one for what holds now.',
    });
  }
}

/** The row that holds of each event. */
export function currentRows(rows: readonly RecordedEvent[]): RecordedEvent[] {
  const latest = new Map<string, RecordedEvent>();
  for (const row of rows) if (row.seq >= (latest.get(row.eventId)?.seq ?? 0)) latest.set(row.eventId, row);
  return [...latest.values()];
}

/** Its end has come, or it was ended before it began. */
export const isPast = ({ to }: Pick<CrossingEvent, 'to'>, now: Date): boolean => to !== null && momentStart(to) <= now;

const momentOf = (date: string, at: string): string =>
  `${resolveLocal({ date, time: at, zone: POLISH_ZONE }).instant.toISOString().slice(0, 16)}Z`;

/** The event that was entered. Throws a refusal that names the field. */
export function buildEvent(id: string, input: ReportEvent, crossings: KnownCrossings, now: Date): CrossingEvent {
  const { direction, fromDate, fromTime, untilDate, untilTime, wording, source } = input;
  for (const crossing of input.crossings)
    checkEntered(
      crossings,
      { crossing, ...(direction === 'both' ? {} : { direction }) },
      (about, reason) => new EventNotRight(about === 'crossing' ? 'crossings' : about, reason),
    );
  if ((untilDate === undefined) !== (untilTime === undefined))
    throw new EventNotRight(untilDate === undefined ? 'untilDate' : 'untilTime', 'Give day and time, or neither.');
  const from = momentOf(fromDate, fromTime);
  const to = untilDate === undefined || untilTime === undefined ? null : momentOf(untilDate, untilTime);
  if (to !== null && to <= from) throw new EventNotRight('untilTime', 'It must end after it begins.');
  return {
    ...{ id, crossings: [...new Set(input.crossings)], effect: input.effect, direction, from, to },
    modes: [...new Set(input.modes)],
    appliesTo: input.appliesTo ?? 'everyone',
    cause: { en: wording, uk: wording, ru: wording },
    ...{ sources: [source], confidence: 'medium', asOf: localDateTime(now, POLISH_ZONE).date },
  };
}

/** The event with the end that was entered; only one that has come may be, a later one is a correction. */
export function endEvent(event: CrossingEvent, { endedDate, endedTime, source }: EndEvent, now: Date): CrossingEvent {
  const to = momentOf(endedDate, endedTime);
  if (momentStart(to) > now)
    throw new EventNotRight('endedTime', 'That time is still to come. To set an end ahead, correct the event instead.');
  return { ...event, to, sources: [...event.sources, source], asOf: localDateTime(now, POLISH_ZONE).date };
}

/** Throws EventChanged or EventOver unless this row may be followed by another one. */
export function checkFollows(row: RecordedEvent, seq: number, now: Date): void {
  if (row.seq !== seq) throw new EventChanged(row);
  if (isPast(row.event, now)) throw new EventOver();
}
