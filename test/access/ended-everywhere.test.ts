import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSignInLinkStore, createStaffStore } from '../../src/access/staff-store.ts';
import { createCredentialStore } from '../../src/itinerary/credential-store.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { sha256 } from '../../src/platform/sealing.ts';
import { aCaseFile } from '../support/builders.ts';
import { signInFor } from '../support/sign-in.ts';
import { startTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';

const MINUTE = 60_000;

describe('between two processes', () => {
  let two: TwoProcesses;
  let administrator: string;

  beforeAll(async () => {
    two = await startTwoProcesses();
    administrator = await signInFor(two.database.connection, { name: 'Ada', role: 'administrator' });
  }, 60_000);
  afterAll(() => two.stop());

  const form = (index: number, path: string, cookie: string, fields: Record<string, string> = {}): Promise<Response> =>
    fetch(two.at(index, path), {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams(fields),
    });
  const get = (index: number, path: string, cookie: string): Promise<Response> =>
    fetch(two.at(index, path), { redirect: 'manual', headers: { Cookie: cookie } });
  const idOf = async (name: string): Promise<string> => {
    const people = await createStaffStore(two.database.connection).list();
    return people.find((person) => person.name === name)?._id ?? '';
  };
  /** A link as an invitation leaves it, made so many minutes ago. */
  const linkFor = async (staffId: string, minutesAgo = 0): Promise<string> => {
    const [token, madeAt] = [randomIds.token(), new Date(Date.now() - minutesAgo * MINUTE)];
    const expiresAt = new Date(madeAt.getTime() + 15 * MINUTE);
    await createSignInLinkStore(two.database.connection).insert({ _id: sha256(token), staffId, madeAt, expiresAt });
    return `/sign-in/${token}`;
  };
  /** How long the other process still answers as if nothing had ended. */
  const msUntilRefused = async (path: string, cookie: string): Promise<number> => {
    const ended = Date.now();
    while ((await get(1, path, cookie)).status === 200) if (Date.now() - ended > 5000) break;
    return Date.now() - ended;
  };

  it('a sign-in link lets in one of all who press it at the same moment, and nobody after that', async () => {
    await signInFor(two.database.connection, { name: 'Vira', role: 'coordinator' });
    const staffId = await idOf('Vira');
    for (let round = 0; round < 8; round += 1) {
      const path = await linkFor(staffId);
      const pressed = await Promise.all([0, 1, 0, 1].map((index) => form(index, path, '')));
      expect(pressed.map(({ status }) => status).toSorted()).toEqual([303, 410, 410, 410]);
      expect((await form(round % 2, path, '')).status).toBe(410);
    }
  }, 60_000);

  it('a sign-in link that is over lets in nobody, at either', async () => {
    await signInFor(two.database.connection, { name: 'Late', role: 'coordinator' });
    const path = await linkFor(await idOf('Late'), 16);
    for (const index of [0, 1]) expect((await form(index, path, '')).status).toBe(410);
  });

  it.each(['sign-out', 'end-sessions', 'end'])('what ends a session at one (%s) ends it at the other', async (how) => {
    const cookie = await signInFor(two.database.connection, { name: `Olha ${how}`, role: 'coordinator' });
    expect((await get(1, '/api/v1/session', cookie)).status).toBe(200);
    const ended =
      how === 'sign-out'
        ? await form(0, '/sign-out', cookie)
        : await form(0, `/console/desk/${await idOf(`Olha ${how}`)}/${how}`, administrator);
    expect(ended.status).toBe(303);
    expect(await msUntilRefused('/api/v1/session', cookie)).toBeLessThan(1000);
    expect((await get(1, '/api/v1/session', cookie)).status).toBe(401);
  });

  it('a role that was taken at one opens nothing at the other', async () => {
    const cookie = await signInFor(two.database.connection, { name: 'Eva', role: 'administrator' });
    expect((await get(1, '/api/v1/staff', cookie)).status).toBe(200);
    const taken = await form(0, `/console/desk/${await idOf('Eva')}/role`, administrator, { role: 'coordinator' });
    expect(taken.status).toBe(303);
    expect(await msUntilRefused('/api/v1/staff', cookie)).toBeLessThan(1000);
    expect((await get(1, '/api/v1/staff', cookie)).status).toBe(403);
  });

  it('a link of hers that was ended at one shows her page at the other no more', async () => {
    const [token, _id, caseFile] = [randomIds.token(), randomIds.id(), aCaseFile()];
    await two.core.stores.caseFiles.insert(caseFile);
    const given = { kind: 'link' as const, issuedAt: new Date(), issuedBy: 'Ada', hash: sha256(token) };
    await createCredentialStore(two.database.connection).insert({ _id, caseFileId: caseFile._id, ...given });
    const opened = await form(0, '/i/open', '', { token });
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await get(1, '/way', cookie)).status).toBe(200);
    const ended = await form(0, `/console/cases/${caseFile._id}/credentials/${_id}/revoke`, administrator);
    expect(ended.status).toBe(303);
    expect(await msUntilRefused('/way', cookie)).toBeLessThan(1000);
    expect((await form(1, '/i/open', '', { token })).status).toBe(410);
  });
});
