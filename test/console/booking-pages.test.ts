import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { aCase, aDesk, anOpenSlot } from './desk-setup.ts';

let test: TestApp;
let desk: Browser;
let place: Awaited<ReturnType<typeof aDesk>>;

beforeAll(async () => {
  test = await startTestApp();
  desk = await test.signIn('coordinator', 'Anna');
  place = await aDesk(test);
});
afterAll(() => test.stop());

const addressOf = async (): Promise<string> => `/console/cases/${(await aCase(test)).caseFileId}`;
const bookingIn = (page: string): string => /bookings\/(\w+)\/move/.exec(page)?.[1] ?? 'none';

/** Another open slot of the same desk, three days later unless told. */
const anotherSlot = (date = '2026-11-29', time = '14:30') => anOpenSlot(test, place, { date, time, capacity: 3 });

describe('booking in the console', () => {
  it('offers the slots on her path with the seats that are left, books one and shows it with both clocks', async () => {
    const address = await addressOf();
    const slotId = await anotherSlot('2026-11-28');
    const form = await desk.get(`${address}/book`).expect(200);
    expect(form.text).toContain(`value="${slotId}"`);
    expect(form.text).toMatch(/[1-3] of 3 seats left/);
    const booked = await desk.form(`${address}/book`, { slotId, how: 'book' }).expect(303);
    expect(booked.headers['location']).toBe(`${address}?notice=booked`);
    expect((await desk.get(address)).text).toMatch(/14:30–15:10<\/span> Kyiv time[^]*13:30 Warsaw/);
  });

  it('says on the form that no slot was chosen', async () => {
    const page = await desk.form(`${await addressOf()}/book`, { how: 'book' }).expect(422);
    expect(page.text).toContain('href="#field-slotId"');
  });

  it('holds a place with the minutes that are left, extends the hold and turns it into a booking', async () => {
    const address = await addressOf();
    await desk.form(`${address}/book`, { slotId: await anotherSlot(), how: 'hold' }).expect(303);
    const held = (await desk.get(address)).text;
    expect(held).toContain('Held for 10 more minutes');
    test.clock.advance({ minutes: 4 });
    await desk.form(`${address}/bookings/${bookingIn(held)}/extend`).expect(303);
    expect((await desk.get(address)).text).toContain('Held for 10 more minutes');
    await desk.form(`${address}/bookings/${bookingIn(held)}/confirm`).expect(303);
    expect((await desk.get(address)).text).toContain('<span class="tag ok">booked</span>');
  });

  it('shows what speaks against a slot, keeps the choice, and books it for a reason only', async () => {
    const address = await addressOf();
    const slotId = await anotherSlot('2026-11-24', '22:00');
    const warned = await desk.form(`${address}/book`, { slotId, how: 'book' }).expect(409);
    expect(warned.text).toContain('Before you book this');
    expect(warned.text).toMatch(new RegExp(`value="${slotId}" checked`));
    const half = await desk.form(`${address}/book`, { slotId, how: 'book', acknowledgedReason: 'She is there' });
    expect(half.status).toBe(422);
    expect(half.text).toContain('value="She is there"');
    const sure = { slotId, how: 'book', seen: 'yes', acknowledgedReason: 'She is there' };
    await desk.form(`${address}/book`, sure).expect(303);
  });

  it('moves a booking, and cancels it with a reason that is asked for', async () => {
    const address = await addressOf();
    await desk.form(`${address}/book`, { slotId: await anotherSlot('2026-12-01'), how: 'book' }).expect(303);
    const first = bookingIn((await desk.get(address)).text);
    const slotId = await anotherSlot('2026-12-02');
    await desk.form(`${address}/bookings/${first}/move`, { slotId }).expect(303);
    const moved = bookingIn((await desk.get(address)).text);
    expect(moved).not.toBe(first);
    expect((await desk.form(`${address}/bookings/${moved}/cancel`, {}).expect(422)).text).toContain('Fill this in.');
    await desk.form(`${address}/bookings/${moved}/cancel`, { reason: 'She is ill' }).expect(303);
    expect((await desk.get(address)).text).toContain('cancelled: She is ill');
  });

  it('finds no booking of another family under this one’s address, and changes nothing', async () => {
    const [theirs, ours] = [await addressOf(), await addressOf()];
    await desk.form(`${theirs}/book`, { slotId: await anotherSlot('2026-12-07'), how: 'hold' }).expect(303);
    const before = (await desk.get(theirs)).text;
    const strange = `${ours}/bookings/${bookingIn(before)}`;
    for (const page of ['move', 'cancel']) await desk.get(`${strange}/${page}`).expect(404);
    for (const button of ['confirm', 'extend']) await desk.form(`${strange}/${button}`).expect(404);
    await desk.form(`${strange}/move`, { slotId: await anotherSlot('2026-12-08') }).expect(404);
    await desk.form(`${strange}/cancel`, { reason: 'Not hers' }).expect(404);
    const after = (await desk.get(theirs)).text;
    expect(bookingIn(after)).toBe(bookingIn(before));
    expect(after).toContain('Held for 10 more minutes');
  });

  it('refuses a hold that is over with a page that leads back', async () => {
    const address = await addressOf();
    await desk.form(`${address}/book`, { slotId: await anotherSlot('2026-12-04'), how: 'hold' }).expect(303);
    const booking = bookingIn((await desk.get(address)).text);
    test.clock.advance({ minutes: 11 });
    const refused = await desk.form(`${address}/bookings/${booking}/confirm`).expect(409);
    expect(refused.text).toContain('The hold is over.');
    expect(refused.text).toContain(`href="${address}"`);
  });
});
