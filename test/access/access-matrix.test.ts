import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ACCESS, type Access } from '../../src/access/access-table.ts';
import { mountEndpoints, type GuardDependencies } from '../../src/access/guard-http.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

type Visitor = 'nobody' | 'traveller' | 'coordinator' | 'administrator';

const VISITORS: readonly Visitor[] = ['nobody', 'traveller', 'coordinator', 'administrator'];
const WELCOME: Record<Access, readonly Visitor[]> = {
  public: VISITORS,
  traveller: ['traveller'],
  coordinator: ['coordinator', 'administrator'],
  administrator: ['administrator'],
};

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

describe('who may use which address', () => {
  let home: TestApp;
  let cookies: Record<Visitor, string>;

  beforeAll(async () => {
    home = await startTestApp();
    cookies = {
      nobody: '',
      traveller: `__Host-way=${await home.services.sessions.openSession('traveller', 'case')}`,
      coordinator: (await home.signIn('coordinator')).cookie,
      administrator: (await home.signIn('administrator')).cookie,
    };
  });
  afterAll(() => home.stop());

  const routes = (): { method: 'get' | 'post'; path: string }[] =>
    (home.app.router.stack as unknown as Layer[]).flatMap(({ route }) =>
      route ? Object.keys(route.methods).map((method) => ({ method: method as 'get' | 'post', path: route.path })) : [],
    );
  const declared = () => routes().filter(({ path }) => !/^\/(look|icon)-[0-9a-f]{12}\./.test(path));
  const accessOf = ({ method, path }: { method: string; path: string }): Access | undefined =>
    ACCESS[`${method.toUpperCase()} ${path}`];
  const visit = ({ method, path }: { method: 'get' | 'post'; path: string }, visitor: Visitor) => {
    const browser = request(home.app);
    const address = path.replaceAll(/:\w+/g, 'none');
    const visited = method === 'get' ? browser.get(address) : browser.post(address);
    return visited.set('Cookie', cookies[visitor]).set('Sec-Fetch-Site', 'same-origin');
  };

  it('stands in the table for every address there is, and for none that is not', () => {
    const names = declared().map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(names.toSorted()).toEqual(Object.keys(ACCESS).toSorted());
  });

  it('turns away nobody, and each role that is not welcome', async () => {
    const admitted: string[] = [];
    for (const route of declared()) {
      const welcome = WELCOME[accessOf(route) ?? 'administrator'];
      for (const visitor of VISITORS.filter((each) => !welcome.includes(each))) {
        const { status } = await visit(route, visitor);
        if (status !== 401 && status !== 403) admitted.push(`${visitor} ${route.method} ${route.path}: ${status}`);
      }
    }
    expect(admitted).toEqual([]);
  });

  it('lets in each role that is welcome', async () => {
    const refused: string[] = [];
    // Going out ends the very session that the others need.
    for (const route of declared().filter(({ path }) => !['/sign-out', '/way/leave'].includes(path))) {
      for (const visitor of WELCOME[accessOf(route) ?? 'administrator']) {
        const { status } = await visit(route, visitor);
        if (status === 401 || status === 403) refused.push(`${visitor} ${route.method} ${route.path}: ${status}`);
      }
    }
    expect(refused).toEqual([]);
  });

  it('is told to a person as a page, and to a program as a problem', async () => {
    const problem = await home.browser().get('/api/v1/slots').set('Accept', 'text/html');
    expect(problem.type).toBe('application/problem+json');
    const page = await request(home.app).post('/sign-out').set('Accept', 'text/html');
    expect([page.status, page.type]).toEqual([401, 'text/html']);
    expect(page.text).toContain('Please sign in');
    const staff = await (await home.signIn('coordinator')).get('/api/v1/staff');
    expect(staff.body).toMatchObject({ status: 403, type: 'urn:homeward:problem:not-your-role' });
  });

  it('keeps nothing that had to be signed in for', async () => {
    const answer = await visit({ method: 'get', path: '/api/v1/session' }, 'coordinator');
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});

describe('a table that does not match the addresses', () => {
  const endpoint = { method: 'get' as const, path: '/a', handle: () => undefined };
  const mount =
    (table: Record<string, Access>, endpoints = [endpoint]) =>
    () => {
      const router = { get: () => undefined } as unknown as Parameters<typeof mountEndpoints>[0];
      mountEndpoints(router, endpoints, { table } as unknown as GuardDependencies);
    };

  it('stops the start, whichever of the two lacks a line', () => {
    expect(mount({ 'GET /a': 'public' })).not.toThrow();
    expect(mount({})).toThrow('GET /a is not in access-table.ts');
    expect(mount({ 'GET /a': 'public', 'GET /b': 'public' })).toThrow('GET /b is in access-table.ts and nowhere else');
    expect(mount({ 'GET /a': 'public' }, [endpoint, endpoint])).toThrow('GET /a is there twice');
    expect(mount({}, [{ ...endpoint, path: '/constructor' }])).toThrow('GET /constructor is not in');
  });
});
