import type { Access } from '../../src/access/access-table.ts';
import type { Endpoint } from '../../src/platform/endpoint.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { dumpDatabases } from '../support/dump.ts';
import { aHousehold, endHousehold, type Household } from '../support/household.ts';
import { inParallel, listenTo, type Heard } from '../support/listen.ts';
import type { Route } from '../support/routes.ts';
import { hintsOf } from '../support/right-requests.ts';
import { sampleOf, type Hints } from '../support/samples.ts';
import type { Cell, Houses } from './matrix-columns.ts';

/** Whoever may come, and as whom the guard has to take them. */
const KNOWN_AS = {
  nobody: 'nobody',
  'a traveller': 'traveller',
  'another traveller': 'traveller',
  'a traveller whose journey ended': 'traveller',
  'a coordinator': 'coordinator',
  'an administrator': 'administrator',
  'a colleague whose access ended': 'nobody',
  'a colleague whose session ran out': 'nobody',
  'a colleague who signed out': 'nobody',
  'a traveller whose session ran out': 'nobody',
  'a traveller who left': 'nobody',
  'a traveller with her cookie under the desk’s name': 'nobody',
  'a coordinator with the cookie under the traveller’s name': 'nobody',
} as const;
export type Visitor = keyof typeof KNOWN_AS;
export const VISITORS = Object.keys(KNOWN_AS) as Visitor[];

const WELCOME: Record<Access, readonly string[]> = {
  public: ['nobody', 'traveller', 'coordinator', 'administrator'],
  traveller: ['traveller'],
  coordinator: ['coordinator', 'administrator'],
  administrator: ['administrator'],
};
export const isWelcome = (visitor: Visitor, { access = 'administrator' }: Route): boolean =>
  WELCOME[access].includes(KNOWN_AS[visitor]);

/** The least of those who are welcome. */
export const knockerAt = ({ access }: Route): Visitor =>
  (
    ({
      public: 'nobody',
      traveller: 'a traveller',
      coordinator: 'a coordinator',
      administrator: 'an administrator',
    }) as const
  )[access ?? 'administrator'];

/** What the guard says to whom it turns away: who is somebody of the desk is told that it is the role. */
export const refusalOf = (visitor: Visitor, { access }: Route): { status: number; type: string } => {
  if (access === 'traveller') return { status: 401, type: 'link-needed' };
  if (KNOWN_AS[visitor] === 'coordinator') return { status: 403, type: 'not-your-role' };
  return { status: 401, type: 'sign-in-needed' };
};

export interface Visit {
  visitor: Visitor;
  /** Hers by nature; another one where she tries that. */
  cookie?: string;
  route: Route;
  cell: Cell;
}

export interface Matrix {
  home: TestApp;
  houses: Houses;
  cookies: Record<Visitor, string>;
  visit(asked: Visit): Promise<Heard>;
  /** All of these, so many at a time. */
  visitEach(asked: readonly Visit[], atOnce: number, hear: (heard: Heard, asked: Visit) => void): Promise<void>;
  /** All that is stored but the beat of the process and when who was last seen. */
  dump(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Four households, two of which ended a fortnight ago and one was erased, and everybody who may knock. */
export async function startMatrix(): Promise<Matrix> {
  const home = await startTestApp({ clock: testClock('2026-11-10T10:00:00Z') });
  const ended = await aHousehold(home, 'Endedhouse');
  await endHousehold(home, ended);
  const erased = await aHousehold(home, 'Erasedhouse');
  await endHousehold(home, erased);
  await home.services.erasure.erase(anAct(), erased.ids.case, { reference: erased.reference });
  const old = {
    staff: (await home.signIn('administrator', 'Old session')).cookie,
    traveller: await openFor(home, ended),
  };
  home.clock.advance({ days: 14 });
  const houses = {
    ended,
    erased,
    own: await aHousehold(home, 'Ownhouse'),
    other: await aHousehold(home, 'Otherhouse'),
  };
  const cookies = await letIn(home, houses, old);
  return { home, houses, cookies, ...(await visiting(home, cookies, houses.own)) };
}

const openFor = async ({ services }: TestApp, { ids }: Household): Promise<string> =>
  `__Host-way=${await services.sessions.openSession('traveller', ids.case)}`;

async function letIn(
  home: TestApp,
  { own, other, ended }: Houses,
  old: { staff: string; traveller: string },
): Promise<Record<Visitor, string>> {
  const coordinator = (await home.signIn('coordinator', 'Anna Desk')).cookie;
  const gone = await home.signIn('administrator', 'Gone Away');
  await gone.form('/sign-out').expect(303);
  const left = await openFor(home, own);
  await home.browser().form('/way/leave').set('Cookie', left).expect(303);
  return {
    nobody: '',
    'a traveller': own.cookies.traveller,
    'another traveller': other.cookies.traveller,
    'a traveller whose journey ended': await openFor(home, ended),
    'a coordinator': coordinator,
    'an administrator': (await home.signIn('administrator', 'Ada Desk')).cookie,
    'a colleague whose access ended': ended.cookies.staff,
    'a colleague whose session ran out': old.staff,
    'a colleague who signed out': gone.cookie,
    'a traveller whose session ran out': old.traveller,
    'a traveller who left': left,
    'a traveller with her cookie under the desk’s name': own.cookies.traveller.replace('way', 'homeward'),
    'a coordinator with the cookie under the traveller’s name': coordinator.replace('homeward', 'way'),
  };
}

const nameOf = ({ method, path }: Endpoint): string => `${method.toUpperCase()} ${path}`;

/** Something that the address takes, so that it is the id that decides. */
const bodyOf = (endpoint: Endpoint, hints: Hints): unknown =>
  endpoint.method === 'post' ? sampleOf(endpoint.body, hints) : {};

async function visiting(
  home: TestApp,
  cookies: Record<Visitor, string>,
  own: Household,
): Promise<Pick<Matrix, 'visit' | 'visitEach' | 'dump' | 'stop'>> {
  const listening = await listenTo(home.app);
  const bodies = new Map(home.endpoints.map((each) => [nameOf(each), bodyOf(each, hintsOf(own))]));
  const visit = ({ visitor, route, cell, cookie = cookies[visitor] }: Visit): Promise<Heard> => {
    const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', Accept: 'application/json' };
    const { method, name } = route;
    if (method === 'get') return listening.send({ method, path: cell.address, headers });
    const sent = { method, path: cell.address, headers: { ...headers, 'Content-Type': 'application/json' } };
    return listening.send({ ...sent, body: JSON.stringify(bodies.get(name) ?? {}) });
  };
  return {
    visit,
    visitEach: (asked, atOnce, hear) => inParallel(asked, atOnce, async (each) => hear(await visit(each), each)),
    dump: () => dumpDatabases(home.database.connection, ['processes']),
    stop: async () => {
      listening.close();
      await home.stop();
    },
  };
}
