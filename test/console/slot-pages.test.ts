import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAct } from '../support/builders.ts';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { aCase, aDesk } from './desk-setup.ts';

let test: TestApp;
let desk: Browser;
let place: Awaited<ReturnType<typeof aDesk>>;

beforeAll(async () => {
  test = await startTestApp();
  desk = await test.signIn('coordinator', 'Anna');
  place = await aDesk(test);
});
afterAll(() => test.stop());

const NEW = { date: '2026-12-03', time: '09:00', windowMinutes: '40', capacity: '2' };
const newSlot = async (fields: Record<string, string> = {}): Promise<string> => {
  const made = await desk.form('/console/slots/new', { ...NEW, meetingPointId: place.meetingPointId, ...fields });
  expect(made.status).toBe(303);
  return (made.headers['location'] ?? '').split('?')[0] ?? '';
};

describe('the week of slots', () => {
  it('shows the slot in its escort’s row and, asked otherwise, at its crossing point', async () => {
    const byEscort = (await desk.get('/console/slots?week=2026-11-26').expect(200)).text;
    expect(byEscort).toMatch(/<th scope="row">Olena<\/th>[\s\S]*14:30 Medyka[\s\S]*0 of 3 · 3 left/);
    expect((await desk.get('/console/slots?week=2026-11-26&by=crossing')).text).toMatch(/14:30 Olena/);
  });

  it('puts whatever nobody is assigned to first, and says so', async () => {
    await newSlot({ date: '2026-11-27' });
    const board = (await desk.get('/console/slots?week=2026-11-26')).text;
    expect(board).toMatch(/<tbody><tr><th scope="row">nobody<\/th>[\s\S]*class="slot none"/);
  });

  it('says what to do in an empty week, and takes nonsense for this week', async () => {
    expect((await desk.get('/console/slots?week=2027-06-01')).text).toContain('No slot in this week.');
    expect((await desk.get('/console/slots?week=<script>').expect(200)).text).toContain('Week of Mon 23 Nov');
  });
});

describe('a slot', () => {
  it('is added as a draft; a wrong number keeps what was typed', async () => {
    const wrong = { ...NEW, meetingPointId: place.meetingPointId, capacity: '0', time: '09:15' };
    const again = await desk.form('/console/slots/new', wrong).expect(422);
    expect(again.text).toContain('value="09:15"');
    expect(again.text).toContain('href="#field-capacity"');
    expect((await desk.get(await newSlot())).text).toContain('nobody assigned');
  });

  it('opens only with an escort, and says so on a page that leads back', async () => {
    const address = await newSlot({ date: '2026-12-05' });
    const refused = await desk.form(`${address}/open`).expect(409);
    expect(refused.text).toContain('Assign an escort first.');
    await desk.form(`${address}/assign`, { escortId: place.escortId }).expect(303);
    await desk.form(`${address}/open`).expect(303);
    await desk.form(`${address}/close`).expect(303);
    await desk.form(`${address}/assign`, { escortId: '' }).expect(303);
    expect((await desk.get(address)).text).toContain('nobody assigned');
  });

  it('refuses an escort who is committed then, on the form', async () => {
    const address = await newSlot({ date: '2026-11-26', time: '16:00' });
    const refused = await desk.form(`${address}/assign`, { escortId: place.escortId }).expect(409);
    expect(refused.text).toContain('already committed');
    expect(refused.text).toMatch(new RegExp(`value="${place.escortId}" selected`));
  });

  it('is edited, and cancelled for a reason with its bookings by reference only', async () => {
    const { caseFileId, reference } = await aCase(test);
    const { slotId, meetingPointId } = await aDesk(test);
    await test.services.booking.book(anAct(), slotId, { caseFileId, hold: false, acknowledgedReason: 'test' });
    const address = `/console/slots/${slotId}`;
    const fields = { ...NEW, meetingPointId, date: '2026-11-26', time: '14:30' };
    await desk.form(`${address}/edit`, { ...fields, capacity: '5' }).expect(303);
    const moved = await desk.form(`${address}/edit`, { ...fields, time: '15:30' }).expect(409);
    expect(moved.text).toContain('value="15:30"');
    expect((await desk.get(address)).text).toContain(`${reference.slice(0, 3)}-${reference.slice(3)}`);
    await desk.form(`${address}/cancel`, {}).expect(422);
    await desk.form(`${address}/cancel`, { reason: 'The road is closed' }).expect(303);
    expect((await desk.get('/console/to-tell')).text).toContain('Meeting cancelled');
  });

  it('is one of many that get an escort at once: all of them, or none', async () => {
    const [one, other] = [await newSlot({ date: '2026-12-08' }), await newSlot({ date: '2026-12-11' })];
    const clash = await newSlot({ date: '2026-12-11', time: '13:00' });
    const idOf = (address: string): string => address.split('/').at(-1) ?? '';
    const path = '/console/slots/assign';
    const escortId = place.escortId;
    const week = '2026-12-07';
    const refused = await desk
      .form(path, { week, escortId, slotIds: [idOf(one), idOf(other), idOf(clash)] })
      .expect(409);
    expect(refused.text.match(/ checked/g)).toHaveLength(3);
    await desk.form(path, { week, escortId, slotIds: [idOf(one), idOf(other)] }).expect(303);
    expect((await test.services.stores.slots.find(idOf(other)))?.escortId).toBe(escortId);
    expect((await test.services.stores.slots.find(idOf(clash)))?.escortId).toBeUndefined();
    await desk.form(path, { week, escortId }).expect(422);
  });
});
