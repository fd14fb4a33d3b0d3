import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStaffStore } from '../../src/access/staff-store.ts';
import { createCredentialStore } from '../../src/itinerary/credential-store.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { sha256 } from '../../src/platform/sealing.ts';
import { aCaseFile } from '../support/builders.ts';
import { signInFor } from '../support/sign-in.ts';
import { postTo } from '../support/spawn-app.ts';
import { startTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';

describe('access that ends in one process while it is used in another', () => {
  let two: TwoProcesses;
  let database: TwoProcesses['database'];
  let core: TwoProcesses['core'];

  beforeAll(async () => {
    two = await startTwoProcesses();
    ({ database, core } = two);
  }, 60_000);
  afterAll(() => two.stop());
  const at = (index: number, path: string): string => two.at(index, path);

  const form = (url: string, cookie: string, fields: Record<string, string> = {}): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams(fields),
    });

  it('leaves no page of hers open after its link was ended', async () => {
    const desk = await signInFor(database.connection);
    const credentials = createCredentialStore(database.connection);
    const caseFile = aCaseFile();
    await core.stores.caseFiles.insert(caseFile);
    const opened = new Set<number>();
    for (let round = 0; round < 30; round += 1) {
      const [token, _id] = [randomIds.token(), randomIds.id()];
      const given = { kind: 'link' as const, issuedAt: new Date(), issuedBy: 'Anna', hash: sha256(token) };
      // Opened before: the first opening writes the link itself, and would meet its end even without the lock.
      await credentials.insert({ _id, caseFileId: caseFile._id, ...given, openedAt: new Date() });
      const end = at(1, `/console/cases/${caseFile._id}/credentials/${_id}/revoke`);
      const [hers, ended] = await Promise.all([form(at(0, '/i/open'), '', { token }), form(end, desk)]);
      expect(ended.status).toBe(303);
      opened.add(hers.status);
      const cookie = hers.headers.getSetCookie().map((each) => each.split(';')[0]);
      const page = await fetch(at(0, '/way'), { headers: { Cookie: cookie.join('; ') } });
      expect(page.status).toBe(401);
    }
    expect([...opened].every((status) => status === 303 || status === 410)).toBe(true);
  });

  it('is over in the other process within a second: of a calendar, and of the page that was opened with a link', async () => {
    const desk = await signInFor(database.connection);
    const escortId = await core.addEscort();
    const issued = await postTo(at(0, `/api/v1/escorts/${escortId}/feeds`), desk, {});
    const { url, feedId } = issued.body as { url: string; feedId: string };
    const { pathname } = new URL(url);
    const [token, _id] = [randomIds.token(), randomIds.id()];
    const caseFile = aCaseFile();
    await core.stores.caseFiles.insert(caseFile);
    const given = { kind: 'link' as const, issuedAt: new Date(), issuedBy: 'Anna', hash: sha256(token) };
    await createCredentialStore(database.connection).insert({ _id, caseFileId: caseFile._id, ...given });
    const hers = await form(at(1, '/i/open'), '', { token });
    const cookie = hers.headers.getSetCookie().map((each) => each.split(';')[0]);
    const headers = { Cookie: cookie.join('; ') };
    // A calendar that has ended says so in place of its events, and the app that reads it shows that.
    const hasEnded = async () => (await (await fetch(at(1, pathname))).text()).includes('-ended@homeward');
    const hasClosed = async () => (await fetch(at(1, '/way'), { headers })).status === 401;
    expect([await hasEnded(), await hasClosed()]).toEqual([false, false]);
    const ended = await Promise.all([
      postTo(at(0, `/api/v1/feeds/${feedId}/revoke`), desk, {}),
      form(at(0, `/console/cases/${caseFile._id}/credentials/${_id}/revoke`), desk),
    ]);
    expect(ended.map(({ status }) => status)).toEqual([200, 303]);
    const told = performance.now();
    expect([await hasEnded(), await hasClosed()]).toEqual([true, true]);
    expect(performance.now() - told).toBeLessThan(1000);
  });

  it('leaves one administrator when each of two ends the other', async () => {
    const { connection } = database;
    const cookies = [
      await signInFor(connection, { name: 'Ada', role: 'administrator' }),
      await signInFor(connection, { name: 'Eva', role: 'administrator' }),
    ];
    const people = await createStaffStore(connection).list();
    const idOf = (name: string): string => people.find((person) => person.name === name)?._id ?? '';
    const ends = await Promise.all([
      postTo(at(0, `/api/v1/staff/${idOf('Eva')}/end`), cookies[0] ?? '', {}),
      postTo(at(1, `/api/v1/staff/${idOf('Ada')}/end`), cookies[1] ?? '', {}),
    ]);
    expect(ends.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = (await createStaffStore(connection).list()).filter(
      ({ role, active }) => active && role === 'administrator',
    );
    expect(left).toHaveLength(1);
  });
});
