import type { Connection } from 'mongoose';
import { ACCESS } from './access/access-table.ts';
import { openApiEndpoint } from './access/openapi-http.ts';
import { signInEndpoints } from './access/sign-in-http.ts';
import { staffEndpoints } from './access/staff-http.ts';
import { bookingEndpoints } from './booking/booking-http.ts';
import { caseFileEndpoints } from './case-file/case-file-http.ts';
import { composeConsole } from './composition-console.ts';
import type { Services } from './composition.ts';
import type { VerifiedContact } from './contact/contact-service.ts';
import { contactEndpoints } from './contact/contact-http.ts';
import { crossingEventEndpoints } from './crossing/crossing-event-http.ts';
import { meetingPointEndpoints } from './crossing/meeting-point-http.ts';
import { observationEndpoints } from './crossing/observation-http.ts';
import { paperEndpoints } from './itinerary/paper-http.ts';
import { slotReachEndpoints } from './itinerary/slot-reach-http.ts';
import { proposalEndpoints } from './proposal/proposal-http.ts';
import { wrongJourneyEndpoints } from './itinerary/wrong-journey-http.ts';
import { erasureEndpoints } from './erasure/erasure-http.ts';
import { escortEndpoints } from './escort/escort-http.ts';
import { escortPageEndpoints } from './escort/escort-page-http.ts';
import { feedEndpoints } from './feed/feed-http.ts';
import { buildGuide } from './guide/build-guide.ts';
import { loadGuideFacts } from './guide/guide-content.ts';
import { guideEndpoints } from './guide/guide-http.ts';
import { renderGuide } from './guide/guide-page.ts';
import { keepGuide, type KeptGuide } from './guide/kept-guide.ts';
import { createCodeLimit } from './itinerary/code-limit.ts';
import { itineraryErrorPages } from './itinerary/door-error-http.ts';
import { itineraryEndpoints } from './itinerary/itinerary-http.ts';
import type { Endpoint } from './platform/endpoint.ts';
import { healthEndpoints } from './platform/health-http.ts';
import type { Look } from './platform/look.ts';
import type { Banner } from './platform/page.ts';
import { currentRouteRef, getRoute } from './route/reference.ts';
import { seriesEndpoints } from './slot/series-http.ts';
import { slotEndpoints } from './slot/slot-http.ts';

export interface PageFrame {
  look: Look;
  banners: readonly Banner[];
  publicUrl: string;
  rootDir: string;
}

/** The public guide, kept, and the number that it shows; `refresh` reads the contacts as they now stand. */
export async function composeGuide(services: Services, frame: PageFrame): Promise<ComposedGuide> {
  const { reference, contact } = services;
  const route = getRoute(reference, currentRouteRef(reference));
  const content = buildGuide({ ...reference, route, facts: loadGuideFacts(frame.rootDir) });
  let contacts = await contact.listVerified();
  const shown = () => contacts.map(toGuideContact);
  const guide = keepGuide((lang, each) => renderGuide({ lang, content, contacts: each, ...frame }), shown());
  return {
    guide,
    phone: () => contacts[0]?.phone,
    refresh: async () => {
      contacts = await contact.listVerified();
      guide.showContacts(shown());
    },
  };
}

export interface ComposedGuide {
  guide: KeptGuide;
  phone: () => string | undefined;
  refresh: () => Promise<void>;
}

const toGuideContact = ({ phone, hours, email = '', verifiedAt }: VerifiedContact) => ({
  phone,
  hours,
  email,
  verifiedAt,
});

/** The traveller's own words for what the guard refuses, in place of the plain error page. */
export const composeErrorPages = ({ phone }: ComposedGuide, { look, banners }: PageFrame) =>
  itineraryErrorPages({ look, banners }, phone);

/** Every address of the service. Who may use which stands in access/access-table.ts. */
export function composeEndpoints(
  services: Services,
  guide: KeptGuide,
  frame: PageFrame,
  connection: Connection,
): Endpoint[] {
  const { look, banners } = frame;
  const { booking, sessions, signIn } = services;
  const endpoints = [
    ...guideEndpoints({ guide }),
    ...healthEndpoints({
      isBeating: services.isBeating,
      ping: () => connection.getClient().db(connection.name).command({ ping: 1 }),
    }),
    ...signInEndpoints({ signIn, sessions, look, banners }),
    ...staffEndpoints(services),
    ...caseFileEndpoints(services),
    ...erasureEndpoints(services),
    ...bookingEndpoints({ booking }),
    ...slotEndpoints(services),
    ...seriesEndpoints(services),
    ...escortEndpoints(services),
    ...meetingPointEndpoints(services),
    ...crossingEventEndpoints(services),
    ...observationEndpoints(services),
    ...slotReachEndpoints(services),
    ...paperEndpoints(services),
    ...wrongJourneyEndpoints(services),
    ...proposalEndpoints(services),
    ...contactEndpoints(services),
    ...feedEndpoints(services),
    ...composeConsole(services, frame),
    ...escortPageEndpoints({
      ...{ ...services, look, banners },
      findDeskPhone: async () => (await services.contact.listVerified())[0]?.phone,
    }),
    ...itineraryEndpoints({
      ...{ ...services, look, banners, publicUrl: frame.publicUrl },
      codeLimit: createCodeLimit(),
      findDeskPhone: async () => (await services.contact.listVerified())[0]?.phone,
    }),
  ];
  return [...endpoints, openApiEndpoint(endpoints, ACCESS)];
}
