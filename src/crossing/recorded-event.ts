import { DomainError } from '../platform/domain-error.ts';
import type { CrossingEvent } from './crossing-event.ts';
import { momentStart } from './period.ts';

export const ROW_KINDS = ['reported', 'corrected', 'ended'] as const;

/**
 * One row of what the desk has recorded of a crossing: the whole event as it then stood, with one period, since each
 * period that is entered is an event of its own. Rows are only added; the one of the highest `seq` holds. The first one, whose `_id` names the event, carries the lock.
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

/** Throws EventChanged or EventOver unless this row may be followed by another one. */
export function checkFollows(row: RecordedEvent, seq: number, now: Date): void {
  if (row.seq !== seq) throw new EventChanged(row);
  if (isPast(row.event, now)) throw new EventOver();
}
