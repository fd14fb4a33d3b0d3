import { z } from 'zod';
import type { Tell } from '../notification/notification.ts';
import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Facts } from '../route/reference.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { withoutEnd, type CrossingEvent } from './crossing-event.ts';
import type { CrossingEventStore } from './crossing-event-store.ts';
import { newSweep } from './crossing-sweep.ts';
import { checkFollows, currentRows, type RecordedEvent } from './recorded-event.ts';
import { buildEvent, buildEvents, endEvent, type EndEvent, type OneEvent, type ReportEvent } from './entered-event.ts';
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
  ids: Ids;
}

const BATCH = 500;
const NOT_YET = 'not-yet';

export type EventPreviewService = ReturnType<typeof eventPreviewService>;

/** What recording an event would mean, by the same rule that tells it; nothing is written. */
export function eventPreviewService(dependencies: Dependencies) {
  const { crossingEvents, reference, clock, ids } = dependencies;
  const hitBy = hitting(dependencies);

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
      [row],
      now,
      rows.map(({ event }) => withoutEnd(event)),
    );
  };

  return {
    /** Whom a new event would hit. Throws the refusals of recording it. */
    ofNew: (input: ReportEvent): Promise<EventPreview> => {
      const now = clock();
      const added = buildEvents(() => ids.id(), input, reference.crossings, now).map((event): RecordedEvent => ({
        ...{ _id: event.id, eventId: event.id, seq: 0, what: 'reported', event, at: now, by: '' },
      }));
      return hitBy(added, now);
    },
    /** Who would have to hear of a correction. Throws the refusals of recording it. */
    ofCorrection: (eventId: string, input: OneEvent): Promise<EventPreview> =>
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

/** Whom rows would hit that were recorded together; `earlier` is what their event has said before. */
function hitting(dependencies: Dependencies) {
  const { crossingEvents, slots } = dependencies;
  return async (
    added: readonly RecordedEvent[],
    now: Date,
    earlier: readonly CrossingEvent[] = [],
  ): Promise<EventPreview> => {
    const rows = [...(await crossingEvents.list()), ...added];
    const tells: Tell[] = [];
    for (const row of added) {
      const range = newSweep(row, [...earlier, row.event], now);
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const next = await slots.listAfter(cursor, range, BATCH);
        tells.push(...(await decideFor(dependencies, { row, rows, next, now })).tells);
        cursor = next.at(-1)?._id;
      }
    }
    return toPreview(dependencies, tells);
  };
}

/** Who is hit by several rows is named once. */
async function toPreview({ caseFiles }: Dependencies, tells: readonly Tell[]): Promise<EventPreview> {
  const hit = [...new Map(tells.map((tell) => [tellKey(tell), tell])).values()];
  const found = await caseFiles.findMany([...new Set(hit.flatMap(({ caseFileId }) => caseFileId ?? []))]);
  const referenceOf = new Map(found.map(({ _id, reference }) => [_id, reference]));
  return {
    travellers: hit.flatMap(({ caseFileId, slotId = '' }) =>
      caseFileId === undefined ? [] : [{ caseFileId, reference: referenceOf.get(caseFileId) ?? '', slotId }],
    ),
    escorts: hit.flatMap(({ escortId, slotId = '' }) => (escortId === undefined ? [] : [{ escortId, slotId }])),
  };
}

const tellKey = ({ caseFileId = '', escortId = '', slotId = '' }: Tell): string =>
  `${caseFileId} ${escortId} ${slotId}`;
