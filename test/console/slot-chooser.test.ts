import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aClosure, anEnd } from '../support/closures.ts';
import { visibleText } from '../support/unsafe-words.ts';
import { aCase, aDesk, anOpenSlot } from './desk-setup.ts';

/** A slot as the API gives it. */
interface Reached {
  slotId: string;
  reasons: { code: string }[];
  way?: { leave?: { latest: string; usual: string }; arrival?: object; risks: { code: string }[] };
}

describe('choosing a slot for a family', () => {
  let world: TestApp;
  let anna: Browser;
  let desk: Awaited<ReturnType<typeof aDesk>>;
  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T08:00:00Z') });
    anna = await world.signIn('coordinator', 'Anna');
    desk = await aDesk(world);
  });
  afterAll(() => world.stop());
  let family: Awaited<ReturnType<typeof aCase>>;
  beforeEach(async () => {
    family = await aCase(world);
  });

  const slotOn = (date: string, time = '14:30') => anOpenSlot(world, desk, { date, time });
  const listed = async (): Promise<Reached[]> =>
    ((await anna.get(`/api/v1/case-files/${family.caseFileId}/slots`).expect(200)).body as { slots: Reached[] }).slots;
  const of = async (slotId: string) => (await listed()).find((each) => each.slotId === slotId);
  const page = async () => visibleText((await anna.get(`/console/cases/${family.caseFileId}/book`).expect(200)).text);

  it('puts those first that she can reach, with when she leaves; of the others it says why not', async () => {
    const [tomorrow, later] = [await slotOn('2026-11-25'), await slotOn('2026-12-05')];
    expect((await of(later))?.reasons).toEqual([]);
    expect(Date.parse((await of(later))?.way?.leave?.latest ?? '')).toBeGreaterThan(world.clock.now().getTime());
    expect((await of(tomorrow))?.reasons).toEqual([{ code: 'too-late' }]);
    const ids = (await listed()).map(({ slotId }) => slotId);
    expect(ids.indexOf(later)).toBeLessThan(ids.indexOf(tomorrow));
    const text = await page();
    expect(text).toMatch(/she leaves by .* Minsk time at the latest, as usual by .* Minsk time/);
    expect(text).toMatch(/only if you know better She would come too late, even if she set out now\./);
    const another = await aCase(world);
    await world.services.booking.book(anAct(), later, { caseFileId: another.caseFileId, hold: false });
    expect((await of(later))?.reasons).toMatchObject([{ code: 'not-enough-seats' }]);
    expect(await page()).toMatch(/\d+ more, and why not .*No seat is left and her party needs 1/);
  });

  it('says by which event a crossing is closed when she would come there, and which other way there is', async () => {
    const slotId = await slotOn('2026-12-09');
    const { eventId } = await world.services.crossingEvent.report(anAct(), aClosure({ fromDate: '2026-12-01' }));
    expect((await of(slotId))?.reasons).toEqual([{ code: 'crossing-closed', crossing: 'by-pl-terespol', eventId }]);
    expect(await page()).toMatch(
      /Terespol–Brest is closed when she comes there: “.*”\. There is a way .* over Medyka–Shehyni/,
    );
    await world.services.crossingEvent.end(anAct(), eventId, anEnd);
    expect((await of(slotId))?.reasons).toEqual([]);
  });

  it('counts from where she is, once she has set out', async () => {
    const soon = await slotOn('2026-11-26');
    await world.services.booking.book(anAct(), await slotOn('2026-12-12'), { ...family, hold: false });
    await world.services.progress.recordProgress(anAct(), family.caseFileId, {
      state: 'travelling',
      saidBy: 'herself',
    });
    const found = await of(soon);
    expect(found?.way).not.toHaveProperty('leave');
    expect(found?.reasons).toEqual([]);
    expect(found?.way?.arrival).toBeDefined();
  });

  it('leaves an entry in the audit that her case file was read', async () => {
    await listed();
    const entries = await world.database.connection
      .collection('audit')
      .find({ 'which.caseFileId': family.caseFileId })
      .toArray();
    expect(entries.map(({ what }) => what as string)).toContain('case-file.read');
  });

  it('takes what was reported of a wait for the days that it speaks of', async () => {
    const soon = await slotOn('2026-11-27', '09:30');
    const before = (await of(soon))?.way?.leave?.usual;
    for (const seenTime of ['06:00', '07:00', '08:00'])
      await world.services.observation.reportWait(anAct(), {
        ...{ crossing: 'pl-ua-medyka', direction: 'to-UA', mode: 'foot', minutes: 1, seenDate: '2026-11-24', seenTime },
        source: 'Olena',
      });
    const after = (await of(soon))?.way?.leave?.usual;
    expect(before !== undefined && after !== undefined && after > before).toBe(true);
  });
});
