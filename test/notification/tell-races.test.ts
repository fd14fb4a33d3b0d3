import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Notification, TellAbout } from '../../src/notification/notification.ts';
import { createStaffStore } from '../../src/access/staff-store.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';
import { signInFor } from '../support/sign-in.ts';
import { postTo } from '../support/spawn-app.ts';
import { startTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';

const ROUNDS = 6;

describe('two of the desk, each in a process of her own', () => {
  let two: TwoProcesses;
  let database: TwoProcesses['database'];
  let core: TwoProcesses['core'];
  let processes: TwoProcesses['processes'];
  let cookies: string[];

  beforeAll(async () => {
    two = await startTwoProcesses();
    ({ database, core, processes } = two);
    cookies = [];
    for (const name of ['Anna', 'Marta'])
      cookies.push(await signInFor(database.connection, { name, role: 'coordinator' }));
  }, 60_000);
  afterAll(() => two.stop());

  /** What a button of a page sends; told that all are busy, it is pressed again. */
  const press = async (who: 0 | 1, path: string, fields: Record<string, string> = {}): Promise<number> => {
    const { status } = await fetch(`${processes[who]?.url ?? ''}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: cookies[who] ?? '', 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams(fields),
    });
    return status === 503 ? press(who, path, fields) : status;
  };
  const tell = (id: string, act: string): string => `/console/to-tell/${id}/${act}`;

  /** One person with as many lines as abouts; gives their ids. */
  const linesFor = async (whose: Partial<Notification>, ...abouts: TellAbout[]): Promise<string[]> => {
    const { notifications } = core.stores;
    for (const about of abouts) await notifications.tell(new Date(), [{ audience: 'traveller', ...whose, about }]);
    const made = (await notifications.listOpen(new Date(0), new Date(Date.now() + 60_000))).filter(
      ({ caseFileId, escortId }) => caseFileId === whose.caseFileId && escortId === whose.escortId,
    );
    return made.map(({ _id }) => _id);
  };
  const aTraveller = async (...abouts: TellAbout[]): Promise<string[]> => {
    const caseFile = aCaseFile();
    await core.stores.caseFiles.insert(caseFile);
    return linesFor({ caseFileId: caseFile._id }, ...abouts);
  };
  const callersOf = async (ids: string[]) =>
    new Set((await core.stores.notifications.findMany(ids)).map(({ calling }) => calling?.by));

  it('call one traveller through two lines of hers: one of them gets all of it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const ids = await aTraveller('case-ended', 'path-changed');
      const [one = '', two = ''] = ids;
      const got = await Promise.all([press(0, tell(one, 'call')), press(1, tell(two, 'call'))]);
      expect(got.toSorted()).toEqual([200, 409]);
      expect([...(await callersOf(ids))]).toEqual([got[0] === 200 ? 'Anna' : 'Marta']);
    }
  });

  it('call one escort through two lines of his: one of them gets him', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const escortId = await core.addEscort();
      const ids = await linesFor({ audience: 'escort', escortId }, 'slot-changed', 'slot-cancelled');
      const [one = '', two = ''] = ids;
      const got = await Promise.all([press(0, tell(two, 'call')), press(1, tell(one, 'call'))]);
      expect(got.toSorted()).toEqual([200, 409]);
      expect((await callersOf(ids)).size).toBe(1);
    }
  });

  it('of whom one calls while the other ticks off: what is told is not in the call, and what is called is not told', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < ROUNDS * 2; round += 1) {
      const [one = '', two = ''] = await aTraveller('case-ended', 'path-changed');
      const call = () => press(0, tell(one, 'call'));
      const told = () => press(1, tell(two, 'told'));
      // Whoever comes first may win: both are let in first in turn.
      const pressed = round % 2 === 0 ? [call(), told()] : [told(), call()].reverse();
      const [called, ticked] = await Promise.all(pressed);
      const line = await core.stores.notifications.find(two);
      seen.add(`${called ?? 0} ${ticked ?? 0}`);
      expect(called).toBe(200);
      expect(line?.calling?.by).toBe(ticked === 409 ? 'Anna' : undefined);
      expect(line?.toldBy).toBe(ticked === 409 ? undefined : 'Marta');
    }
    expect([...seen].every((each) => each === '200 303' || each === '200 409')).toBe(true);
  });

  it.each(['tried', 'leave'])(
    'of whom one puts her call down (%s) while the other calls: one of them has it',
    async (how) => {
      const seen = new Set<number>();
      for (let round = 0; round < ROUNDS * 2; round += 1) {
        const ids = await aTraveller('case-ended', 'path-changed');
        const [one = '', two = ''] = ids;
        expect(await press(0, tell(one, 'call'))).toBe(200);
        const put = () => press(0, tell(one, how));
        const call = () => press(1, tell(two, 'call'));
        const [down, called] = await Promise.all(round % 2 === 0 ? [put(), call()] : [call(), put()].reverse());
        expect(down).toBe(303);
        seen.add(called ?? 0);
        expect([...(await callersOf(ids))]).toEqual([called === 200 ? 'Marta' : undefined]);
        const tries = (await core.stores.notifications.findMany(ids)).map(
          (line) => line.tries?.map(({ by }) => by) ?? [],
        );
        expect(tries).toEqual(how === 'tried' ? [['Anna'], ['Anna']] : [[], []]);
      }
      expect([...seen].every((status) => status === 200 || status === 409)).toBe(true);
    },
  );

  it('tick the same line off, alone and with others: it is told once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const ids = await aTraveller('word-changed', 'path-changed', 'case-ended');
      const [one = '', two = '', three = ''] = ids;
      const got = await Promise.all([
        press(0, tell(one, 'told'), { also: `${two} ${three}` }),
        press(1, tell(two, 'told')),
      ]);
      expect(got.toSorted()).toEqual([303, 409]);
      const names = (await core.stores.notifications.findMany(ids)).map(({ toldBy }) => toldBy);
      const all = got[0] === 303;
      expect(names).toEqual(all ? ['Anna', 'Anna', 'Anna'] : [undefined, 'Marta', undefined]);
    }
  });

  it('of whom one tells of a place while the other cancels it: it is told or taken back, never both', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [slot, caseFile] = [aSlot({ from: new Date(Date.now() + 86_400_000) }), aCaseFile({ state: 'booked' })];
      const booking = aBooking({ slotId: slot._id, caseFileId: caseFile._id });
      await core.stores.slots.insertMany([slot]);
      await core.stores.caseFiles.insert(caseFile);
      await core.stores.bookings.insert(booking);
      const [made = ''] = await linesFor({ caseFileId: caseFile._id, slotId: slot._id }, 'booking-made');
      const cancel = `${processes[1]?.url ?? ''}/api/v1/bookings/${booking._id}/cancel`;
      const [ticked, { status }] = await Promise.all([
        press(0, tell(made, 'told')),
        postTo(cancel, cookies[1] ?? '', { reason: 'She asked for it' }),
      ]);
      expect(status).toBe(200);
      const line = await core.stores.notifications.find(made);
      expect([line?.toldBy, line?.withdrawnAt !== undefined]).toEqual(
        ticked === 303 ? ['Anna', false] : [undefined, true],
      );
      const open = await core.stores.notifications.listOpenOfCase(caseFile._id);
      expect(open.filter(({ audience }) => audience === 'traveller').map(({ about }) => about)).toEqual([
        'booking-cancelled',
      ]);
    }
  });

  it('take the same case file: one has it, the other is told who', async () => {
    const people = await createStaffStore(database.connection).list();
    const idOf = (name: string): string => people.find((person) => person.name === name)?._id ?? '';
    const keep = (who: 0 | 1, ids: string[]) => {
      const body = new URLSearchParams(ids.map((id): [string, string] => ['kept', `${id}:`]));
      body.set('staffId', idOf(who === 0 ? 'Anna' : 'Marta'));
      const headers = { Cookie: cookies[who] ?? '', 'Sec-Fetch-Site': 'same-origin' };
      return fetch(`${processes[who]?.url ?? ''}/console/shift`, { method: 'POST', redirect: 'manual', headers, body });
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      const files = [aCaseFile(), aCaseFile(), aCaseFile()];
      for (const file of files) await core.stores.caseFiles.insert(file);
      const [one = '', shared = '', three = ''] = files.map(({ _id }) => _id);
      const got = (await Promise.all([keep(0, [one, shared]), keep(1, [three, shared])])).map(({ status }) => status);
      expect(got.toSorted()).toEqual([303, 409]);
      const keepers = await Promise.all(
        [one, shared, three].map(async (id) => (await core.stores.caseFiles.get(id)).keeper?.name),
      );
      expect(keepers).toEqual(got[0] === 303 ? ['Anna', 'Anna', undefined] : [undefined, 'Marta', 'Marta']);
    }
  });
});
