import type { Browser, BrowserContext, Page } from 'playwright-core';
import { MARK } from './markup.ts';

/** What a browser saw of the pages that hold markup which somebody typed. */
export interface Looked {
  pages: number;
  forms: number;
  /** The strings that were read on some page, as text or in a field. */
  seen: Set<string>;
  faults: string[];
}

export interface Looker {
  looked: Looked;
  /** Opens a page and follows its links, until so many pages were looked at. */
  crawl(addresses: readonly string[], most: number): Promise<void>;
  /** Sends each form of a page with this in every text field, and looks at what comes back. */
  sendForms(address: string, text: string): Promise<void>;
  close(): Promise<void>;
}

// Planted into each page before it is parsed; the page's own policy does not bind it.
const WATCH = `window.ran = () => { window.planted = 'a script ran' };
addEventListener('securitypolicyviolation', (event) => { window.violated = event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample });`;

const READ = `(() => {
  const everything = [...document.querySelectorAll('*')];
  const made = everything.filter((each) => each.hasAttribute('${MARK}') || each.localName.includes('planted'));
  const handling = everything.filter((each) => [...each.attributes].some(({ name }) => /^on/.test(name)));
  const leading = everything.filter((each) => /^\\s*(javascript|data):/i.test(each.getAttribute('href') ?? each.getAttribute('src') ?? ''));
  const foreign = everything.filter((each) => /^(https?:)?\\/\\/example\\.org/.test(each.getAttribute('href') ?? each.getAttribute('src') ?? each.getAttribute('action') ?? ''));
  const fields = [...document.querySelectorAll('input,textarea,option')].map((each) => each.value + ' ' + each.textContent);
  return {
    faults: [
      ...[...new Set([...made, ...handling, ...leading, ...foreign])].map((each) => 'an element of input: ' + each.outerHTML.slice(0, 200)),
      ...(window.planted ? [window.planted] : []),
      ...(window.violated ? ['the policy was violated: ' + window.violated] : []),
    ],
    text: document.body.innerText + ' ' + document.body.textContent + ' ' + fields.join(' ') + ' ' + document.title,
    links: [...document.querySelectorAll('a[href]')].map((each) => each.href.split('#')[0]),
  };
})()`;

interface Read {
  faults: string[];
  text: string;
  links: string[];
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** @param strings what was stored, to tell which of it is shown */
export async function startLooking(
  browser: Browser,
  base: string,
  cookie: string,
  strings: () => readonly string[],
): Promise<Looker> {
  const context = await browser.newContext();
  await context.addInitScript(WATCH);
  await letIn(context, base, cookie);
  const page = await context.newPage();
  const looked: Looked = { pages: 0, forms: 0, seen: new Set(), faults: [] };
  page.on('dialog', (dialog) => {
    looked.faults.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const look = async (): Promise<string[]> => {
    const read = await page.evaluate<Read>(READ);
    looked.pages += 1;
    looked.faults.push(...read.faults.map((fault) => `${page.url().replace(base, '')}: ${fault}`));
    const text = flat(read.text);
    for (const each of strings()) if (text.includes(flat(each))) looked.seen.add(each);
    return read.links.filter((link) => link.startsWith(base));
  };
  return {
    looked,
    crawl: (addresses, most) => crawl(page, { base, look, most }, addresses),
    sendForms: (address, text) => sendForms(page, { base, look, looked }, address, text),
    close: () => context.close(),
  };
}

async function letIn(context: BrowserContext, base: string, cookie: string): Promise<void> {
  const [name, value] = cookie.split('=');
  if (!name || !value) return;
  const url = base.replace('http:', 'https:');
  await context.addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: 'Strict' }]);
}

/** Addresses that would end the session, and files that no browser shows. */
const LEFT_OUT = /\/(sign-out|sign-in|closed|api)|\.(ics|css|svg|png)$/;

async function crawl(
  page: Page,
  { base, look, most }: { base: string; look: () => Promise<string[]>; most: number },
  addresses: readonly string[],
): Promise<void> {
  const waiting = addresses.map((address) => `${base}${address}`);
  const known = new Set(waiting);
  for (let count = 0; count < most; count += 1) {
    const next = waiting.shift();
    if (next === undefined) return;
    await page.goto(next);
    for (const link of await look()) {
      if (known.has(link) || LEFT_OUT.test(link)) continue;
      known.add(link);
      waiting.push(link);
    }
  }
}

async function sendForms(
  page: Page,
  { base, look, looked }: { base: string; look: () => Promise<string[]>; looked: Looked },
  address: string,
  text: string,
): Promise<void> {
  await page.goto(`${base}${address}`);
  const forms = await page.evaluate<number>(`document.querySelectorAll('main form[method="post"]').length`);
  for (let index = 0; index < forms; index += 1) {
    await page.goto(`${base}${address}`);
    // Set by script, not typed: no length of a field and no browser's own check holds somebody back who means harm.
    const fill = `(() => {
      const form = document.querySelectorAll('main form[method="post"]')[${index}];
      const fields = [...form.querySelectorAll('input:not([type=hidden]):not([type=radio]):not([type=checkbox]),textarea')];
      for (const each of fields) { each.type = each.localName === 'input' ? 'text' : undefined; each.value = ${JSON.stringify(text)}; }
      for (const each of form.querySelectorAll('select')) { each.add(new Option('x', ${JSON.stringify(text.slice(0, 200))}, true, true)); }
      return fields.length + form.querySelectorAll('select').length;
    })()`;
    if ((await page.evaluate<number>(fill)) === 0) continue;
    const answered = page.waitForEvent('framenavigated');
    await page.evaluate(
      `HTMLFormElement.prototype.submit.call(document.querySelectorAll('main form[method="post"]')[${index}])`,
    );
    await answered;
    await page.waitForLoadState();
    looked.forms += 1;
    await look();
  }
}
