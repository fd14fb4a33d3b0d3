import { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import { actorName, type ActContext, type Actor } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import type { Facts } from '../route/reference.ts';
import { withoutEnd } from './crossing-event.ts';
import type { CrossingEventStore } from './crossing-event-store.ts';
import { newSweep } from './crossing-sweep.ts';
import {
  sumOutcomes,
  sweepOutcomeSchema,
  type CrossingSweepService,
  type SweepOutcome,
} from './crossing-sweep-service.ts';
import type { CrossingSweepStore } from './crossing-sweep-store.ts';
import { checkFollows, isPast, type RecordedEvent } from './recorded-event.ts';
import {
  buildEvent,
  buildEvents,
  endEvent,
  type CorrectEvent,
  type EndEvent,
  type ReportEvent,
} from './entered-event.ts';

interface Dependencies {
  perform: Perform;
  crossingEvents: CrossingEventStore;
  sweeps: CrossingSweepStore;
  sweep: CrossingSweepService;
  reference: Pick<Facts, 'crossings'>;
  clock: Clock;
  ids: Ids;
  /** Every journey is to be looked at anew; part of the act that made it so. */
  beginRederivation: (now: Date) => Promise<unknown>;
  /** Hears that not everybody stands on To tell yet: the job goes on with it. */
  onTrouble: (error: unknown) => void;
}

/** What an act on an event leaves; `swept` is absent while the rest of it is still to be done. */
export const recordedSchema = z.strictObject({
  eventId: z.string(),
  seq: z.int(),
  /** The events of the further periods, where there are some. */
  further: z.array(z.string()).exactOptional(),
  swept: sweepOutcomeSchema.exactOptional(),
});
export type Recorded = z.infer<typeof recordedSchema>;

/** `rowIds`: of what is to be told. */
type Kept = Recorded & { rowIds: string[] };
type Change = Pick<RecordedEvent, 'what' | 'event'>;

export type CrossingEventService = ReturnType<typeof crossingEventService>;

/** Closing, restricting and reopening crossings, correcting that and ending it: each adds a row, then tells everybody. */
export function crossingEventService(dependencies: Dependencies) {
  const { crossingEvents } = dependencies;
  return {
    /** Every row there is. */
    list: (): Promise<RecordedEvent[]> => crossingEvents.list(),
    listOfEvent: (eventId: string): Promise<RecordedEvent[]> => crossingEvents.listOfEvent(eventId),
    /** The row that holds of each event, the newest first. */
    listCurrent: async (): Promise<RecordedEvent[]> =>
      (await crossingEvents.listCurrent()).sort((one, other) => other.at.getTime() - one.at.getTime()),
    ...reporting(dependencies),
    ...following(dependencies),
  };
}

/** Tells everybody after an act that is in. */
const telling =
  ({ sweep, onTrouble }: Dependencies) =>
  async (actor: Actor, { rowIds, ...recorded }: Kept): Promise<Recorded> => {
    try {
      const outcomes: SweepOutcome[] = [];
      for (const rowId of rowIds) outcomes.push(await sweep.run(actor, rowId));
      return { ...recorded, swept: sumOutcomes(outcomes) };
    } catch (error) {
      // The event is in; saying that nothing was changed would be wrong, and the job ends what is left within a minute.
      onTrouble(error);
      return recorded;
    }
  };

function reporting(dependencies: Dependencies) {
  const { perform, crossingEvents, sweeps, reference, ids, beginRederivation } = dependencies;
  const tellAll = telling(dependencies);
  return {
    /** A crossing is closed, restricted or open again, once or in several periods. Throws a refusal that names the field. */
    report: async (act: ActContext, input: ReportEvent): Promise<Recorded> => {
      const kept = await perform(act, 'crossing-events', async (now) => {
        const events = buildEvents(() => ids.id(), input, reference.crossings, now);
        const by = actorName(act.actor);
        for (const event of events) {
          const { id: eventId } = event;
          const row = { _id: eventId, eventId, seq: 0, what: 'reported' as const, event, at: now, by, rev: 0 };
          await crossingEvents.insert(row);
          await sweeps.insert(newSweep(row, [event], now));
        }
        await beginRederivation(now);
        const [{ id: eventId }, ...others] = events;
        const further = others.map(({ id }) => id);
        const reply = { eventId, seq: 0, ...(further.length > 0 ? { further } : {}), rowIds: [eventId, ...further] };
        return { reply, which: { crossingEventId: eventId }, fields: Object.keys(input) };
      });
      return tellAll(act.actor, kept);
    },
  };
}

function following(dependencies: Dependencies) {
  const { crossingEvents, reference, clock } = dependencies;
  const change = changing(dependencies);
  const tellAll = telling(dependencies);
  return {
    /** New contents of what was reported. Throws EventChanged, EventOver, NotFound. */
    correct: async (act: ActContext, eventId: string, input: CorrectEvent): Promise<Recorded> => {
      const correct = (row: RecordedEvent, now: Date): Change => {
        checkFollows(row, input.seq, now);
        return { what: 'corrected', event: buildEvent(eventId, input, reference.crossings, now) };
      };
      return tellAll(act.actor, await change(act, eventId, correct, Object.keys(input)));
    },

    /** It is over. Throws EventChanged, EventOver, NotFound. */
    end: async (act: ActContext, eventId: string, input: EndEvent): Promise<Recorded> => {
      const end = (row: RecordedEvent, now: Date): Change => {
        checkFollows(row, input.seq, now);
        return { what: 'ended', event: endEvent(row.event, input, now) };
      };
      return tellAll(act.actor, await change(act, eventId, end, ['to']));
    },

    /** Ends in the record what has come to the end that was set for it, so that those who were warned hear of it. */
    endPast: async (act: () => ActContext): Promise<void> => {
      for (const due of (await crossingEvents.listCurrent()).filter((row) => isDue(row, clock())))
        await change(act(), due.eventId, (row, now) => isDue(row, now) && { what: 'ended', event: row.event }, ['to']);
    },
  };
}

const isDue = ({ what, event }: RecordedEvent, now: Date): boolean => what !== 'ended' && isPast(event, now);

/** Adds the row that `decide` gives to an event that is locked, and begins a sweep. */
function changing({ perform, crossingEvents, sweeps, ids, beginRederivation }: Dependencies) {
  return (
    act: ActContext,
    eventId: string,
    decide: (row: RecordedEvent, now: Date) => Change | false,
    fields: string[],
  ): Promise<Kept> =>
    perform(act, `crossing-event/${eventId}`, async (now) => {
      const held = await crossingEvents.lock(eventId);
      const which = { crossingEventId: eventId };
      const changed = decide(held, now);
      if (!changed) return { reply: { eventId, seq: held.seq, rowIds: [held._id] }, which };
      const row = { _id: ids.id(), eventId, seq: held.seq + 1, ...changed, at: now, by: actorName(act.actor) };
      const earlier = (await crossingEvents.listOfEvent(eventId)).map(({ event }) => withoutEnd(event));
      await crossingEvents.insert(row);
      await sweeps.insert(newSweep(row, [...earlier, row.event], now));
      await beginRederivation(now);
      return { reply: { eventId, seq: row.seq, rowIds: [row._id] }, which, fields };
    });
}
