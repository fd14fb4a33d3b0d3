import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { aClosure, aStoredPoint, bookedFamilies } from '../support/closures.ts';
import { visibleText } from '../support/unsafe-words.ts';

const PAGE = '/console/crossings';

describe('the page of crossings', () => {
  let world: TestApp;
  let anna: Browser;
  let olha: Browser;
  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T15:50:00Z') });
    [anna, olha] = [await world.signIn('coordinator', 'Anna'), await world.signIn('coordinator', 'Olha')];
    await aStoredPoint(world.services.stores);
    await bookedFamilies(world.services.stores, 1);
  });
  afterAll(() => world.stop());

  const current = async () => {
    const [row] = await world.services.crossingEvent.listCurrent();
    if (!row) throw new Error('no event');
    return row;
  };
  const fields = (changes: object = {}) => aClosure(changes) as unknown as Record<string, string | string[]>;
  const pageText = async () => visibleText((await anna.get(PAGE).expect(200)).text);

  it('begins empty and offers a form with this moment on the clock of Warsaw', async () => {
    expect(await pageText()).toContain('Nothing is recorded that holds now.');
    const form = (await anna.get(`${PAGE}/new`).expect(200)).text;
    expect(form).toContain('value="16:50"');
    expect(form).toContain('on the clock of Warsaw');
  });

  it('keeps what was typed when something is missing, and says what', async () => {
    const answer = await anna
      .form(`${PAGE}/new`, fields({ source: '', crossings: [], wording: 'Bus kontrol' }))
      .expect(422);
    expect(answer.text).toContain('href="#field-crossings">Fill this in.');
    expect(answer.text).toContain('Bus kontrol');
    const wrongWay = await anna.form(`${PAGE}/new`, fields({ direction: 'to-UA' })).expect(422);
    expect(wrongWay.text).toContain('Nobody goes that way over Terespol–Brest.');
    const half = await anna.form(`${PAGE}/new`, fields({ untilDate: '2026-11-25' })).expect(422);
    expect(half.text).toContain('Give day and time, or neither.');
  });

  it('records a closure by name and tells everybody, corrects it on what stands, ends it, and the audit says by whom', async () => {
    const answer = await anna.form(`${PAGE}/new`, fields()).expect(303);
    expect(answer.headers['location']).toBe(`${PAGE}?notice=crossing-told`);
    const text = await pageText();
    for (const words of [
      'Terespol–Brest',
      'closed',
      'Tue 24 Nov, 16:40 Warsaw time',
      'reported by Anna',
      'Border guard, by phone',
    ])
      expect(text).toContain(words);
    expect(visibleText((await olha.get('/console/to-tell')).text)).toContain('A crossing on her way is closed');

    // The correction of what has changed meanwhile is refused, shows what stands, and is taken when sent again.
    const { eventId } = await current();
    await anna.form(`${PAGE}/${eventId}/correct`, fields({ effect: 'restricted', seq: '0' })).expect(303);
    const stale = await olha
      .form(`${PAGE}/${eventId}/correct`, fields({ wording: 'Olha heard more', seq: '0' }))
      .expect(409);
    expect(stale.text).toContain('Anna has corrected this event meanwhile.');
    expect(visibleText(stale.text)).toContain('Stands now: restricted');
    expect(stale.text).toContain('Olha heard more');
    expect(stale.text).toContain('name="seq" value="1"');
    await olha.form(`${PAGE}/${eventId}/correct`, fields({ wording: 'Olha heard more', seq: '1' })).expect(303);
    expect(await pageText()).toMatch(/reported by Anna.*corrected by Anna.*corrected by Olha/);

    // It ends from a moment that has come, and is kept among what is over.
    const end = { seq: '2', endedDate: '2026-11-24', source: 'Guard' };
    const early = await anna.form(`${PAGE}/${eventId}/end`, { ...end, endedTime: '18:00' }).expect(422);
    expect(early.text).toContain('That time is still to come.');
    await anna.form(`${PAGE}/${eventId}/end`, { ...end, endedTime: '16:50' }).expect(303);
    expect(await pageText()).toMatch(/Nothing is recorded that holds now.*Over, in the last 30 days.*ended by Anna/);
    const late = await olha.form(`${PAGE}/${eventId}/correct`, fields({ seq: '3' })).expect(409);
    expect(late.text).toContain('This event is over and stays as it is.');
    await anna.get(`${PAGE}/none/correct`).expect(404);

    // The audit keeps who did it, and nothing that was written.
    const entries = await world.services.stores.audit.listBetween(new Date(0), new Date('2030-01-01'));
    const acts = entries.filter(({ what }) => what.startsWith('crossing-event.'));
    const names = acts
      .filter(({ what }) => !what.endsWith('sweep'))
      .map(({ what, actor }) => `${what} ${'name' in actor ? actor.name : ''}`);
    expect(names).toEqual([
      'crossing-event.create Anna',
      'crossing-event.correct Anna',
      'crossing-event.correct Olha',
      'crossing-event.end Anna',
    ]);
    expect(JSON.stringify(acts)).not.toContain('Olha heard more');
  });
});
