import type { Browser } from 'playwright-core';
import type { Random } from '../trials/random.ts';
import { startTestApp, type TestApp } from './app.ts';
import { aHousehold, type Household } from './household.ts';
import { listTextFields, type TextField } from './right-requests.ts';
import { listenTo, type Listening } from './listen.ts';
import { startLooking, type Looker } from './markup-in-browser.ts';
import { listMarkup, packMarkup } from './markup.ts';
import { fillPath, nounsOf } from './named-things.ts';
import { listRoutes } from './routes.ts';

export interface MarkupDose {
  strings: number;
  /** How often every text field is written to. */
  rounds: number;
  /** How many pages of the desk are looked at, at most. */
  pages: number;
  /** How many pages' forms are sent with markup in every field. */
  forms: number;
}

export interface MarkupResult {
  strings: number;
  fields: number;
  stored: number;
  /** Strings that a browser read on some page. */
  shown: number;
  pages: number;
  forms: number;
  faults: string[];
}

/** Stores markup through every text field and looks at every page in a real browser. */
export async function tryMarkup(browser: Browser, random: Random, dose: MarkupDose): Promise<MarkupResult> {
  const home = await startTestApp();
  const listening = await listenTo(home.app);
  const own = await aHousehold(home, 'Ownhouse');
  const strings = listMarkup(random, dose.strings);
  const staff = (await home.signIn('administrator', 'Ada Desk')).cookie;
  const fields = listTextFields(home.endpoints, own, { staff, traveller: own.cookies.traveller });
  const stored = await storeAll(listening, fields, strings, dose.rounds);
  const lookers = await lookAround(browser, { home, listening, own, staff, strings }, dose);
  const looked = lookers.map((each) => each.looked);
  for (const each of lookers) await each.close();
  listening.close();
  await home.stop();
  const sum = (of: (one: Looker['looked']) => number): number => looked.reduce((total, one) => total + of(one), 0);
  return {
    ...{ strings: strings.length, fields: fields.length, stored: stored.size },
    shown: new Set(looked.flatMap(({ seen }) => [...seen])).size,
    pages: sum(({ pages }) => pages),
    forms: sum(({ forms }) => forms),
    faults: looked.flatMap(({ faults }) => faults),
  };
}

/** Every field in turn takes the next strings that fit into it. Gives those that some field took. */
async function storeAll(
  listening: Listening,
  fields: readonly TextField[],
  strings: readonly string[],
  rounds: number,
): Promise<Set<string>> {
  const stored = new Set<string>();
  const left = [...strings];
  for (let round = 0; round < rounds; round += 1) {
    for (const field of fields) {
      const { text, packed } = packMarkup(left, field.room);
      if (packed.length === 0) continue;
      const { status } = await listening.send(field.send({ kind: 'text', value: text }));
      if (status < 400) for (const each of packed) stored.add(each);
    }
  }
  return stored;
}

interface Place {
  home: TestApp;
  listening: Listening;
  own: Household;
  staff: string;
  strings: readonly string[];
}

/** As the desk, as a traveller, and as nobody: with an escort's link, and what the guide shows. */
async function lookAround(browser: Browser, place: Place, { pages, forms }: MarkupDose): Promise<Looker[]> {
  const { home, listening, own, staff, strings } = place;
  const base = `http://localhost:${listening.port}`;
  const routes = listRoutes(home.app).filter(
    ({ method, path }) => method === 'get' && !/^\/api|\.ics$|^\/sign-in/.test(path),
  );
  const addressesFor = (wanted: readonly string[]): string[] =>
    routes
      .filter(({ access }) => wanted.includes(access ?? ''))
      .map(({ path }) =>
        fillPath(
          path,
          nounsOf(path).map((noun) => own.ids[noun]),
        ),
      );
  const start = (cookie: string): Promise<Looker> => startLooking(browser, base, cookie, () => strings);
  const desk = await start(staff);
  const ofDesk = addressesFor(['coordinator', 'administrator']);
  await desk.crawl(ofDesk, pages);
  // Pages of a form first: their posts go where they stand.
  const formPages = ofDesk.filter((address) =>
    /\/(new|edit|correct|proof|path|place|end|check|cancel|clear|shift|contacts|desk)$/.test(address),
  );
  for (const address of formPages.slice(0, forms)) await desk.sendForms(address, strings.slice(0, 20).join(' '));
  const hers = await start(own.cookies.traveller);
  await hers.crawl(addressesFor(['traveller']), pages);
  const anybody = await start('');
  await anybody.crawl(addressesFor(['public']), pages);
  await anybody.sendForms('/i', strings.slice(0, 20).join(' '));
  return [desk, hers, anybody];
}
