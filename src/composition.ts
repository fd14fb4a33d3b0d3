import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { composeAccess } from './composition-access.ts';
import { composeAudit } from './composition-audit.ts';
import { composeCore } from './composition-core.ts';
import { composeJourney } from './composition-crossings.ts';
import { composeErasure } from './composition-erasure.ts';
import { composeFeeds } from './composition-feeds.ts';
import { composeSlots, type SlotNouns } from './composition-slots.ts';
import { composeWay, findStages as findStagesOf } from './composition-way.ts';
import type { Config } from './config.ts';
import { createCrossingEventStore } from './crossing/crossing-event-store.ts';
import { listClosuresOf } from './crossing/slot-closures-service.ts';
import { createFeedStore } from './feed/feed-store.ts';
import { planBorders } from './itinerary/plan-borders.ts';
import { notificationService } from './notification/notification-service.ts';
import type { Clock } from './platform/clock.ts';
import type { Ids } from './platform/ids.ts';
import type { KeyRing } from './platform/key-ring.ts';
import type { Processes } from './platform/processes.ts';
import { currentRouteRef, type Reference } from './route/reference.ts';
import { commitmentRule } from './slot/commitment.ts';
import { planSlotsJob } from './slot/plan-slots-job.ts';

export interface CompositionDependencies {
  config: Pick<Config, 'publicUrl' | 'restHours' | 'retentionDays' | 'checkDays'>;
  connection: Connection;
  processes: Processes;
  keys: KeyRing;
  reference: Reference;
  clock: Clock;
  ids: Ids;
  log: Logger;
}

export type Services = ReturnType<typeof compose>;

/** Builds every store and service, once. Pages and addresses are put on top of it in composition-endpoints.ts. */
export function compose({ config, connection, processes, keys, reference, clock, ids, log }: CompositionDependencies) {
  const { publicUrl, restHours, retentionDays, checkDays } = config;
  const crossingEvents = createCrossingEventStore(connection);
  const core = composeCore({
    connection,
    processes,
    keys,
    clock,
    ids,
    way: composeWay({ reference, keys, crossingEvents, meetingPoints: () => slotNouns.stores.meetingPoints }),
  });
  const { perform, recordReading } = core;
  const feedStore = createFeedStore(connection);
  const slotNouns: SlotNouns = composeSlots({
    ...{ connection, core, keys, clock, ids },
    currentRoute: currentRouteRef(reference),
    commitment: commitmentRule(reference, restHours),
    knowsCrossing: (id) => reference.crossings.get(id)?.border === 'PL-UA',
    closuresOn: (slot) => listClosures(slot),
    revokeFeeds: (escortId, now) => feeds.feedDesk.revokeAll(escortId, now),
  });
  const findStages = findStagesOf(reference);
  const bordersOf = planBorders(reference, findStages);
  const listClosures = listClosuresOf({ ...core.stores, ...slotNouns.stores, crossingEvents, bordersOf });
  const world = { connection, core, slotNouns, reference, crossingEvents, bordersOf, keys, clock, ids };
  const feeds = composeFeeds({ ...world, feedStore, publicUrl, log });

  const { slots, caseFiles, bookings, notifications } = core.stores;
  const access = composeAccess({ ...world, publicUrl });
  const auditChain = composeAudit({ connection, core, keys, clock, log });
  const journey = composeJourney({ ...world, sessions: access.sessions, findStages, keys, checkDays, log });
  const erasing = composeErasure({ ...world, retentionDays });

  return {
    ...core,
    ...slotNouns,
    ...feeds,
    stores: { ...core.stores, ...slotNouns.stores, feeds: feedStore },
    ...{ reference, clock, findStages },
    ...journey,
    ...erasing,
    ...access,
    notification: notificationService({
      ...{ perform, recordReading, notifications, caseFiles, bookings, slots, keys, clock },
      escorts: slotNouns.stores.escorts,
      slotChanges: core.slotChanges,
      lastFetches: (escortIds) => feeds.feedDesk.lastFetches(escortIds),
    }),
    auditChain,
    isBeating: () => processes.isBeating(),
    jobs: [
      planSlotsJob(slotNouns.series),
      journey.crossingJob,
      journey.rederivationJob,
      erasing.retentionJob,
      access.tidyJob,
      ...auditChain.jobs,
    ],
  };
}
