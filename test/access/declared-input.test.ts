import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { mountEndpoints, type GuardDependencies } from '../../src/access/guard-http.ts';
import { endpoint, nothing, type Endpoint } from '../../src/platform/endpoint.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

describe('what an address takes', () => {
  let home: TestApp;
  let cookies: string;

  beforeAll(async () => {
    home = await startTestApp();
    const way = await home.services.sessions.openSession('traveller', 'case');
    cookies = `${(await home.signIn('administrator')).cookie}; __Host-way=${way}`;
  });
  afterAll(() => home.stop());

  it('is what it declares: a field more is refused before anything is looked up', async () => {
    const answers: string[] = [];
    for (const { path } of home.endpoints.filter(({ method }) => method === 'post')) {
      const { status } = await request(home.app)
        .post(path.replaceAll(/:\w+/g, 'none'))
        .set({ Cookie: cookies, 'Sec-Fetch-Site': 'same-origin' })
        .send({ undeclared: 1 });
      // A page whose thing is not there has nothing to show the form again with.
      if (status !== 422 && !(status === 404 && !path.startsWith('/api/'))) answers.push(`${path}: ${status}`);
    }
    expect(answers).toEqual([]);
  }, 30_000);

  it('is all that a handler gets to read', () => {
    const read: unknown[] = [];
    endpoint({
      method: 'get',
      path: '/a',
      query: z.strictObject({ week: z.string() }),
      handle: ({ req, input }) => {
        // @ts-expect-error An undeclared query does not compile.
        read.push(req.query);
        // @ts-expect-error Nor does an undeclared body.
        read.push(req.body);
        // @ts-expect-error Nor an undeclared field.
        read.push(input.day);
        read.push(input.week);
      },
    });
    // @ts-expect-error Nor a POST that does not say what it takes.
    const silent: Endpoint = { method: 'post', path: '/a', handle: () => undefined };
    expect(silent.path).toBe('/a');
  });

  it('is said strictly, or the service does not start', () => {
    const router = { post: () => undefined } as unknown as Parameters<typeof mountEndpoints>[0];
    const mount = (body: unknown) => () => {
      const declared = { method: 'post', path: '/a', body, handle: () => undefined } as Endpoint;
      mountEndpoints(router, [declared], { table: { 'POST /a': 'public' } } as unknown as GuardDependencies);
    };
    const either = z.union([nothing, z.strictObject({ name: z.string() })]);
    for (const strict of [nothing, either, nothing.refine(() => true), nothing.transform(String)])
      expect(mount(strict)).not.toThrow();
    for (const open of [undefined, z.object({}), z.looseObject({}), z.unknown(), z.union([nothing, z.object({})])])
      expect(mount(open)).toThrow('Declare the body as a strict object: POST /a.');
  });
});
