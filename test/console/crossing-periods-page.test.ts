import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { aClosure } from '../support/closures.ts';
import { visibleText } from '../support/unsafe-words.ts';

const PAGE = '/console/crossings';
const NIGHTS = ['2026-11-26 22:00 – 2026-11-27 06:00', '2026-11-27 22:00 – 2026-11-28 06:00'];

describe('an event of several nights, on the pages of the desk', () => {
  let world: TestApp;
  let anna: Browser;
  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T15:50:00Z') });
    anna = await world.signIn('coordinator', 'Anna');
  });
  afterAll(() => world.stop());

  const fields = (changes: object = {}) =>
    aClosure({
      ...{ fromDate: '2026-11-25', fromTime: '22:00', untilDate: '2026-11-26', untilTime: '06:00' },
      ...{ again: NIGHTS.join('\r\n'), publishDate: '2026-11-25', publishTime: '12:00' },
      ...{ appliesTo: 'others-than-citizens', countries: 'eu, UA', cause: 'works', ...changes },
    }) as unknown as Record<string, string>;

  it('is recorded as one event a night, each shown, corrected and ended by itself', async () => {
    const shown = await anna.form(`${PAGE}/new`, { ...fields(), how: 'preview' }).expect(200);
    expect(shown.text).toContain(NIGHTS[1]);
    await anna.form(`${PAGE}/new`, fields()).expect(303);
    const text = visibleText((await anna.get(PAGE).expect(200)).text);
    for (const words of [
      'from Wed 25 Nov, 22:00 Warsaw time until Thu 26 Nov, 06:00 Warsaw time',
      'from Fri 27 Nov, 22:00 Warsaw time until Sat 28 Nov, 06:00 Warsaw time',
      'everybody but citizens of EU, UA',
      'On her page from Wed 25 Nov, 12:00 Warsaw time',
      'Why works',
    ])
      expect(text).toContain(words);
    const rows = await world.services.crossingEvent.listCurrent();
    expect(rows).toHaveLength(3);
    const last = rows.find(({ event }) => event.from === '2026-11-27T21:00Z');
    const form = (await anna.get(`${PAGE}/${last?.eventId ?? ''}/correct`).expect(200)).text;
    for (const words of ['value="2026-11-27"', 'value="EU, UA"', 'value="12:00"', '<option value="works" selected>'])
      expect(form).toContain(words);
    expect(form).not.toContain('And again');
  });

  it('keeps what was typed where a line is no period, and says which', async () => {
    const before = await world.services.crossingEvent.list();
    const answer = await anna.form(`${PAGE}/new`, fields({ again: `${NIGHTS[0]}\r\neach night` })).expect(422);
    expect(answer.text).toContain('“each night” is no period');
    expect(answer.text).toContain(`${NIGHTS[0]}\r\neach night`);
    expect(await world.services.crossingEvent.list()).toEqual(before);
  });
});
