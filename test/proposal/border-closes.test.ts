import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { hasMoved } from '../../src/itinerary/wrong-journey-service.ts';
import { hashData } from '../../src/proposal/data-hash.ts';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { aSlot, anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { anEnd, nobodyFromBelarus } from '../support/closures.ts';
import { visibleText } from '../support/unsafe-words.ts';
import { reference } from '../support/way.ts';
import { aCase, aDesk, anOpenSlot } from '../console/desk-setup.ts';

describe('a border closes under three families who are booked', () => {
  let world: TestApp;
  let anna: Browser;
  let desk: Awaited<ReturnType<typeof aDesk>>;
  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T08:00:00Z') });
    anna = await world.signIn('coordinator', 'Anna');
    desk = await aDesk(world);
  });
  afterAll(() => world.stop());

  const aMeeting = (date: string) => anOpenSlot(world, desk, { date, capacity: 3, escortId: desk.escortId });
  const page = async () => visibleText((await anna.get('/console/wrong').expect(200)).text);
  const herPage = async (caseFileId: string) => {
    const cookie = `__Host-way=${await world.services.sessions.openSession('traveller', caseFileId)}`;
    return visibleText((await request(world.app).get('/way').set('Cookie', cookie).expect(200)).text);
  };

  it('shows whom it would hit, holds seats for each, changes her page and his calendar on acceptance alone, and can be undone', async () => {
    const [hers, later] = [await aMeeting('2026-12-02'), await aMeeting('2026-12-20')];
    const families: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { caseFileId } = await aCase(world);
      await world.services.booking.book(anAct(), hers, { caseFileId, hold: false });
      families.push(caseFileId);
    }
    const { url } = await world.services.feedDesk.issue(anAct(), desk.escortId);
    const calendar = async () => (await request(world.app).get(new URL(url).pathname).expect(200)).text;
    const closure = nobodyFromBelarus() as unknown as Record<string, string | string[]>;

    const shown = await anna.form('/console/crossings/new', { ...closure, how: 'preview' }).expect(200);
    expect(visibleText(shown.text)).toContain('It would hit 3 families');
    await anna.form('/console/crossings/new', closure).expect(303);
    expect(await page()).toContain('All journeys are being looked at anew');
    await world.services.rederivation.runOpen({ kind: 'job', name: 'test' });
    expect(await page()).toMatch(/because of what was recorded of a crossing: 3 cannot go, 3 newly proposed/);
    expect(await page()).toMatch(/Proposed, with the seats held for 24 h more/);
    expect((await world.services.slotList.get(later)).seatsHeld).toBe(3);
    const [one = ''] = families;
    expect(await herPage(one)).toMatch(/\b2 груд/);
    expect(await calendar()).toContain('DTSTART:20261202T123000Z');

    const [first] = await world.services.proposal.listOpen();
    const address = `/console/proposals/${first?._id ?? ''}`;
    expect(visibleText((await anna.get(`${address}/accept`).expect(200)).text)).toMatch(
      /Booked now Wed 2 Dec.* Proposed Sun 20 Dec/,
    );
    await anna.form(`${address}/accept`).expect(303);
    await anna.form('/console/wrong/accept-all').expect(303);
    expect((await world.services.slotList.get(later)).seatsBooked).toBe(3);
    expect(await page()).toContain('Everybody who is booked can go as it stands.');
    expect(await herPage(one)).toMatch(/\b20 груд/);
    const changed = await calendar();
    expect(changed).toContain('DTSTART:20261220T123000Z');
    expect(visibleText((await anna.get('/console/to-tell').expect(200)).text)).toContain('Meeting moved');

    const [event] = await world.services.crossingEvent.listCurrent();
    await world.services.crossingEvent.end(anAct(), event?.eventId ?? '', anEnd);
    await anna.form(`${address}/undo`).expect(303);
    expect([await world.services.slotList.get(hers), await world.services.slotList.get(later)]).toMatchObject([
      { seatsBooked: 1 },
      { seatsBooked: 2 },
    ]);
    await anna.form(`${address}/refuse`).expect(409);
  });

  it('has all journeys looked at anew where the data or the time zones are others, once', async () => {
    const { rederivation } = world.services;
    const actor = { kind: 'job', name: 'test' } as const;
    const begun = async () => (await rederivation.listLately()).filter(({ because }) => because === 'data').length;
    await Promise.all([rederivation.beginIfNew(actor), rederivation.beginIfNew(actor)]);
    await rederivation.beginIfNew(actor);
    expect(await begun()).toBe(1);
    const now = hashData(reference);
    expect(hashData(reference)).toBe(now);
    expect(hashData(reference, '2099a')).not.toBe(now);
    const [[id, place] = []] = reference.places;
    const moved = new Map([...reference.places, [id ?? '', { ...place, zone: 'Europe/Minsk' } as never]]);
    expect(hashData({ ...reference, places: moved })).not.toBe(now);
  });

  it('finds the slots whose agreed time is another instant by the time zones of this machine', () => {
    const agreed = { localDate: '2026-12-02', localTime: '14:30', zone: 'Europe/Kyiv' };
    expect(hasMoved(aSlot({ ...agreed, from: new Date('2026-12-02T12:30:00Z') }))).toBe(false);
    expect(hasMoved(aSlot({ ...agreed, from: new Date('2026-12-02T11:30:00Z') }))).toBe(true);
  });
});
