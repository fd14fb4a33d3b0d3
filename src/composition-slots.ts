import type { Core, CoreDependencies } from './composition-core.ts';
import { contactService } from './contact/contact-service.ts';
import { createContactStore } from './contact/contact-store.ts';
import { meetingPointService } from './crossing/meeting-point-service.ts';
import type { ListClosures } from './crossing/slot-closures-service.ts';
import { createMeetingPointStore } from './crossing/meeting-point-store.ts';
import { escortService } from './escort/escort-service.ts';
import { createEscortStore } from './escort/escort-store.ts';
import { createEscortWordStore } from './escort/escort-word-store.ts';
import { assignService } from './slot/assign-service.ts';
import type { CommitmentRule } from './slot/build-slot.ts';
import { slotListService } from './slot/slot-list-service.ts';
import { slotService } from './slot/slot-service.ts';
import { createSeriesStore } from './slot/series-store.ts';
import { seriesService } from './slot/series-service.ts';

export interface SlotDependencies extends Pick<CoreDependencies, 'connection' | 'keys' | 'clock' | 'ids'> {
  core: Core;
  commitment: CommitmentRule;
  currentRoute: string;
  knowsCrossing(crossingId: string): boolean;
  closuresOn: ListClosures;
  revokeFeeds(escortId: string, now: Date): Promise<void>;
}

export type SlotNouns = ReturnType<typeof composeSlots>;

/** What is offered to travellers, where and by whom: meeting points, escorts, slots, their series, the own contacts. */
export function composeSlots({ connection, core, ...rest }: SlotDependencies) {
  const escorts = createEscortStore(connection);
  const escortWords = createEscortWordStore(connection);
  const meetingPoints = createMeetingPointStore(connection);
  const contacts = createContactStore(connection);
  const series = createSeriesStore(connection);
  const { perform, slotChanges, releaseAll } = core;
  const { slots, bookings, notifications } = core.stores;
  const shared = { perform, slots, bookings, escorts, meetingPoints, notifications, slotChanges, releaseAll, ...rest };
  return {
    stores: { escorts, escortWords, meetingPoints, contacts, series },
    contact: contactService({ ...shared, contacts }),
    meetingPoint: meetingPointService(shared),
    escort: escortService({ ...shared, recordReading: core.recordReading }),
    assign: assignService(shared),
    slot: slotService(shared),
    slotList: slotListService(shared),
    series: seriesService({ ...shared, series }),
  };
}
