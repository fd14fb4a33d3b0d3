import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  findBarriers,
  follow,
  openBrowser,
  openPage,
  recordCheck,
  sendForm,
  withoutBrowser,
} from '../support/browser.ts';
import { readFeed } from '../support/feed-reader.ts';
import { belowFirstScreen } from '../support/her-phone.ts';
import { freePort, npmStart, type Started } from '../support/npm-start.ts';

const REASON = 'she holds a residence card';

if (withoutBrowser !== undefined) console.warn(`The journey in a browser was ${withoutBrowser}`);

(withoutBrowser === undefined ? describe : describe.skip)(
  'a new family in a browser, by the printed links alone',
  () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'homeward-journey-'));
    let home: Started;
    let browser: Browser;
    let desk: Page;
    let phone: Page;
    let caseUrl = '';
    let reference = '';

    beforeAll(async () => {
      const port = String(await freePort());
      [home, browser] = await Promise.all([npmStart({ PORT: port, DATA_DIR: dataDir }), openBrowser()]);
      desk = await openPage(browser, 'desk');
      phone = await openPage(browser, 'phone', { locale: 'ru-RU' });
    }, 240_000);
    afterAll(async () => {
      await browser.close();
      expect(await home.stop()).toBe(0);
      rmSync(dataDir, { recursive: true, force: true });
    }, 30_000);

    /** Starts of the events that name her, as the escort's phone reads them. */
    const inFeed = async (): Promise<string[]> => {
      const { events } = readFeed(await (await fetch(home.link('escort'))).text());
      return events
        .filter(({ description }) => description.includes(reference))
        .map(({ start }) => start.toISOString());
    };
    const book = async (button: string): Promise<void> => {
      // The latest: beside the earliest her page may say, at some hours of the day, that she should be on her way.
      await desk.locator('input[name="slotId"]').last().check();
      await sendForm(desk, {}, button);
      // Russian papers meet a rule at every border into Poland: she is asked to have seen it.
      if (await desk.locator('[name="acknowledgedReason"]').isVisible())
        await sendForm(desk, { seen: 'yes', acknowledgedReason: REASON }, button);
    };

    it('signs in by the one-time link, which then works no more', async () => {
      await desk.goto(home.link('console'));
      await desk.getByRole('button', { name: /sign in/i }).click();
      await desk.waitForURL('**/console');
      const again = await openPage(browser, 'desk');
      await again.goto(home.link('console'));
      expect(await again.getByRole('button', { name: /sign in/i }).count()).toBe(0);
      await again.context().close();
    });

    it('opens a case file, records the proof, chooses the path', async () => {
      await desk.goto(new URL('/console/cases/new', home.link('guide')).href);
      await sendForm(
        desk,
        { language: 'ru', channel: 'phone', travellerName: 'Example Journey', nationality: 'RU' },
        'Open the case file',
      );
      caseUrl = desk.url().split('?')[0] ?? '';
      reference = /\d{3}-\d{4}/.exec(await desk.locator('h1').innerText())?.[0] ?? '';
      expect(reference).toMatch(/^\d{3}-\d{4}$/);
      await follow(desk, 'Record the proof');
      await sendForm(desk, { confirmedBy: 'Example bureau', reference: 'EX-99' }, 'Record the proof');
      await desk.goto(`${caseUrl}/path`);
      const path = {
        hub: 'minsk',
        mode: 'bus',
        entryCrossing: 'by-pl-kuznica',
        exitCrossing: 'pl-ua-medyka',
        exitMode: 'foot',
      };
      await sendForm(desk, path, 'Choose this path');
      expect(await desk.locator('main').innerText()).toContain('takes no buses');
      await sendForm(desk, { entryCrossing: 'by-pl-terespol' }, 'Choose this path');
      expect(desk.url()).toContain(caseUrl);
    });

    it('books her; the escort’s calendar shows her reference, and never her name', async () => {
      await desk.goto(`${caseUrl}/book`);
      await book('Book this place');
      expect(await desk.locator('main').innerText()).toContain('booked');
      const shown = await inFeed();
      expect(shown).toHaveLength(1);
      expect(await (await fetch(home.link('escort'))).text()).not.toContain('Example Journey');
    });

    it('gives her a link; her page shows time, place, side, word and number on its first screen', async () => {
      await recordCheck(desk, caseUrl);
      await sendForm(desk, {}, 'Give her a link');
      const link = await desk.getByLabel('Her link').inputValue();
      await phone.goto(link);
      await phone.waitForURL('**/way');
      expect(phone.url()).not.toContain('#');
      const text = await phone.locator('main').innerText();
      expect(text).toContain(reference);
      expect(await belowFirstScreen(phone, ['main .when', 'main .word', 'main a[href^="tel:"]'])).toEqual([]);
    });

    it('keeps nobody out who sees little or uses no mouse', async () => {
      expect(await findBarriers(phone)).toEqual([]);
      for (const path of [
        '/console',
        '/console/to-tell',
        '/console/slots',
        '/console/cases',
        '/console/escorts',
        '/en',
        '/uk',
        '/ru',
      ]) {
        await desk.goto(new URL(path, home.link('guide')).href);
        expect([path, await findBarriers(desk)]).toEqual([path, []]);
      }
    });

    it('moves her to another day: calendar and page change; and cancels her', async () => {
      const [before] = await inFeed();
      await desk.goto(caseUrl);
      await follow(desk, 'Move');
      await book('Move the booking');
      const [after] = await inFeed();
      expect(after).toBeDefined();
      expect(after).not.toBe(before);
      await phone.reload();
      expect(await phone.locator('main').innerText()).toMatch(/Изменилось|Изменено|было|Было/);
      await desk.goto(caseUrl);
      await follow(desk, 'Cancel');
      await sendForm(desk, { reason: 'she called' }, 'Cancel the booking');
      expect(await inFeed()).toEqual([]);
      await phone.reload();
      expect(await phone.locator('.when').count()).toBe(0);
    });

    it('opens her page without script, by the code of her card', async () => {
      await desk.goto(caseUrl);
      await sendForm(desk, {}, 'Print a card');
      const code = /(\d{4} ){4}\d{4}/.exec(await desk.locator('main').innerText())?.[0] ?? '';
      const plain = await openPage(browser, 'phone', { script: false, locale: 'uk-UA' });
      await plain.goto(new URL('/i', home.link('guide')).href);
      await plain.locator('[name="code"]').fill(code);
      await plain.locator('form:has([name="code"]) button').click();
      await plain.waitForURL('**/way');
      expect(await plain.locator('main').innerText()).toContain(reference);
      await plain.context().close();
    });
  },
);
