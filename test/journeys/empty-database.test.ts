import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage, recordCheck, sendForm, withoutBrowser } from '../support/browser.ts';
import { freePort, npmStart, type Started } from '../support/npm-start.ts';
import { spawnProgram } from '../support/spawned.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const POINT = {
  crossingId: 'pl-ua-dorohusk',
  side: 'polish',
  name: 'Dorohusk, bus stop',
  descriptionEn: 'At the bus stop before the border.',
  descriptionUk: 'На зупинці перед кордоном.',
  descriptionRu: 'На остановке перед границей.',
};
const PATH = {
  hub: 'minsk',
  mode: 'bus',
  entryCrossing: 'by-pl-terespol',
  exitCrossing: 'pl-ua-dorohusk',
  exitMode: 'bus',
};
const inDays = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);

if (withoutBrowser !== undefined) console.warn(`The journey on an empty database was ${withoutBrowser}`);

(withoutBrowser === undefined ? describe : describe.skip)(
  'an empty database, from the first invitation to her page',
  () => {
    let engine: TestEngine;
    let environment: Record<string, string>;
    let home: Started;
    let browser: Browser;
    let desk: Page;

    beforeAll(async () => {
      engine = await startTestEngine();
      const port = String(await freePort());
      environment = { MONGODB_URI: `${engine.uri}/homeward`, MASTER_KEY: randomBytes(32).toString('hex'), PORT: port };
      [home, browser] = await Promise.all([npmStart(environment), openBrowser()]);
      desk = await openPage(browser, 'desk');
    }, 120_000);
    afterAll(async () => {
      await browser.close();
      await home.stop();
      await engine.stop();
    }, 30_000);

    const at = (path: string): Promise<unknown> => desk.goto(new URL(path, home.link('guide')).href);
    const text = (): Promise<string> => desk.locator('main').innerText();

    it('prints the guide’s link and how to invite, and fills in nobody', () => {
      expect(home.said()).toContain('npm run admin -- invite NAME --role administrator');
      expect(home.said()).not.toMatch(/console +http/);
    });

    it('lets in the first administrator, whom the command line invites', async () => {
      const command = spawnProgram('src/admin.ts', environment, ['invite', 'Vira', '--role', 'administrator']);
      const [link] = await command.says(/http\S+\/sign-in\/\S+/);
      expect(await command.ended).toBe(0);
      await desk.goto(link);
      await desk.getByRole('button', { name: /sign in/i }).click();
      await desk.waitForURL('**/console');
      expect(await text()).toMatch(/contact|number/i);
    });

    it('takes a contact, a meeting point, an escort and a series, which plans its slots', async () => {
      await at('/console/contacts');
      await sendForm(desk, { phone: '+48 000 000 001', hours: '24/7' }, 'Enter and verify');
      await at('/console/meeting-points/new');
      await sendForm(desk, POINT, 'Save the meeting point');
      await at('/console/meeting-points');
      await desk.getByRole('button', { name: /verif/i }).first().click();
      await at('/console/escorts/new');
      await sendForm(desk, { name: 'Taras', phone: '+380 00 000 0001', language: 'uk' }, 'Enter the escort');
      await at('/console/series/new');
      await desk.locator('[name="meetingPointId"]').selectOption({ index: 1 });
      await desk.locator('[name="escortId"]').selectOption({ index: 1 });
      const weekday = String(new Date(Date.now() + 5 * 86_400_000).getUTCDay() || 7);
      const series = {
        weekdays: weekday,
        localTimes: '09:00',
        capacity: '3',
        validFrom: inDays(0),
        validTo: inDays(60),
      };
      await sendForm(desk, series, 'Save and plan');
      expect(desk.url()).toContain('/console/series');
    });

    it('takes a family from the call to a booked place and her page', async () => {
      await at('/console/cases/new');
      await sendForm(desk, { language: 'uk', channel: 'phone', nationality: 'PL' }, 'Open the case file');
      const caseUrl = desk.url().split('?')[0] ?? '';
      await desk.goto(`${caseUrl}/proof`);
      await sendForm(desk, { confirmedBy: 'Bureau', reference: 'B-1' }, 'Record the proof');
      await desk.goto(`${caseUrl}/path`);
      await sendForm(desk, PATH, 'Choose this path');
      await desk.goto(`${caseUrl}/book`);
      await desk.locator('input[name="slotId"]').first().check();
      await sendForm(desk, {}, 'Book this place');
      expect(await text()).toContain('booked');
      await recordCheck(desk, caseUrl);
      await sendForm(desk, {}, 'Give her a link');
      const link = await desk.getByLabel('Her link').inputValue();
      const phone = await openPage(browser, 'phone', { locale: 'uk-UA' });
      await phone.goto(link);
      await phone.waitForURL('**/way');
      const page = await phone.locator('main').innerText();
      expect(page).toContain('09:00');
      expect(page).toContain('+48 000 000 001');
    });
  },
);
