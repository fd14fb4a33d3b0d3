import { ACCESS } from '../../src/access/access-table.ts';
import type { Endpoint } from '../../src/platform/endpoint.ts';
import type { Household } from './household.ts';
import type { Sent } from './listen.ts';
import { fillPath, nounsOf } from './named-things.ts';
import type { Payload } from './payloads.ts';
import { listFields, putAt, roomFor, sampleOf, type Hints } from './samples.ts';

/** One input of the service: where something can be put that is not what is wanted there. */
export interface Target {
  /** `POST /api/v1/slots body date`. */
  name: string;
  send(payload: Payload): Sent;
}

export interface Callers {
  staff: string;
  traveller: string;
}

/** What makes an input fit what is there. */
export const hintsOf = ({ ids }: Household): Hints => ({
  ...{ caseFileId: ids.case, slotId: ids.slot, meetingPointId: ids['meeting-point'], escortId: ids.escort },
  ...{
    crossing: 'pl-ua-medyka',
    crossingId: 'pl-ua-medyka',
    crossingIds: ['pl-ua-medyka'],
    crossings: ['pl-ua-medyka'],
    date: '2026-12-01',
  },
  ...{ slotIds: [ids.slot], kept: [`${ids.case}:`], staffId: ids.staff, hub: 'minsk', entryCrossing: 'by-pl-terespol' },
  ...{ exitCrossing: 'pl-ua-medyka', exitMode: 'foot', validFrom: '2027-02-01', validTo: '2027-02-02' },
});

export interface Scene {
  ids: Household['ids'];
  callers: Callers;
  hints: Hints;
}

export type Base = Sent & { headers: Record<string, string>; sample: unknown };

/** The request as it would be right. */
export function baseOf(endpoint: Endpoint, { ids, callers, hints }: Scene): Base {
  const { method, path } = endpoint;
  const access = ACCESS[`${method.toUpperCase()} ${path}`];
  const cookie = access === 'traveller' ? callers.traveller : access === 'public' ? '' : callers.staff;
  const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', Accept: 'application/json' };
  const sample = endpoint.method === 'post' ? sampleOf(endpoint.body, hints) : undefined;
  const filled = fillPath(
    path,
    nounsOf(path).map((noun) => ids[noun]),
  );
  const body = { body: JSON.stringify(sample ?? {}), headers: { ...headers, 'Content-Type': 'application/json' } };
  return { method, path: filled, sample, ...(method === 'post' ? body : { headers }) };
}

export interface TextField extends Target {
  /** How many characters it takes. */
  room: number;
}

/** Every field that takes any text, whatever the characters. */
export const listTextFields = (endpoints: readonly Endpoint[], household: Household, callers: Callers): TextField[] => {
  const scene = { ids: household.ids, callers, hints: hintsOf(household) };
  return endpoints.flatMap((endpoint) => {
    if (endpoint.method !== 'post') return [];
    const base = baseOf(endpoint, scene);
    return listFields(endpoint.body)
      .map((field) => ({ field, room: roomFor(field) }))
      .filter(({ room }) => room > 0)
      .map(({ field, room }) => ({
        room,
        name: `POST ${endpoint.path} ${field.path.join('.')}`,
        send: ({ value }: Payload) => ({ ...base, body: JSON.stringify(putAt(base.sample, field.path, value)) }),
      }));
  });
};
