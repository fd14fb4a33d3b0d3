import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { Language } from '../../src/platform/language.ts';
import type { Banner } from '../../src/platform/page.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { startTestApp, type TestApp } from './app.ts';
import { openBrowser, openPage } from './browser.ts';
import { anAct } from './builders.ts';
import { giveLink } from './caller-check.ts';
import { testClock } from './clock.ts';
import { aBookedCase } from './traveller.ts';

/** The service behind a real address, and a browser that is a phone of 360 by 640. */
export interface HerPhone {
  world: TestApp;
  address(path: string): string;
  openPage(options?: { script?: boolean }): Promise<Page>;
  /** Her page, opened by her link: of a family with a place of its own, in that language, at that slot. */
  openHers(language?: Language, slot?: Partial<Slot>): Promise<{ page: Page; token: string }>;
  stop(): Promise<void>;
}

export async function startHerPhone({ banners = [] }: { banners?: readonly Banner[] } = {}): Promise<HerPhone> {
  const world = await startTestApp({ clock: testClock('2026-11-24T10:00:00Z'), banners });
  await world.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  const server = createServer(world.app as Parameters<typeof createServer>[1]).listen(0, 'localhost');
  const browser = await openBrowser();
  const address = (path: string): string => `http://localhost:${(server.address() as AddressInfo).port}${path}`;
  return {
    world,
    address,
    openPage: (options) => openPage(browser, 'phone', options),
    openHers: async (language = 'en', slot = {}) => {
      const { _id } = await aBookedCase(world, { language }, slot);
      const { token } = await giveLink(world, _id);
      const page = await openPage(browser, 'phone');
      await page.goto(address(`/i#${token}`));
      await page.waitForURL(address('/way'));
      return { page, token };
    },
    stop: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
      await world.stop();
    },
  };
}

/** Which of these parts of a page do not stand wholly within its first 640 px. */
export async function belowFirstScreen(page: Page, parts: readonly string[]): Promise<string[]> {
  const boxes = await Promise.all(parts.map((part) => page.locator(part).first().boundingBox()));
  return parts.filter((_, at) => {
    const box = boxes[at];
    return !box || box.y + box.height > 640;
  });
}
