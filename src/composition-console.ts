import type { Services } from './composition.ts';
import { assignManyEndpoints } from './console/assign-many-page.ts';
import { boardEndpoints } from './console/board-page.ts';
import { caseDesk } from './console/case-desk.ts';
import { caseEndpoints } from './console/case-endpoints.ts';
import { consoleFrame, type FrameParts } from './console/console-frame.ts';
import { crossingEndpoints } from './console/crossing-page.ts';
import { escortFormEndpoints } from './console/escort-form-page.ts';
import { escortListEndpoints } from './console/escort-list-page.ts';
import { escortEndpoints } from './console/escort-page.ts';
import { meetingPointEndpoints } from './console/meeting-point-page.ts';
import { namesOf, type LoadNames } from './console/names.ts';
import { caseCards } from './console/credential-card.ts';
import { credentialEndpoints } from './console/credential-page.ts';
import { routeEndpoints } from './console/route-page.ts';
import { contactEndpoints } from './console/contact-page.ts';
import { offers } from './console/offers.ts';
import { seriesEndpoints } from './console/series-endpoints.ts';
import { slotChoices, slotDesk } from './console/slot-desk.ts';
import { slotEndpoints } from './console/slot-endpoints.ts';
import { slotLines } from './console/slot-line.ts';
import { staffEndpoints } from './console/staff-page.ts';
import { toTellEndpoints } from './console/to-tell-page.ts';
import { todayEndpoints } from './console/today-page.ts';
import { todayService } from './console/today-service.ts';
import type { Endpoint } from './platform/endpoint.ts';
import { listPathChoices } from './route/path.ts';

const SIDE_WORDS = { polish: 'Polish side', ukrainian: 'Ukrainian side' } as const;

/** What ids are called, read anew for each page: names change, and a page must not show yesterday's. */
const loadNamesOf =
  ({ reference, stores }: Services): LoadNames =>
  async () => {
    const crossings = new Map([...reference.crossings.values()].map(({ id, names }) => [id, names.en]));
    const points = (await stores.meetingPoints.list()).map(
      ({ _id, name, crossingId, side }) =>
        [_id, `${crossings.get(crossingId) ?? crossingId}: ${name}, ${SIDE_WORDS[side]}`] as const,
    );
    const escorts = (await stores.escorts.list()).map(({ _id, name }) => [_id, name] as const);
    return namesOf(crossings, new Map(points), new Map(escorts));
  };

/** Trains take no traveller of ours. */
const roadCrossings = ({ crossings }: Services['reference']) =>
  [...crossings.values()].filter(({ kind }) => kind === 'road').map(({ id, names }) => ({ value: id, text: names.en }));

/** The pages of the desk. */
export function composeConsole(services: Services, frame: FrameParts & { publicUrl: string }): Endpoint[] {
  const send = consoleFrame(frame);
  const { slots, bookings, caseFiles } = services.stores;
  const { clock, reference, findStages, notification, feedDesk, contact, report } = services;
  const loadNames = loadNamesOf(services);
  const listLines = slotLines({ slots, bookings, clock });
  const crossingOptions = [...reference.crossings.values()]
    .filter(({ border }) => border === 'PL-UA')
    .map(({ id, names }) => ({ value: id, text: names.en }));
  const loadChoices = slotChoices({ ...services, loadNames });
  const stageKeysOf = (of: Parameters<typeof findStages>[0]) => findStages(of)?.map(({ key }) => key);
  const lastFetches = (escortIds: readonly string[]) => feedDesk.lastFetches(escortIds);
  return [
    ...todayEndpoints(send, {
      loadToday: todayService({
        listLines,
        caseFiles,
        listLatestReports: report.listLatest,
        notification,
        lastFetches,
        clock,
      }),
      loadNames,
      hasVerifiedContact: async () => (await contact.listVerified()).length > 0,
      clock,
    }),
    ...toTellEndpoints(send, { notification, loadNames, clock }),
    ...boardEndpoints(send, { listLines, loadNames, clock }),
    ...assignManyEndpoints(send, { ...services, listLines, loadNames, loadChoices }),
    ...slotEndpoints(send, {
      ...services,
      loadSlot: slotDesk({ slots, bookings, caseFiles, loadNames, loadChoices, clock }),
      loadChoices,
    }),
    ...escortListEndpoints(send, { ...services, lastFetches, loadNames }),
    ...escortFormEndpoints(send, { ...services, crossingOptions }),
    ...escortEndpoints(send, { ...services, loadNames }),
    ...meetingPointEndpoints(send, { ...services, loadNames, crossingOptions }),
    ...crossingEndpoints(send, { ...services, loadNames, allCrossings: roadCrossings(reference) }),
    ...seriesEndpoints(send, { ...services, loadNames, loadChoices }),
    ...contactEndpoints(send, services),
    ...staffEndpoints(send, services),
    ...routeEndpoints(send, { reference }),
    ...credentialEndpoints(send, { ...services, publicUrl: frame.publicUrl }),
    ...caseEndpoints(send, {
      ...services,
      loadCase: caseDesk({ reading: services.reading, slots, loadNames, clock }),
      loadCards: caseCards(services),
      listOffers: offers({ listLines, stageKeysOf, clock }),
      listPaths: (routeRef) => listPathChoices(reference, routeRef),
    }),
  ];
}
