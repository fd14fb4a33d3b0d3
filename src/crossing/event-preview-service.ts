import { z } from 'zod';
import type { Tell } from '../notification/notification.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Facts } from '../route/reference.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { withoutEnd, type CrossingEvent } from './crossing-event.ts';
import type { CrossingEventStore } from './crossing-event-store.ts';
import { newSweep } from './crossing-sweep.ts';
import { checkFollows, currentRows, type RecordedEvent } from './recorded-event.ts';
import { buildEvent, buildEvents, endEvent, type EndEvent, type ReportEvent } from './entered-event.ts';
import { decideFor, type BatchReads } from './sweep-reads.ts';

/** Whom an event would hit, if it were recorded as it stands. */
export const eventPreviewSchema = z.strictObject({
  travellers: z.array(z.strictObject({ caseFileId: z.string(), reference: z.string(), slotId: z.string() })),
  escorts: z.array(z.strictObject({ escortId: z.string(), slotId: z.string() })),
});
export type EventPreview = z.infer<typeof eventPreviewSchema>;

interface Dependencies extends BatchReads {
  crossingEvents: Pick<CrossingEventStore, 'list'>;
  slots: Pick<SlotStore, 'listAfter'>;
  reference: Pick<Facts, 'crossingEvents' | 'crossings'>;
  clock: Clock;
}

const BATCH = 500;
const NOT_YET = 'not-yet';

export type EventPreviewService = ReturnType<typeof eventPreviewService>;

/** What recording an event would mean, by the same rule that tells it; nothing is written. */
export function eventPreviewService(dependencies: Dependencies) {
  const { crossingEvents, slots, reference, clock } = dependencies;

  const hitBy = async (row: RecordedEvent, earlier: readonly CrossingEvent[]): Promise<EventPreview> => {
    const now = row.at;
    const rows = [...(await crossingEvents.list()), row];
    const range = newSweep(row, [...earlier, row.event], now);
    const tells: Tell[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const next = await slots.listAfter(cursor, range, BATCH);
      tells.push(...(await decideFor(dependencies, { row, rows, next, now })).tells);
      cursor = next.at(-1)?._id;
    }
    return toPreview(dependencies, tells);
  };

  /** What a further row of an event would mean, made of the one that holds. */
  const follow = async (
    eventId: string,
    make: (last: RecordedEvent, now: Date) => Pick<RecordedEvent, 'what' | 'event'>,
  ): Promise<EventPreview> => {
    const now = clock();
    const rows = (await crossingEvents.list()).filter((row) => row.eventId === eventId);
    const [last] = currentRows(rows);
    if (!last) throw new NotFound('crossing event');
    const row = { _id: NOT_YET, eventId, seq: last.seq + 1, ...make(last, now), at: now, by: '' };
    return hitBy(
      row,
      rows.map(({ event }) => withoutEnd(event)),
    );
  };

  return {
    /** Whom a new event would hit. Throws the refusals of recording it. */
    ofNew: async (input: ReportEvent): Promise<EventPreview> => {
      const [now, period] = [clock(), counter()];
      const events = buildEvents(() => `${NOT_YET}-${period()}`, input, reference.crossings, now);
      const hit: EventPreview[] = [];
      for (const event of events) {
        const row = { _id: event.id, eventId: event.id, seq: 0, what: 'reported' as const, event, at: now, by: '' };
        hit.push(await hitBy(row, []));
      }
      return together(hit);
    },
    /** Who would have to hear of a correction. Throws the refusals of recording it. */
    ofCorrection: (eventId: string, input: Omit<ReportEvent, 'again'>): Promise<EventPreview> =>
      follow(eventId, (last, now) => {
        checkFollows(last, last.seq, now);
        return { what: 'corrected', event: buildEvent(eventId, input, reference.crossings, now) };
      }),
    /** Who would have to hear of its end. Throws the refusals of recording it. */
    ofEnd: (eventId: string, input: EndEvent): Promise<EventPreview> =>
      follow(eventId, (last, now) => {
        checkFollows(last, last.seq, now);
        return { what: 'ended', event: endEvent(last.event, input, now) };
      }),
  };
}

async function toPreview({ caseFiles }: Dependencies, tells: readonly Tell[]): Promise<EventPreview> {
  const found = await caseFiles.findMany([...new Set(tells.flatMap(({ caseFileId }) => caseFileId ?? []))]);
  const referenceOf = new Map(found.map(({ _id, reference }) => [_id, reference]));
  return {
    travellers: tells.flatMap(({ caseFileId, slotId = '' }) =>
      caseFileId === undefined ? [] : [{ caseFileId, reference: referenceOf.get(caseFileId) ?? '', slotId }],
    ),
    escorts: tells.flatMap(({ escortId, slotId = '' }) => (escortId === undefined ? [] : [{ escortId, slotId }])),
  };
}

const counter = (): (() => number) => {
  let count = 0;
  return () => (count += 1);
};

/** Who is hit by several periods is named once. */
function together(previews: readonly EventPreview[]): EventPreview {
  const once = <Hit extends { slotId: string }>(hits: readonly Hit[], who: (hit: Hit) => string): Hit[] => [
    ...new Map(hits.map((hit) => [`${who(hit)} ${hit.slotId}`, hit])).values(),
  ];
  return {
    travellers: once(
      previews.flatMap(({ travellers }) => travellers),
      ({ caseFileId }) => caseFileId,
    ),
    escorts: once(
      previews.flatMap(({ escorts }) => escorts),
      ({ escortId }) => escortId,
    ),
  };
}
