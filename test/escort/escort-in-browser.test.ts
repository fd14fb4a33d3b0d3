import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { formatReference } from '../../src/case-file/codes.ts';
import { languages } from '../../src/platform/language.ts';
import { findBarriers, openBrowser, openPage, withoutBrowser } from '../support/browser.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startFeedScene, type FeedScene } from '../support/feed-scene.ts';

if (withoutBrowser !== undefined) console.warn(`The escort’s page in a browser was ${withoutBrowser}`);

(withoutBrowser === undefined ? describe : describe.skip)('an escort’s page on a phone of 360 by 640', () => {
  let scene: FeedScene;
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    scene = await startFeedScene(testClock('2026-11-26T10:00:00Z'));
    server = createServer(scene.home.app as Parameters<typeof createServer>[1]).listen(0, 'localhost');
    browser = await openBrowser();
  }, 30_000);
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await scene.home.stop();
  });

  it.each(languages)('is touched without script, overflows nowhere and bars nobody (%s)', async (language) => {
    const { escortLinks, escort } = scene.home.services;
    const person = { name: 'Olena', phone: '+380 00 000 0000', zone: 'Europe/Kyiv', crossingIds: [] };
    await escort.edit(anAct(), scene.escortId, { ...person, language });
    const slot = await scene.addSlot();
    const families = [await scene.addCase(), await scene.addCase()];
    for (const family of families) await scene.addBooking(slot, family);
    const link = new URL(escortLinks.build({ feedId: scene.feedId, slotId: slot._id })).pathname;
    const address = `http://localhost:${(server.address() as AddressInfo).port}${link}`;

    const touched = await openPage(browser, 'phone', { script: false });
    await touched.goto(address);
    await touched.locator('button[value="there"]').click();
    await touched.locator('button[value="with-me"]').first().click();
    await touched.locator('button[value="cannot-come"]').click();
    const said = await scene.home.services.stores.escortWords.listOfSlots([slot._id]);
    const first = families.map(({ reference }) => formatReference(reference)).sort()[0];
    expect(said.map(({ kind }) => kind)).toEqual(['there', 'with-me', 'cannot-come']);
    expect(await touched.locator('.note').first().textContent()).toContain(first);

    const page = await openPage(browser, 'phone');
    await page.goto(address);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
  });
});
