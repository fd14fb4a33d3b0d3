import type { SessionService } from './access/session-service.ts';
import { placeService } from './case-file/place-service.ts';
import { clearingService } from './clearing/clearing-service.ts';
import { createClearingStore } from './clearing/clearing-store.ts';
import type { Core, CoreDependencies } from './composition-core.ts';
import type { SlotNouns } from './composition-slots.ts';
import type { FindStages } from './composition-way.ts';
import type { CrossingEventStore } from './crossing/crossing-event-store.ts';
import { credentialService } from './itinerary/credential-service.ts';
import { createCredentialStore } from './itinerary/credential-store.ts';
import type { PlanBorders } from './itinerary/plan-borders.ts';
import { reportService } from './itinerary/report-service.ts';
import { createReportStore } from './itinerary/report-store.ts';
import { wayService } from './itinerary/way-service.ts';
import { listPlaces } from './itinerary/place-stage.ts';
import type { Reference } from './route/reference.ts';

interface TravellerDependencies extends Pick<CoreDependencies, 'connection' | 'keys' | 'clock' | 'ids'> {
  core: Core;
  slotNouns: SlotNouns;
  sessions: SessionService;
  reference: Reference;
  findStages: FindStages;
  crossingEvents: CrossingEventStore;
  bordersOf: PlanBorders;
}

/** What the traveller has: the link and the card that open her page, the page's contents, and her reports. */
export function composeTraveller({
  connection,
  core,
  slotNouns,
  sessions,
  reference,
  findStages,
  crossingEvents,
  bordersOf,
  ...rest
}: TravellerDependencies) {
  const { contact, stores } = slotNouns;
  const { perform } = core;
  const report = reportService({
    perform,
    reports: createReportStore(connection),
    caseFiles: core.stores.caseFiles,
    ...rest,
  });
  const clearings = createClearingStore(connection);
  const { caseFiles, slots } = core.stores;
  return {
    report,
    clearings,
    clearing: clearingService({ ...{ perform, clearings, caseFiles, slots }, ...rest }),
    place: placeService({
      perform,
      caseFiles: core.stores.caseFiles,
      keys: rest.keys,
      placesOf: (caseFile) => listPlaces(findStages(caseFile)).map(({ key }) => key),
    }),
    credential: credentialService({
      perform,
      transact: core.transact,
      credentials: createCredentialStore(connection),
      caseFiles: core.stores.caseFiles,
      requireCheckedCaller: core.requireCheckedCaller,
      listVerified: () => contact.listVerified(),
      endSessionsOf: (caseFileId) => sessions.endSessionsOf(caseFileId),
      openSession: (caseFileId) => sessions.openSession('traveller', caseFileId),
      ...rest,
    }),
    way: wayService({
      ...core.stores,
      meetingPoints: stores.meetingPoints,
      escorts: stores.escorts,
      ...{ report, reference, findStages, crossingEvents, bordersOf },
      findDeskPhone: async () => (await contact.listVerified())[0]?.phone,
      clock: rest.clock,
    }),
  };
}
