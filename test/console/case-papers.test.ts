import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { visibleText } from '../support/unsafe-words.ts';
import { aCase, aDesk, anOpenSlot } from './desk-setup.ts';

interface Listed {
  papers: { paperId: string; checked?: { by: string; at: string } }[];
}

describe('the papers of a journey', () => {
  let world: TestApp;
  let anna: Browser;
  let desk: Awaited<ReturnType<typeof aDesk>>;
  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T08:00:00Z') });
    anna = await world.signIn('coordinator', 'Anna');
    desk = await aDesk(world);
  });
  afterAll(() => world.stop());
  let caseFileId: string;
  let address: string;
  beforeEach(async () => {
    ({ caseFileId } = await aCase(world));
    await world.services.intake.correct(anAct(), caseFileId, { nationality: 'RU' });
    address = `/console/cases/${caseFileId}`;
  });

  const listed = async (): Promise<Listed['papers']> =>
    ((await anna.get(`/api/v1/case-files/${caseFileId}/papers`).expect(200)).body as Listed).papers;
  const slotOn = (date: string) => anOpenSlot(world, desk, { date });

  it('are those that her way asks of her citizenship at its time, and none of them a copy of anything', async () => {
    expect((await listed()).map(({ paperId }) => paperId)).toEqual([
      ...[
        'pl-entry-category',
        'pl-ru-ban',
        'pl-nonbiometric',
        'eu-single-entry',
        'ua-passport',
        'ua-biometric',
        'ua-visa',
      ],
    ]);
    await world.services.intake.correct(anAct(), caseFileId, { nationality: 'LT' });
    expect(await listed()).toEqual([]);
    expect(visibleText((await anna.get(`${address}/papers`)).text)).toContain('Nothing is documented');
  });

  it('are ticked by whoever went through them with her, in her name; the others stay as they are', async () => {
    const page = (await anna.get(`${address}/papers`).expect(200)).text;
    expect(visibleText(page)).toContain('Ask for no copy and no photo');
    await anna.form(`${address}/papers`, {}).expect(422);
    const sent = await anna.form(`${address}/papers`, { papers: ['ua-visa', 'ua-passport'] }).expect(303);
    expect(sent.headers['location']).toBe(`${address}?notice=papers`);
    const checked = (await listed()).filter((each) => each.checked);
    expect(checked.map(({ paperId, checked: by }) => [paperId, by?.by])).toEqual([
      ['ua-passport', 'Anna'],
      ['ua-visa', 'Anna'],
    ]);
    await anna.form(`${address}/papers`, { papers: ['ua-biometric'] }).expect(303);
    expect((await listed()).filter((each) => each.checked)).toHaveLength(3);
    expect(visibleText((await anna.get(`${address}/papers`)).text)).toMatch(/Anna has gone through it with her, 09:00/);
  });

  it('are refused where nothing on her way asks for them', async () => {
    const answer = await anna.post(`/api/v1/case-files/${caseFileId}/papers`, { papers: ['mrg'] }).expect(422);
    expect(answer.body).toMatchObject({ type: 'urn:homeward:problem:paper-not-asked' });
  });

  it('that let her in once speak against a booking, until somebody has gone through it with her', async () => {
    const slotId = await slotOn('2026-12-05');
    const book = () => anna.post(`/api/v1/slots/${slotId}/bookings`, { caseFileId, hold: true });
    const codes = async (): Promise<string[]> => {
      const { concerns = [] } = (await book().expect(409)).body as { concerns?: { code: string }[] };
      return concerns.map(({ code }) => code);
    };
    expect(await codes()).toContain('single-entry');
    await anna.post(`/api/v1/case-files/${caseFileId}/papers`, { papers: ['eu-single-entry'] }).expect(200);
    expect(await codes()).not.toContain('single-entry');
  });
});
