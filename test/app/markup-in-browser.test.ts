import { expect, it } from '@jest/globals';
import { openBrowser, withoutBrowser } from '../support/browser.ts';
import { tryMarkup } from '../support/markup-trial.ts';
import { randomOf } from '../trials/random.ts';

if (withoutBrowser !== undefined) console.warn(`Markup in a browser was ${withoutBrowser}`);

(withoutBrowser === undefined ? it : it.skip)(
  'markup typed into every text field makes no element, runs nothing and breaks no policy on any page',
  async () => {
    const browser = await openBrowser();
    const { faults, ...done } = await tryMarkup(browser, randomOf(20_261_124), {
      ...{ strings: 50, rounds: 1, pages: 45, forms: 8 },
    });
    await browser.close();
    expect(faults).toEqual([]);
    expect(done.fields).toBeGreaterThan(40);
    // It is there to be seen: a page that shows nothing would pass too.
    expect(done.shown).toBeGreaterThan(40);
    expect(done.forms).toBeGreaterThan(4);
  },
  120_000,
);
