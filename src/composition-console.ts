import type { Services } from './composition.ts';
import { composeToday } from './composition-today.ts';
import { assignManyEndpoints } from './console/assign-many-page.ts';
import { auditEndpoints } from './console/audit-page.ts';
import { boardEndpoints } from './console/board-page.ts';
import { caseDesk } from './console/case-desk.ts';
import { caseEndpoints } from './console/case-endpoints.ts';
import { placeOptions } from './console/case-places.ts';
import { clearEndpoints } from './console/clear-page.ts';
import { consoleFrame, takeNotice, type FrameParts } from './console/console-frame.ts';
import { crossingNowEndpoints } from './console/crossing-now-page.ts';
import { crossingEndpoints } from './console/crossing-page.ts';
import { wrongEndpoints } from './console/wrong-page.ts';
import { escortFormEndpoints } from './console/escort-form-page.ts';
import { escortListEndpoints } from './console/escort-list-page.ts';
import { escortEndpoints } from './console/escort-page.ts';
import { meetingPointEndpoints } from './console/meeting-point-page.ts';
import { meEndpoints } from './console/me-page.ts';
import { personEndpoints } from './console/person-page.ts';
import { namePoints } from './console/point-names.ts';
import { namesOf, type LoadNames } from './console/names.ts';
import { caseCards } from './console/credential-card.ts';
import { credentialEndpoints } from './console/credential-page.ts';
import { routeEndpoints } from './console/route-page.ts';
import { contactEditEndpoints } from './console/contact-edit-page.ts';
import { contactEndpoints } from './console/contact-page.ts';
import { offers } from './console/offers.ts';
import { seriesEndpoints } from './console/series-endpoints.ts';
import { shiftEndpoints } from './console/shift-page.ts';
import { shiftService } from './console/shift-service.ts';
import { slotChoices, slotDesk } from './console/slot-desk.ts';
import { slotEndpoints } from './console/slot-endpoints.ts';
import { slotLines } from './console/slot-line.ts';
import { staffEndpoints } from './console/staff-page.ts';
import { toTellEndpoints } from './console/to-tell-page.ts';
import { todayEndpoints } from './console/today-page.ts';
import type { Endpoint } from './platform/endpoint.ts';
import { listPathChoices } from './route/path.ts';

/** What ids are called, read anew for each page: names change, and a page must not show yesterday's. */
const loadNamesOf =
  ({ reference, stores, clock }: Services): LoadNames =>
  async () => {
    const crossings = new Map([...reference.crossings.values()].map(({ id, names }) => [id, names.en]));
    const points = namePoints(await stores.meetingPoints.list(), crossings, clock());
    const escorts = (await stores.escorts.list()).map(({ _id, name }) => [_id, name] as const);
    return namesOf(crossings, points.names, new Map(escorts), points.verified);
  };

/** Trains take no traveller of ours. */
const roadCrossings = ({ crossings }: Services['reference']) =>
  [...crossings.values()].filter(({ kind }) => kind === 'road').map(({ id, names }) => ({ value: id, text: names.en }));

/** The pages of the desk. */
export function composeConsole(services: Services, frame: FrameParts & { publicUrl: string }): Endpoint[] {
  const send = consoleFrame(frame);
  const { slots, bookings, caseFiles, escortWords } = services.stores;
  const { clock, reference, findStages, notification, feedDesk, contact } = services;
  const loadNames = loadNamesOf(services);
  const listLines = slotLines({ slots, bookings, clock });
  const crossingOptions = [...reference.crossings.values()]
    .filter(({ border }) => border === 'PL-UA')
    .map(({ id, names }) => ({ value: id, text: names.en }));
  const loadCase = caseDesk({ ...services, slots, loadNames });
  const loadChoices = slotChoices({ ...services, loadNames });
  const lastFetches = (escortIds: readonly string[]) => feedDesk.lastFetches(escortIds);
  const loadToday = composeToday(services, listLines);
  const loadShift = shiftService({ loadToday, listLines, caseFiles, bookings, notification, clock });
  const { reasonOf } = services.slotList;
  return [
    ...todayEndpoints(send, {
      loadToday,
      loadNames,
      hasVerifiedContact: async () => (await contact.listVerified()).length > 0,
      clock,
    }),
    ...clearEndpoints(send, { ...services, caseFiles }),
    ...toTellEndpoints(send, { ...services, loadNames }),
    ...shiftEndpoints(send, { ...services, loadShift, loadNames }),
    ...boardEndpoints(send, { listLines, loadNames, clock }),
    ...assignManyEndpoints(send, { ...services, listLines, loadNames, loadChoices }),
    ...slotEndpoints(send, {
      ...services,
      loadSlot: slotDesk({ slots, bookings, caseFiles, escortWords, loadNames, loadChoices, reasonOf, clock }),
      loadChoices,
    }),
    ...escortListEndpoints(send, { ...services, lastFetches, loadNames }),
    ...escortFormEndpoints(send, { ...services, crossingOptions }),
    ...escortEndpoints(send, { ...services, loadNames }),
    ...meetingPointEndpoints(send, { ...services, loadNames, crossingOptions }),
    ...crossingNowEndpoints(send, services),
    ...wrongEndpoints(send, { ...services, loadNames }),
    ...crossingEndpoints(send, { ...services, loadNames, allCrossings: roadCrossings(reference) }),
    ...seriesEndpoints(send, { ...services, loadNames, loadChoices }),
    ...contactEndpoints(send, services),
    ...contactEditEndpoints(send, services),
    ...staffEndpoints(send, services),
    ...personEndpoints(send, services),
    ...auditEndpoints(send, { ...services, ...services.stores, loadNames }),
    ...meEndpoints(send, services),
    ...routeEndpoints(send, { reference }),
    ...credentialEndpoints(send, { ...services, loadCase, publicUrl: frame.publicUrl }),
    ...caseEndpoints(send, {
      ...services,
      ...{ slots, loadCase },
      loadCards: caseCards(services),
      listOffers: offers(services.slotReach),
      listPaths: (routeRef) => listPathChoices(reference, routeRef),
      listPlaces: (view) => placeOptions(findStages(view), reference),
    }),
  ].map(takeNotice);
}
