import { describe, expect, it } from '@jest/globals';
import type { Access } from '../../src/access/access-table.ts';
import { mountEndpoints, type GuardDependencies } from '../../src/access/guard-http.ts';
import type { Endpoint } from '../../src/platform/endpoint.ts';
import { keptEndpoint } from '../../src/platform/kept-endpoint.ts';

describe('a table that does not match the addresses', () => {
  const endpoint = { method: 'get' as const, path: '/a', handle: () => undefined };
  const mount =
    (table: Record<string, Access>, endpoints: Endpoint[] = [endpoint]) =>
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

  it('stops the start where something that needs a session would be answered without asking for one', () => {
    const kept = keptEndpoint('/a', () => ({ status: 200, head: [] }));
    expect(mount({ 'GET /a': 'public' }, [kept])).not.toThrow();
    expect(mount({ 'GET /a': 'coordinator' }, [kept])).toThrow('Only a public address may be kept ready: GET /a.');
  });
});
