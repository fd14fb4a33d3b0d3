import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSessionStore } from '../../src/access/session-store.ts';
import { createStaffStore } from '../../src/access/staff-store.ts';
import { createContactStore } from '../../src/contact/contact-store.ts';
import { shownOfContact } from '../../src/contact/contact.ts';
import { createMeetingPointStore } from '../../src/crossing/meeting-point-store.ts';
import { shownOfPoint } from '../../src/crossing/meeting-point.ts';
import { aMeetingPoint } from '../support/meeting-point.ts';
import { signInFor } from '../support/sign-in.ts';
import { postTo, type Answer } from '../support/spawn-app.ts';
import { startTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';

const ROUNDS = 12;

describe('two of the desk at the same moment, in two processes', () => {
  let two: TwoProcesses;
  let database: TwoProcesses['database'];
  let core: TwoProcesses['core'];
  let ada: string;
  let eva: string;

  beforeAll(async () => {
    two = await startTwoProcesses();
    ({ database, core } = two);
    ada = await signInFor(database.connection, { name: 'Ada', role: 'administrator' });
    eva = await signInFor(database.connection, { name: 'Eva', role: 'administrator' });
  }, 60_000);
  afterAll(() => two.stop());

  const at = (index: number, path: string): string => two.at(index, path);
  const staff = () => createStaffStore(database.connection);
  const idOf = async (name: string): Promise<string> =>
    (await staff().list()).find((one) => one.name === name)?._id ?? '';
  const form = (index: number, path: string, cookie: string, fields: Record<string, string> = {}): Promise<Response> =>
    fetch(at(index, path), {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams(fields),
    });
  const see = (index: number, path: string, cookie: string): Promise<Response> =>
    fetch(at(index, path), { redirect: 'manual', headers: { Cookie: cookie } });
  const statusOf = (...answers: Answer[]): number[] => answers.map(({ status }) => status);

  it('leaves one administrator when each makes the other a coordinator, and the change holds in both at once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [adasId, evasId] = [await idOf('Ada'), await idOf('Eva')];
      const answers = await Promise.all([
        postTo(at(0, `/api/v1/staff/${evasId}/role`), ada, { role: 'coordinator' }),
        postTo(at(1, `/api/v1/staff/${adasId}/role`), eva, { role: 'coordinator' }),
      ]);
      const left = (await staff().list()).filter(({ role }) => role === 'administrator');
      expect(left).toHaveLength(1);
      expect(statusOf(...answers).filter((status) => status === 200)).toHaveLength(1);
      const [own, lost, other] = left[0]?._id === adasId ? [ada, eva, evasId] : [eva, ada, adasId];
      for (const index of [0, 1]) expect((await see(index, '/api/v1/staff', lost)).status).toBe(403);
      await postTo(at(0, `/api/v1/staff/${other}/role`), own, { role: 'administrator' });
      for (const index of [0, 1]) expect((await see(index, '/api/v1/staff', lost)).status).toBe(200);
    }
  });

  it('leaves one link that works when somebody makes two for herself', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      // Somebody new each time, and two only: those that end the same former link would meet there, whatever they lock.
      const vira = await signInFor(database.connection, { name: `Vira ${round}`, role: 'coordinator' });
      const pages = await Promise.all([0, 1].map((index) => form(index, '/console/me/link', vira)));
      const links = await Promise.all(
        pages.map(async (page) => /\/sign-in\/([\w-]+)"/.exec(await page.text())?.[1] ?? 'none'),
      );
      const used = await Promise.all(links.map((token, index) => form(index, `/sign-in/${token}`, '')));
      expect(used.map(({ status }) => status).sort()).toEqual([303, 410]);
    }
  });

  it('ends a session while it is used: nothing of it opens anything afterwards, not a link made in it either', async () => {
    const shown = new Set<number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `Nina ${round}`;
      const nina = await signInFor(database.connection, { name, role: 'coordinator' });
      const id = await idOf(name);
      const [session] = await createSessionStore(database.connection).listOfOwner(id);
      const end = `/api/v1/staff/${id}/sessions/${session?._id ?? ''}/end`;
      const [ended, page] = await Promise.all([
        postTo(at(0, end), ada, {}),
        form(1, '/console/me/link', nina),
        see(1, '/console', nina),
      ]);
      expect(ended.status).toBe(200);
      shown.add(page.status);
      for (const index of [0, 1]) expect((await see(index, '/console', nina)).status).toBe(401);
      const token = /\/sign-in\/([\w-]+)"/.exec(await page.text())?.[1] ?? 'none';
      expect((await form(0, `/sign-in/${token}`, '')).status).toBe(410);
    }
    expect([...shown].every((status) => [200, 401, 410].includes(status))).toBe(true);
  });

  it('refuses the second of two edits of one contact, and a verification of the number before', async () => {
    const contacts = createContactStore(database.connection);
    const { body } = await postTo(at(0, '/api/v1/contacts'), ada, { phone: '+48 000 000 000', hours: '24/7' });
    const path = `/api/v1/contacts/${String(body['contactId'])}`;
    for (let round = 0; round < ROUNDS; round += 1) {
      const [contact] = await contacts.list();
      if (!contact) throw new Error('The contact is gone.');
      const input = { hours: '24/7', tried: true, shown: shownOfContact(contact) };
      const [first, second, verified] = await Promise.all([
        postTo(at(0, `${path}/edit`), ada, { ...input, phone: `+48 111 000 ${100 + round}` }),
        postTo(at(1, `${path}/edit`), eva, { ...input, phone: `+48 222 000 ${100 + round}` }),
        postTo(at(round % 2, `${path}/verify`), eva, { shown: input.shown }),
      ]);
      expect(statusOf(first, second).sort()).toEqual([200, 409]);
      expect([200, 409]).toContain(verified.status);
      const [prefix, verifiedBy] = first.status === 200 ? ['+48 111', 'Ada'] : ['+48 222', 'Eva'];
      const [after] = await contacts.list();
      expect([after?.phone.slice(0, 7), after?.verifiedBy]).toEqual([prefix, verifiedBy]);
    }
  });

  it('never leaves an escort verified on a number that was not there to be seen', async () => {
    const input = { name: 'Olena', language: 'uk', zone: 'Europe/Kyiv', crossingIds: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const escortId = await core.addEscort();
      const path = `/api/v1/escorts/${escortId}`;
      const read = await postTo(at(0, `${path}/phone`), ada, {});
      const [edited, verified] = await Promise.all([
        postTo(at(0, `${path}/edit`), ada, { ...input, phone: '+380 11 111 1111' }),
        postTo(at(1, `${path}/verify`), eva, { shown: read.body['shown'] }),
      ]);
      expect(edited.status).toBe(200);
      expect([200, 409]).toContain(verified.status);
      expect((await core.escort.get(escortId)).verified).toBeUndefined();
    }
  });

  it('never leaves words of a meeting point verified by somebody who was shown others', async () => {
    const points = createMeetingPointStore(database.connection);
    const words = 'At the green door.';
    const described = { descriptionEn: words, descriptionUk: words, descriptionRu: words };
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await aMeetingPoint(core, { verified: round % 2 === 0 });
      const input = { crossingId: 'pl-ua-medyka', side: 'ukrainian', name: 'Green door', ...described };
      const shown = shownOfPoint(await points.get(id));
      const [edited, verified] = await Promise.all([
        postTo(at(0, `/api/v1/meeting-points/${id}/edit`), ada, input),
        postTo(at(1, `/api/v1/meeting-points/${id}/verify`), eva, { shown }),
      ]);
      expect(edited.status).toBe(200);
      expect([200, 409]).toContain(verified.status);
      expect(['Ada', undefined]).toContain((await points.get(id)).verifiedBy);
    }
  });
});
