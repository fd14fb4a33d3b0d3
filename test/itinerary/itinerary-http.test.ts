import { afterAll, beforeAll, describe, it, expect } from '@jest/globals';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { isAlarm } from '../../src/itinerary/report.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aBookedCase, openLinkOf } from '../support/traveller.ts';

let world: TestApp;
beforeAll(async () => {
  world = await startTestApp({ clock: testClock('2026-11-24T10:00:00Z') });
  await world.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
});
afterAll(() => world.stop());
const bookedCase = (changes: Partial<CaseFile> = {}) => aBookedCase(world, changes);
const openLink = (caseFileId: string) => openLinkOf(world, caseFileId);

describe('her page over HTTP', () => {
  it('shows her meeting with the first name only', async () => {
    const page = await (await openLink((await bookedCase())._id)).get('/way');
    expect(page.text).toContain('14:30');
    expect(page.text).toContain('by the kiosk.');
    expect(page.text).toContain('Olena');
    expect(page.text).not.toContain('Example');
  });

  it('is left quietly: the cookie is gone, the session too, and the page says nothing', async () => {
    const hers = await openLink((await bookedCase())._id);
    const left = await hers.form('/way/leave').expect(303);
    expect(left.headers['location']).toBe('/closed');
    expect((await world.browser().get('/closed').expect(200)).text).toContain('This page is closed.');
    await hers.get('/way').expect(401);
  });

  it('says first what has changed while nobody has told her, and stops once somebody has', async () => {
    const caseFile = await bookedCase();
    const hers = await openLink(caseFile._id);
    const [booking] = await world.services.stores.bookings.listOfCase(caseFile._id);
    const slot = await world.services.stores.slots.find(booking?.slotId ?? '');
    const was = {
      from: new Date('2026-11-26T11:30:00Z'),
      zone: 'Europe/Kyiv',
      meetingPointId: slot?.meetingPointId ?? '',
    };
    const tell = { about: 'slot-changed' as const, audience: 'traveller' as const, caseFileId: caseFile._id, was };
    await world.services.stores.notifications.tell(world.clock.now(), [tell]);
    expect((await hers.get('/way')).text).toContain('Your meeting has changed');
    const [line] = await world.services.stores.notifications.listOpenOfCase(caseFile._id);
    await world.services.notification.markTold(anAct(), line?._id ?? '');
    expect((await hers.get('/way')).text).not.toContain('Your meeting has changed');
  });

  it('says not to set out when nobody meets her any more, and when the meeting was cancelled', async () => {
    const caseFile = await bookedCase();
    const hers = await openLink(caseFile._id);
    const [booking] = await world.services.stores.bookings.listOfCase(caseFile._id);
    const slotId = booking?.slotId ?? '';
    await world.services.stores.slots.update(slotId, { escortId: null, status: 'closed' });
    expect((await hers.get('/way')).text).toContain('Do not set out yet. Call us.');
    await world.services.slot.cancel(anAct(), slotId, 'Road closed');
    const page = (await hers.get('/way')).text;
    expect(page).toContain('Your meeting will not take place');
    expect(page).not.toContain('Road closed');
  });

  it('shows her card, with no code and no link: those stand on the paper only', async () => {
    const page = await (await openLink((await bookedCase())._id)).get('/way/card').expect(200);
    expect(page.text).toContain('class="a6"');
    expect(page.text).not.toContain('<svg');
  });
});

describe('what she reports', () => {
  const sentWithin = { from: new Date('2026-11-17T10:00:00Z'), to: new Date('2026-11-25T10:00:00Z') };
  const sentBy = async (id: string, asked = [id]) => (await world.services.report.listSent(asked, sentWithin)).get(id);
  const word = async (id: string, asked = [id]) => {
    const sent = await sentBy(id, asked);
    return sent && { latest: sent.at(-1), alarm: sent.findLast(isAlarm) };
  };
  const latest = async (id: string) => (await word(id))?.latest;

  it('reaches the desk with its time and changes no state', async () => {
    const caseFile = await bookedCase();
    const hers = await openLink(caseFile._id);
    await hers.form('/way/report', { kind: 'left' }).expect(303);
    expect(await latest(caseFile._id)).toMatchObject({ kind: 'left', at: world.clock.now() });
    expect((await world.services.stores.caseFiles.get(caseFile._id)).state).toBe('booked');
    expect((await hers.get('/way/sent').expect(200)).text).toContain('I am on my way');
  });

  it('“I have been met” adds a line and hides nothing of the meeting until the desk records it', async () => {
    const caseFile = await bookedCase();
    const hers = await openLink(caseFile._id);
    await hers.form('/way/report', { kind: 'met' }).expect(303);
    const tapped = (await hers.get('/way')).text;
    for (const words of ['I have been met”', 'You will be met', '14:30', 'by the kiosk.', '+48 000 000 000'])
      expect(tapped).toContain(words);
    await world.services.stores.caseFiles.update(caseFile._id, { state: 'met' }, { at: world.clock.now(), by: 'Anna' });
    expect((await hers.get('/way')).text).not.toContain('You will be met');
  });

  it('is one report when she taps twice, and a new one after she took it back', async () => {
    const caseFile = await bookedCase();
    const hers = await openLink(caseFile._id);
    await hers.form('/way/report', { kind: 'need-help' }).expect(303);
    await hers.form('/way/report', { kind: 'need-help' }).expect(303);
    expect(await world.services.report.listOf(caseFile._id)).toHaveLength(1);
    await hers.form('/way/report/undo').expect(303);
    expect(await latest(caseFile._id)).toBeUndefined();
    await hers.form('/way/report', { kind: 'need-help' }).expect(303);
    expect(await latest(caseFile._id)).toMatchObject({ kind: 'need-help' });
  });

  it('can be taken back for ten minutes', async () => {
    const caseFile = await bookedCase();
    const hers = await openLink(caseFile._id);
    await hers.form('/way/report', { kind: 'turned-back' }).expect(303);
    world.clock.advance({ minutes: 11 });
    const late = await hers.form('/way/report/undo').expect(409);
    expect(late.text).toContain('Call us');
    expect(await latest(caseFile._id)).toMatchObject({ kind: 'turned-back' });
  });

  it('keeps an alarm beside what she taps later, and finds it by its time in a case file that nobody asked for', async () => {
    const caseFile = await bookedCase({ openedAt: new Date('2026-01-05T10:00:00Z') });
    const hers = await openLink(caseFile._id);
    await hers.form('/way/report', { kind: 'need-help' }).expect(303);
    world.clock.advance({ minutes: 1 });
    await hers.form('/way/report', { kind: 'at-border' }).expect(303);
    expect(await word(caseFile._id, [])).toMatchObject({ latest: { kind: 'at-border' }, alarm: { kind: 'need-help' } });
    const before = { from: new Date('2026-11-10T10:00:00Z'), to: new Date('2026-11-17T10:00:00Z') };
    expect((await world.services.report.listSent([], before)).get(caseFile._id)).toBeUndefined();
    await hers.form('/way/report/undo').expect(303);
    await hers.form('/way/report/undo').expect(303);
    expect(await word(caseFile._id, [])).toBeUndefined();
  });

  it('is none of the known ones: refused', async () => {
    const hers = await openLink((await bookedCase())._id);
    await hers.form('/way/report', { kind: 'arrived' }).expect(422);
  });
});
