import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, it, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { STATE_TEXTS } from '../../src/itinerary/state-phrases.ts';
import { languages, type Language } from '../../src/platform/language.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { giveCard, giveLink } from '../support/caller-check.ts';
import { testClock } from '../support/clock.ts';
import { openBrowser, openPage, withoutBrowser } from '../support/browser.ts';
import { aBookedCase } from '../support/traveller.ts';

if (withoutBrowser !== undefined) console.warn(`Her page in a browser was ${withoutBrowser}`);

(withoutBrowser === undefined ? describe : describe.skip)('her page on a phone of 360 by 640', () => {
  let world: TestApp;
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T10:00:00Z') });
    await world.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
    server = createServer(world.app as Parameters<typeof createServer>[1]).listen(0, 'localhost');
    browser = await openBrowser();
  }, 30_000);
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await world.stop();
  });

  const address = (path: string): string => `http://localhost:${(server.address() as AddressInfo).port}${path}`;
  async function openHers(language: Language = 'en'): Promise<{ page: Page; token: string }> {
    const { _id } = await aBookedCase(world, { language });
    const { token } = await giveLink(world, _id);
    const page = await openPage(browser, 'phone');
    await page.goto(address(`/i#${token}`));
    await page.waitForURL(address('/way'));
    return { page, token };
  }

  it('takes the token out of the address, and going back does not bring it back', async () => {
    const { page, token } = await openHers();
    expect(page.url()).toBe(address('/way'));
    await page.goBack();
    expect(page.url()).not.toContain(token);
    expect(world.logged.join('')).not.toContain(token);
  });

  it.each(languages)('holds time, place and side, word and number in the first 640 px, in %s', async (language) => {
    const { page } = await openHers(language);
    const meeting = page.locator('.meet');
    for (const part of ['.when', '.word', '.phone', 'p:has(.phone) b']) {
      const box = await meeting.locator(part).boundingBox();
      expect(box && box.y + box.height).toBeLessThanOrEqual(640);
    }
    const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wider).toBe(0);
  });

  it.each(languages)('holds time, word and number there while she should be on her way, in %s', async (language) => {
    world.clock.set('2026-11-25T12:00:00Z');
    const { page } = await openHers(language);
    world.clock.set('2026-11-24T10:00:00Z');
    expect(await page.locator('.note.warn .phone').getAttribute('href')).toBe('tel:+48000000000');
    for (const part of ['.note.warn .phone', '.when', '.meet .word']) {
      const box = await page.locator(part).first().boundingBox();
      expect(box && box.y + box.height).toBeLessThanOrEqual(640);
    }
  });

  it.each(languages)('holds word and number there when nobody came in the agreed time, in %s', async (language) => {
    world.clock.set('2026-11-26T13:20:00Z');
    const { page } = await openHers(language);
    world.clock.set('2026-11-24T10:00:00Z');
    const note = page.locator('.note.warn');
    expect(await note.textContent()).toContain(STATE_TEXTS.missed[language]);
    expect(await note.locator('.phone').getAttribute('href')).toBe('tel:+48000000000');
    for (const part of ['.note.warn', '.when', '.meet .word']) {
      const box = await page.locator(part).first().boundingBox();
      expect(box && box.y + box.height).toBeLessThanOrEqual(640);
    }
  });

  it('stands as it was when a report cannot be sent', async () => {
    const { page } = await openHers();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'I need help' }).click();
    await page.waitForTimeout(300);
    expect(page.url()).toBe(address('/way'));
    expect(await page.locator('.meet .word').textContent()).toContain('LIPA');
  });

  it('sends a report that is there, and shows that it came', async () => {
    const { page } = await openHers();
    const [answer] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: 'I need help' }).click(),
    ]);
    await answer.waitForURL(address('/way/sent'));
    expect(await answer.locator('main').textContent()).toContain('We have it.');
  });

  it('is left for a page that says nothing', async () => {
    const { page } = await openHers();
    await page.getByRole('button', { name: 'Close this page' }).click();
    await page.waitForURL(address('/closed'));
    expect(await page.locator('main').textContent()).toContain('This page is closed.');
    await page.goto(address('/way'));
    expect(await page.locator('h1').textContent()).toContain('Open the link in your message again');
  });

  it('opens without script by the code of the card', async () => {
    const { _id } = await aBookedCase(world);
    const { code } = await giveCard(world, _id);
    const page = await openPage(browser, 'phone', { script: false });
    await page.goto(address('/i'));
    await page.getByLabel('Code (for this page, tell nobody)').fill(code);
    await page.getByRole('button', { name: 'Open my page' }).click();
    await page.waitForURL(address('/way'));
    expect(await page.locator('.meet').textContent()).toContain('14:30');
  });
});
