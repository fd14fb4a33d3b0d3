import type { Connection } from 'mongoose';
import { signInEndpoints } from './access/sign-in-http.ts';
import { staffEndpoints } from './access/staff-http.ts';
import { bookingEndpoints } from './booking/booking-http.ts';
import { caseFileEndpoints } from './case-file/case-file-http.ts';
import { composeConsole } from './composition-console.ts';
import type { Services } from './composition.ts';
import type { VerifiedContact } from './contact/contact-service.ts';
import { contactEndpoints } from './contact/contact-http.ts';
import { meetingPointEndpoints } from './crossing/meeting-point-http.ts';
import { escortEndpoints } from './escort/escort-http.ts';
import { feedEndpoints } from './feed/feed-http.ts';
import { buildGuide } from './guide/build-guide.ts';
import { loadGuideFacts } from './guide/guide-content.ts';
import { guideEndpoints } from './guide/guide-http.ts';
import { renderGuide } from './guide/guide-page.ts';
import { keepGuide, type KeptGuide } from './guide/kept-guide.ts';
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

/** The public guide, kept; `refresh` shows the contacts as they now stand. */
export async function composeGuide(
  services: Services,
  frame: PageFrame,
): Promise<{ guide: KeptGuide; refresh(): Promise<void> }> {
  const { reference, contact } = services;
  const route = getRoute(reference, currentRouteRef(reference));
  const content = buildGuide({ ...reference, route, facts: loadGuideFacts(frame.rootDir) });
  const read = async () => (await contact.listVerified()).map(toGuideContact);
  const guide = keepGuide((lang, contacts) => renderGuide({ lang, content, contacts, ...frame }), await read());
  return { guide, refresh: async () => guide.showContacts(await read()) };
}

const toGuideContact = ({ phone, hours, email = '', verifiedAt }: VerifiedContact) => ({
  phone,
  hours,
  email,
  verifiedAt,
});

/** Every address of the service. Who may use which stands in access/access-table.ts. */
export function composeEndpoints(
  services: Services,
  guide: KeptGuide,
  frame: PageFrame,
  connection: Connection,
): Endpoint[] {
  const { look, banners } = frame;
  const { intake, progress, reading, booking, sessions, signIn } = services;
  return [
    ...guideEndpoints({ guide }),
    ...healthEndpoints({ ping: () => connection.getClient().db(connection.name).command({ ping: 1 }) }),
    ...signInEndpoints({ signIn, sessions, look, banners }),
    ...staffEndpoints(services),
    ...caseFileEndpoints({ intake, progress, reading }),
    ...bookingEndpoints({ booking }),
    ...slotEndpoints(services),
    ...seriesEndpoints(services),
    ...escortEndpoints(services),
    ...meetingPointEndpoints(services),
    ...contactEndpoints(services),
    ...feedEndpoints(services),
    ...composeConsole(services, { look, banners }),
  ];
}
