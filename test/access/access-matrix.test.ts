import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ACCESS } from '../../src/access/access-table.ts';
import { formatReference } from '../../src/case-file/codes.ts';
import { sha256 } from '../../src/platform/sealing.ts';
import type { Household } from '../support/household.ts';
import type { Heard } from '../support/listen.ts';
import { listRoutes, type Route } from '../support/routes.ts';
import { fillPath } from '../support/named-things.ts';
import { cellsOf, type Cell, type Column } from './matrix-columns.ts';
import {
  isWelcome,
  knockerAt,
  refusalOf,
  startMatrix,
  VISITORS,
  type Matrix,
  type Visit,
  type Visitor,
} from './matrix-world.ts';

/** They end the very session that the others need. */
const GOING_OUT = ['/sign-out', '/way/leave'];
/** An act has refusals of its own with a 403: it was reached then. */
const OF_THE_GUARD = /problem:(not-your-role|not-from-here)"/;
/** The others are taken for nobody as well: of each address they try what is there and what is not. */
const ALL_COLUMNS: readonly Visitor[] = ['nobody', 'a traveller', 'a coordinator', 'a colleague whose access ended'];
const THERE: readonly Column[] = ['own', 'other', 'ended', 'erased'];
const NOT_THERE: readonly Column[] = ['absent', 'not its', 'another noun', 'no id at all'];

const withoutRequestId = ({ status, headers, text }: Heard): string =>
  `${status} ${text.replaceAll(String(headers['x-request-id']), '')}`;

/** What no page of another family may hold. */
const secretsOf = ({ ids, reference }: Household, word: string): string[] => [
  ...[reference, formatReference(reference), ids.case, ids.booking, ids.credential, `Halyna ${word}`],
];

/** A sign-in link that never was is told from one that is spent nowhere. */
const isGone = (name: string, answer: string): boolean => answer.startsWith(name.includes('/sign-in/') ? '410' : '404');

/** Reading comes first, and last what ends what the others need: a session, what is there to be found. */
function turnOf({ route: { method, path }, cell }: Visit): number {
  if (method === 'get' || cell.column === 'absent') return 0;
  if (path.startsWith('/way')) return 1;
  if (path.includes(':sessionId')) return 2;
  return /\/(end|end-sessions|retire|revoke|replace)$/.test(path) ? 4 : 3;
}

let matrix: Matrix;
let routes: Route[];

async function start(): Promise<void> {
  matrix = await startMatrix();
  routes = listRoutes(matrix.home.app);
}

/** Every visit of these visitors to these columns. */
const visitsOf = (columns: readonly Column[], wanted: (visitor: Visitor, route: Route) => boolean): Visit[] =>
  routes.flatMap((route) =>
    VISITORS.filter((visitor) => wanted(visitor, route)).flatMap((visitor) =>
      cellsOf(route.path, matrix.houses)
        .filter(({ column }) => columns.includes(column))
        .map((cell) => ({ visitor, route, cell })),
    ),
  );

async function findWrong(
  visits: readonly Visit[],
  isRight: (heard: Heard, visit: Visit) => boolean,
  atOnce = 12,
): Promise<string[]> {
  const wrong: string[] = [];
  await matrix.visitEach(visits, atOnce, (heard, visit) => {
    const { visitor, route, cell } = visit;
    if (!isRight(heard, visit))
      wrong.push(
        `${visitor}, ${route.name}, ${cell.column} (${cell.address}): ${heard.status} ${heard.text.slice(0, 300)}`,
      );
  });
  return wrong;
}

