import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aClosure, aStoredPoint, bookedFamilies } from '../support/closures.ts';
import { visibleText } from '../support/unsafe-words.ts';

const PAGE = '/console/crossings';

describe('whom an event would hit, before it is recorded', () => {
  let world: TestApp;
  let anna: Browser;
  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T15:50:00Z') });
    anna = await world.signIn('coordinator', 'Anna');
    await aStoredPoint(world.services.stores);
    await bookedFamilies(world.services.stores, 1);
  });
  afterAll(() => world.stop());

  const fields = (changes: object = {}) => aClosure(changes) as unknown as Record<string, string | string[]>;
  const recorded = async (): Promise<number> => (await world.services.crossingEvent.list()).length;

  it('is shown above the form, which keeps what was typed; nothing is recorded by that', async () => {
    const before = await recorded();
    const shown = await anna.form(`${PAGE}/new`, fields({ how: 'preview', wording: 'They say it shuts' })).expect(200);
    expect(visibleText(shown.text)).toMatch(/It would hit 1 family and 1 escort’s meeting Nothing is recorded yet\./);
    expect(shown.text).toContain('They say it shuts');
    const nobody = await anna.form(`${PAGE}/new`, fields({ how: 'preview', crossings: ['by-pl-bobrowniki'] }));
    expect(visibleText(nobody.text)).toContain('it would hit nobody who is booked');
    const hit = await anna.post('/api/v1/crossing-events/preview', aClosure()).expect(200);
    expect(hit.body).toMatchObject({ travellers: [{ reference: expect.stringMatching(/^\d+$/) }], escorts: [{}] });
    expect(await recorded()).toBe(before);
  });

  it('is shown of an end: who was told that it is shut would hear that it is open', async () => {
    const { eventId } = await world.services.crossingEvent.report(anAct(), aClosure());
    const before = await recorded();
    const end = { seq: '0', endedDate: '2026-11-24', endedTime: '16:45', source: 'Border guard' };
    const shown = await anna.form(`${PAGE}/${eventId}/end`, { ...end, how: 'preview' }).expect(200);
    expect(visibleText(shown.text)).toMatch(/It would hit 1 family and 1 escort’s meeting Nothing is recorded yet\./);
    expect(shown.text).toContain('value="16:45"');
    await anna.form(`${PAGE}/${eventId}/end`, { ...end, endedTime: '23:00', how: 'preview' }).expect(422);
    await anna.form(`${PAGE}/nowhere/end`, { ...end, how: 'preview' }).expect(404);
    expect(await recorded()).toBe(before);
    await anna.form(`${PAGE}/${eventId}/end`, end).expect(303);
    await anna.form(`${PAGE}/${eventId}/end`, { ...end, seq: '1', how: 'preview' }).expect(409);
  });

  it('is shown of a correction too, by whom it concerns and of all that can happen at a crossing', async () => {
    const elsewhere = { crossings: ['by-pl-kuznica'] };
    const { eventId } = await world.services.crossingEvent.report(anAct(), aClosure(elsewhere));
    const before = await recorded();
    const typed = fields({ effect: 'modified-service', modes: ['car'] });
    const correct = (more: object) =>
      anna.form(`${PAGE}/${eventId}/correct`, { ...typed, seq: '0', how: 'preview', ...more }).expect(200);
    const shown = (await correct({})).text;
    expect(visibleText(shown)).toContain('It would hit 1 family');
    expect(shown).toMatch(/value="modified-service" checked/);
    expect(visibleText((await correct({ modes: ['bus'] })).text)).toContain('it would hit nobody');
    for (const effect of ['detour', 'other', 'reduced-service'])
      await anna.form(`${PAGE}/new`, { ...typed, ...elsewhere, effect, how: 'preview' }).expect(200);
    await anna.form(`${PAGE}/new`, { ...typed, effect: 'new-service' }).expect(422);
    expect(await recorded()).toBe(before);
  });
});
