import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aClosure, anEnd, nobodyFromBelarus } from '../support/closures.ts';
import { visibleText } from '../support/unsafe-words.ts';
import { aCase, aDesk, anOpenSlot } from './desk-setup.ts';

interface Listed {
  journeys: { caseFileId: string; reasons: { code: string; eventId?: string }[]; remedy?: { slotId: string } }[];
}

describe('what is now wrong, at the desk', () => {
  let world: TestApp;
  let anna: Browser;
  let desk: Awaited<ReturnType<typeof aDesk>>;
  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T08:00:00Z') });
    anna = await world.signIn('coordinator', 'Anna');
    desk = await aDesk(world);
  });
  afterAll(() => world.stop());

  const slotOn = (date: string) => anOpenSlot(world, desk, { date });
  const page = async () => visibleText((await anna.get('/console/wrong').expect(200)).text);
  const wrongOf = async (caseFileId: string) =>
    ((await anna.get('/api/v1/wrong-journeys').expect(200)).body as Listed).journeys.find(
      (each) => each.caseFileId === caseFileId,
    );

  it('is nothing until a border closes under somebody, then her, why, and what would put it right', async () => {
    const { caseFileId } = await aCase(world);
    const [hers, later] = [await slotOn('2026-12-01'), await slotOn('2026-12-20')];
    await world.services.booking.book(anAct(), hers, { caseFileId, hold: false });
    expect(await page()).toContain('Everybody who is booked can go as it stands.');
    const { eventId } = await world.services.crossingEvent.report(anAct(), nobodyFromBelarus());
    expect(await wrongOf(caseFileId)).toMatchObject({
      reasons: [{ code: 'crossing-closed', eventId }],
      remedy: { slotId: later },
    });
    expect(await page()).toMatch(
      /Terespol–Brest is closed when she comes there: “.*”\. Sun 20 Dec, 14:30 Kyiv time at Medyka–Shehyni, .*It is proposed within a minute/,
    );
    await world.services.crossingEvent.end(anAct(), eventId, anEnd);
    expect(await wrongOf(caseFileId)).toBeUndefined();
  });

  it('holds a rule for some citizens against those whom it concerns, once her citizenship is known', async () => {
    const [ours, theirs] = [await aCase(world), await aCase(world)];
    await world.services.intake.correct(anAct(), theirs.caseFileId, { nationality: 'RU' });
    for (const [{ caseFileId }, date] of [
      [ours, '2026-12-03'],
      [theirs, '2026-12-05'],
    ] as const)
      await world.services.booking.book(anAct(), await slotOn(date), {
        ...{ caseFileId, hold: false, acknowledgedReason: 'They know' },
      });
    const { eventId } = await world.services.crossingEvent.report(
      anAct(),
      aClosure({ fromDate: '2026-11-25', appliesTo: 'citizens', countries: ['RU'] }),
    );
    expect(await wrongOf(ours.caseFileId)).toBeUndefined();
    expect(await wrongOf(theirs.caseFileId)).toMatchObject({ reasons: [{ eventId }] });
    await world.services.crossingEvent.end(anAct(), eventId, anEnd);
  });
});