describe('who may use which address', () => {
  beforeAll(start, 60_000);
  afterAll(() => matrix.stop());

  it('stands in the table for every address there is, and for none that is not', () => {
    expect(routes.map(({ name }) => name).toSorted()).toEqual(Object.keys(ACCESS).toSorted());
  });

  it('turns away whoever is not welcome, with one answer for what is theirs, another’s, ended or absent', async () => {
    const before = await matrix.dump();
    const visits = visitsOf([...THERE, 'absent', 'not its'], (visitor, route) => !isWelcome(visitor, route)).filter(
      ({ visitor, cell: { column } }) => ALL_COLUMNS.includes(visitor) || column === 'own' || column === 'absent',
    );
    const answers = new Map<string, Set<string>>();
    const wrong = await findWrong(visits, (heard, { visitor, route }) => {
      const key = `${visitor}, ${route.name}`;
      answers.set(key, (answers.get(key) ?? new Set()).add(withoutRequestId(heard)));
      const { status, type } = refusalOf(visitor, route);
      return heard.status === status && heard.text.includes(`"urn:homeward:problem:${type}"`);
    });
    expect(wrong).toEqual([]);
    expect([...answers].filter(([, each]) => each.size > 1).map(([key]) => key)).toEqual([]);
    expect(await matrix.dump()).toEqual(before);
    expect(visits.length).toBeGreaterThan(1500);
  }, 60_000);

  it('says the same of what is absent and of what is another’s, byte for byte', async () => {
    const visits = visitsOf(NOT_THERE, (visitor, route) => visitor === knockerAt(route));
    const heard = new Map<string, { column: Column; answer: string }[]>();
    await matrix.visitEach(visits, 12, (answer, { route: { name }, cell: { column } }) => {
      heard.set(name, [...(heard.get(name) ?? []), { column, answer: withoutRequestId(answer) }]);
    });
    const wrong = [...heard].flatMap(([name, answers]) => {
      const absent = answers.filter(({ column }) => column === 'absent').map(({ answer }) => answer);
      return answers
        .filter(({ column, answer }) =>
          column === 'no id at all' ? !answer.startsWith('404') : !isGone(name, answer) || !absent.includes(answer),
        )
        .map(({ column, answer }) => `${name}, ${column}: ${answer}`);
    });
    expect([wrong, visits.length > 500]).toEqual([[], true]);
  }, 60_000);

  it('shows a traveller her own journey only, whatever else she names', async () => {
    const { own, other } = matrix.houses;
    const secrets = secretsOf(other, 'Otherhouse');
    const names = [`?id=${other.ids.case}`, `?caseFileId=${other.ids.case}&reference=${other.reference}`, ''];
    const hers = routes.filter(({ access, method }) => access === 'traveller' && method === 'get');
    const visits = [own, other].flatMap((house) =>
      hers.flatMap((route) =>
        names.map((query): Visit => ({
          ...{ visitor: 'a traveller', route, cookie: house.cookies.traveller },
          cell: { column: house === own ? 'own' : 'other', address: `${route.path}${query}` },
        })),
      ),
    );
    const wrong = await findWrong(visits, ({ text, status }, { cell: { column, address } }) => {
      const isOpen =
        status === 422 || text.includes(formatReference(column === 'own' ? own.reference : other.reference));
      return (
        isOpen && (column === 'other' || secrets.every((secret) => !text.includes(secret) || address.includes(secret)))
      );
    });
    expect(wrong).toEqual([]);
  });

  it('finds nothing of a family that was erased, and changes nothing there, whoever asks', async () => {
    const { ids } = matrix.houses.erased;
    // That somebody looked is written down, as with every family.
    const stored = async (): Promise<string[]> =>
      (await matrix.dump()).filter((row) => row.includes(ids.case) && !row.startsWith('audit '));
    const before = await stored();
    // The reference stays, so that the statistics and the log can be read; what anybody told of her does not.
    const theirs = ['Halyna Erasedhouse', 'Erasedhouse called', 'Erasedhouse office', 'No. 7 Erasedhouse'];
    const visits = visitsOf(['erased'], isWelcome);
    const wrong = await findWrong(
      visits,
      ({ status, text }) => status < 500 && theirs.every((secret) => !text.includes(secret)),
    );
    expect(wrong).toEqual([]);
    expect(await stored()).toEqual(before);
    expect([visits.length > 50, before.length > 0]).toEqual([true, true]);
  }, 60_000);

  it('is told to a person as a page, and to a program as a problem', async () => {
    const problem = await matrix.home.browser().get('/api/v1/slots').set('Accept', 'text/html');
    expect(problem.type).toBe('application/problem+json');
    const page = await request(matrix.home.app).post('/sign-out').set('Accept', 'text/html');
    expect([page.status, page.type]).toEqual([401, 'text/html']);
    expect(page.text).toContain('Please sign in');
  });

  it('keeps nothing that had to be signed in for', async () => {
    const route = routes.find(({ name }) => name === 'GET /api/v1/session');
    const cell: Cell = { column: 'own', address: '/api/v1/session' };
    const { headers } = await matrix.visit({ visitor: 'a coordinator', route: route as Route, cell });
    expect(headers['cache-control']).toBe('no-store');
  });
});

// Much of what the others look for ends here.
describe('who may use which address, in a world of its own,', () => {
  beforeAll(start, 60_000);
  afterAll(() => matrix.stop());

  it('lets in whoever is welcome', async () => {
    const isLetIn = ({ status, text }: Heard, { cell }: Visit): boolean =>
      status < 500 &&
      status !== 401 &&
      !(status >= 400 && OF_THE_GUARD.test(text)) &&
      !(status === 404 && cell.column === 'own');
    // What is not there is a 404 to whoever is let in, and ends nothing that the next one needs.
    const welcome = visitsOf(['absent', 'own'], isWelcome);
    const knockers = visitsOf(['other', 'ended'], (visitor, route) => visitor === knockerAt(route)).filter(
      ({ route, cell }) => route.method === 'post' || cell.column === 'ended',
    );
    const visits = [...welcome, ...knockers].filter(
      ({ route, cell, visitor }) =>
        !GOING_OUT.includes(route.path) &&
        (route.method === 'get' ||
          cell.column === 'absent' ||
          visitor === knockerAt(route) ||
          !route.path.includes(':')),
    );
    const wrong: string[] = [];
    for (const [turn, together] of [...Map.groupBy(visits, turnOf)].toSorted()) {
      const ready = await Promise.all(together.map(freshly));
      // Acts on one thing wait for one another anyway, and would give up waiting on a slow machine.
      wrong.push(...(await findWrong(ready, isLetIn, turn === 0 ? 12 : 1)));
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  /** With a session that is there still, of whom the address says or of the visitor. */
  async function freshly(visit: Visit): Promise<Visit> {
    const { route, visitor, cell } = visit;
    if (!route.path.includes(':sessionId') || cell.column !== 'own') return visit;
    const { sessions } = matrix.home.services;
    const caller = await sessions.findStaff(matrix.cookies[visitor].split('=')[1]);
    const owner = route.path.includes('/me/') && caller.kind === 'staff' ? caller.id : matrix.houses.own.ids.staff;
    const session = sha256(await sessions.openSession('staff', owner));
    return {
      ...visit,
      cell: { ...cell, address: fillPath(route.path, route.path.includes(':id') ? [owner, session] : [session]) },
    };
  }
});
