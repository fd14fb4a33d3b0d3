import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openCaseSchema } from '../../src/case-file/case-file.ts';
import { formatReference } from '../../src/case-file/codes.ts';
import type { PathChoice } from '../../src/route/path.ts';
import { resolveLocal } from '../../src/platform/zone-time.ts';
import { startTestApp, PUBLIC_URL, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { giveLink } from '../support/caller-check.ts';
import { testClock } from '../support/clock.ts';
import { readFeed } from '../support/feed-reader.ts';

const MEDYKA: PathChoice = {
  ...{ hub: 'minsk', mode: 'bus', entryCrossing: 'by-pl-terespol' },
  ...{ exitCrossing: 'pl-ua-medyka', exitMode: 'foot' },
};
const BUDOMIERZ: PathChoice = { ...MEDYKA, exitCrossing: 'pl-ua-budomierz', exitMode: 'car' };

/** One family of the night, with her phone. */
export interface Traveller {
  caseFileId: string;
  reference: string;
  /** What her message holds, on the address of this night's server. */
  link: string;
  phone: Page;
}

export interface Accompanying {
  escortId: string;
  feed: string;
  phone: Page;
}

/** The whole service in a browser for a night, on a clock that reads as the desk's does. */
export interface Night {
  app: TestApp;
  address(path: string): string;
  /** Sets the clock: an evening hour is of 24 November 2026, a morning hour of the 25th, in Warsaw. */
  at(time: string): void;
  coordinator(name: string): Promise<Page>;
  /** Opens a page of the console on which somebody already is. */
  open(page: Page, path: string): Promise<string>;
  meetingPoint(crossingId: string): Promise<string>;
  escort(name: string, language: 'uk' | 'en'): Promise<Accompanying>;
  slot(place: { meetingPointId: string; escortId: string }, date: string, time: string): Promise<string>;
  family(exit: 'medyka' | 'budomierz', slotId: string, setOut?: string): Promise<Traveller>;
  /** Her phone opens her link; what was open in it before is forgotten after two days. */
  openLink(traveller: Pick<Traveller, 'link' | 'phone'>): Promise<void>;
  /** The events of an escort's calendar, as his phone fetches them now. */
  calendar(escort: Accompanying): Promise<ReturnType<typeof readFeed>['events']>;
  /** Opens the link that stands in his event of that slot. */
  openEvent(escort: Accompanying, slotId: string): Promise<string>;
  keep(page: Page, name: string): Promise<void>;
  stop(): Promise<void>;
}

const listen = (app: TestApp): Server =>
  createServer(app.app as Parameters<typeof createServer>[1]).listen(0, 'localhost');

export async function beginNight(): Promise<Night> {
  const clock = testClock('2026-11-20T10:00:00Z');
  const app = await startTestApp({ clock });
  await app.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  const server = listen(app);
  const browser = await openBrowser();
  const address = (path: string): string => `http://localhost:${(server.address() as AddressInfo).port}${path}`;
  const open = async (page: Page, path: string): Promise<string> => {
    await page.goto(address(path));
    return page.locator('main').innerText();
  };
  return {
    app,
    address,
    open,
    at: (time) => {
      const date = time >= '12:00' ? '2026-11-24' : '2026-11-25';
      clock.set(resolveLocal({ date, time, zone: 'Europe/Warsaw' }).instant.toISOString());
    },
    coordinator: (name) => signIn({ app, browser, address }, name),
    ...placing(app),
    ...travelling({ app, browser, address }),
    ...accompanying({ app, browser, address }, open),
    keep,
    stop: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
      await app.stop();
    },
  };
}

interface Here {
  app: TestApp;
  browser: Browser;
  address: Night['address'];
}

async function signIn({ app, browser, address }: Here, name: string): Promise<Page> {
  const act = anAct({ actor: { kind: 'admin', name: 'test' } });
  const { link } = await app.services.staff.invite(act, { name, role: 'coordinator' });
  const page = await openPage(browser, 'desk');
  await page.goto(address(link.slice(PUBLIC_URL.length)));
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.waitForURL(address('/console'));
  return page;
}

const placing = ({ services }: TestApp): Pick<Night, 'meetingPoint' | 'slot'> => ({
  meetingPoint: async (crossingId) => {
    const words = 'By the yellow kiosk, after the passport window';
    const { meetingPointId } = await services.meetingPoint.create(anAct(), {
      ...{ crossingId, side: 'ukrainian', name: 'Yellow kiosk' },
      ...{ descriptionEn: words, descriptionUk: words, descriptionRu: words },
    });
    await services.meetingPoint.verify(anAct(), meetingPointId);
    return meetingPointId;
  },
  slot: async (place, date, time) => {
    const { slotId } = await services.slot.create(anAct(), { ...place, date, time, windowMinutes: 40, capacity: 3 });
    await services.slot.open(anAct(), slotId);
    return slotId;
  },
});

const travelling = ({ app, browser, address }: Here): Pick<Night, 'family' | 'openLink'> => ({
  family: async (exit, slotId, setOut) => {
    const { services } = app;
    // A passport that Poland lets in freely: no documented rule speaks against her way.
    const facts = { travellerName: 'Halyna Example', phone: '+48 000 000 777', nationality: 'LT' };
    const input = openCaseSchema.parse({ language: 'en', channel: 'phone', ...facts });
    const { caseFileId, reference } = await services.intake.open(anAct(), input);
    const proof = { confirmedBy: 'Office', reference: 'No. 7', confirmedAt: '2026-11-10' };
    await services.progress.recordProof(anAct(), caseFileId, proof);
    await services.intake.choosePath(anAct(), caseFileId, exit === 'medyka' ? MEDYKA : BUDOMIERZ);
    await services.booking.book(anAct(), slotId, { caseFileId, hold: false });
    const { token } = await giveLink(app, caseFileId);
    if (setOut !== undefined) {
      app.clock.set(setOut);
      await services.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'she, by phone' });
    }
    const phone = await openPage(browser, 'phone');
    return { caseFileId, reference: formatReference(reference), link: address(`/i#${token}`), phone };
  },
  openLink: async ({ link, phone }) => {
    await phone.goto(link);
    await phone.waitForURL(address('/way'));
  },
});

const accompanying = (
  { app, browser, address }: Here,
  open: Night['open'],
): Pick<Night, 'escort' | 'calendar' | 'openEvent'> => {
  const calendar: Night['calendar'] = async ({ feed }) => readFeed(await (await fetch(feed)).text()).events;
  return {
    escort: async (name, language) => {
      const { escort, feedDesk } = app.services;
      const person = { name, phone: '+380 00 000 0001', language, zone: 'Europe/Kyiv', crossingIds: [] };
      const { escortId } = await escort.create(anAct(), person);
      const { url } = await feedDesk.issue(anAct(), escortId);
      return { escortId, feed: address(new URL(url).pathname), phone: await openPage(browser, 'phone') };
    },
    calendar,
    openEvent: async (escort, slotId) => {
      const event = (await calendar(escort)).find(({ uid }) => uid.startsWith(slotId));
      return open(escort.phone, new URL(event?.url ?? '').pathname);
    },
  };
};

/** `npm run screenshots` keeps the night's main moments; the test alone writes nothing. */
async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `night-${name}.png`) });
}
