import { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import { idsOf } from '../notification/notification.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ActContext, Actor } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import type { SlotChanges } from '../slot/slot-change.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { CrossingEventStore } from './crossing-event-store.ts';
import { sweepCountsSchema, type CrossingSweep, type SweepCounts } from './crossing-sweep.ts';
import type { CrossingSweepStore } from './crossing-sweep-store.ts';
import { decideFor, type AskedBatch, type BatchReads } from './sweep-reads.ts';

export interface SweepDependencies extends BatchReads {
  perform: Perform;
  sweeps: CrossingSweepStore;
  crossingEvents: CrossingEventStore;
  slots: SlotStore;
  notifications: NotificationStore;
  slotChanges: SlotChanges;
  ids: Ids;
}

/** Where a sweep stands. */
export const sweepOutcomeSchema = z.strictObject({ done: z.boolean(), counts: sweepCountsSchema });
export type SweepOutcome = z.infer<typeof sweepOutcomeSchema>;

/** Of several sweeps as of one. */
export const sumOutcomes = (outcomes: readonly SweepOutcome[]): SweepOutcome => ({
  done: outcomes.every(({ done }) => done),
  counts: {
    slots: outcomes.reduce((sum, { counts }) => sum + counts.slots, 0),
    travellers: outcomes.reduce((sum, { counts }) => sum + counts.travellers, 0),
    escorts: outcomes.reduce((sum, { counts }) => sum + counts.escorts, 0),
  },
});

const BATCH = 100;

export type CrossingSweepService = ReturnType<typeof crossingSweepService>;

/** Goes through everybody whom a recorded event may touch, in small acts, so that a crash loses and repeats nothing. */
export function crossingSweepService(dependencies: SweepDependencies) {
  const { perform, sweeps, crossingEvents, ids } = dependencies;

  const contextFor = (actor: Actor): ActContext => ({
    ...{ id: ids.id(), body: '', name: 'crossing-event.sweep', actor, requestId: ids.id() },
  });

  /** The next batch; `done` once there is none. Whoever comes second to a batch goes on with the one after it. */
  const runBatch = (actor: Actor, rowId: string): Promise<SweepOutcome> =>
    perform(contextFor(actor), `sweep/${rowId}`, async (now) => {
      const sweep = await sweeps.lock(rowId);
      const rows = await crossingEvents.list();
      const row = rows.find(({ _id }) => _id === rowId);
      // A later row of the same event has a sweep of its own, which tells what holds now.
      const isLatest = row && rows.every(({ eventId, seq }) => eventId !== row.eventId || seq <= row.seq);
      const next = sweep.open && isLatest ? await dependencies.slots.listAfter(sweep.cursor, sweep, BATCH) : [];
      const last = next.at(-1);
      const counts = row && last ? await doBatch(dependencies, { sweep, row, rows, next, now }) : sweep.counts;
      if (last) await sweeps.moveOn(rowId, { cursor: last._id, counts });
      else if (sweep.open) await finish(dependencies, sweep, isLatest === true, now);
      return {
        reply: { done: last === undefined, counts },
        which: { crossingEventId: sweep.eventId },
        fields: ['told'],
      };
    });

  /** Runs one sweep to its end. */
  const run = async (actor: Actor, rowId: string): Promise<SweepOutcome> => {
    let outcome = await runBatch(actor, rowId);
    while (!outcome.done) outcome = await runBatch(actor, rowId);
    return outcome;
  };

  return {
    runBatch,
    run,
    /** Ends what a crash has left half way. */
    runOpen: async (actor: Actor): Promise<void> => {
      for (const { _id } of await sweeps.listOpen()) await run(actor, _id);
    },
  };
}

/** Whoever has lost her booking since was in no batch; what she was to hear is no longer true either. */
async function finish(
  { notifications, sweeps }: SweepDependencies,
  { _id, eventId }: CrossingSweep,
  isLatest: boolean,
  now: Date,
): Promise<void> {
  const open = isLatest ? await notifications.listOpenOfEvent(eventId) : [];
  const stale = open.filter(({ key }) => key !== undefined && !key.startsWith(`${_id}/`));
  await notifications.withdraw(idsOf(stale), now);
  await sweeps.finish(_id, now);
}

interface OpenBatch extends AskedBatch {
  sweep: CrossingSweep;
}

async function doBatch(
  dependencies: SweepDependencies,
  { sweep, row, rows, next, now }: OpenBatch,
): Promise<SweepCounts> {
  const { slots, notifications, slotChanges } = dependencies;
  // Empty ones too: a booking in flight commits before and is read here, or meets this lock, runs again and sees the event.
  await slots.lockMany(next.map(({ _id }) => _id));
  const { tells, withdrawn, changed } = await decideFor(dependencies, { row, rows, next, now });
  await notifications.withdraw(withdrawn, now);
  await notifications.tell(now, tells);
  await slotChanges.publishMany(changed, now);
  const travellers = tells.filter(({ audience }) => audience === 'traveller').length;
  return {
    slots: sweep.counts.slots + next.length,
    travellers: sweep.counts.travellers + travellers,
    escorts: sweep.counts.escorts + tells.length - travellers,
  };
}
