import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, it, expect } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { languages, type Language } from '../../src/platform/language.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aBookedCase } from '../support/traveller.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const QUIET = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', ...QUIET];
const hasChromium = existsSync(CHROMIUM);
if (!hasChromium) process.stderr.write(`not run: her page in a browser (no ${CHROMIUM}: apt-get install chromium)\n`);
const inBrowser = hasChromium ? describe : describe.skip;

inBrowser('her page on a phone of 360 by 640', () => {
  let world: TestApp;
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T10:00:00Z') });
    await world.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
    server = createServer(world.app as Parameters<typeof createServer>[1]).listen(0, 'localhost');
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
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
    const { token } = await world.services.credential.issueLink(anAct(), _id);
    const page = await (await browser.newContext({ viewport: { width: 360, height: 640 } })).newPage();
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
    const { code } = await world.services.credential.issueCard(anAct(), _id);
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(address('/i'));
    await page.getByLabel('Code (for this page, tell nobody)').fill(code);
    await page.getByRole('button', { name: 'Open my page' }).click();
    await page.waitForURL(address('/way'));
    expect(await page.locator('.meet').textContent()).toContain('14:30');
  });
});
