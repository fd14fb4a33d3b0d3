import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';

const CHROMIUM =
  process.env['CHROMIUM_PATH'] ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

/** Why the browser tests do not run on this machine, or undefined when they do. */
export const withoutBrowser =
  CHROMIUM === undefined ? 'not run: there is no Chromium here (sudo apt-get install chromium)' : undefined;

// Without the network flags Chromium looks for its maker's hosts at every start.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM ?? '', args: FLAGS });

/** A page of a person's own: a desk's screen, or a phone of 360 px. */
export async function openPage(
  browser: Browser,
  kind: 'desk' | 'phone',
  options: { script?: boolean; locale?: string } = {},
): Promise<Page> {
  const viewport = kind === 'desk' ? { width: 1280, height: 900 } : { width: 360, height: 640 };
  const context = await browser.newContext({
    viewport,
    locale: options.locale ?? 'en-GB',
    javaScriptEnabled: options.script ?? true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

/** Fills a form by field names (text, list or choice), and presses the button that says this. */
export async function sendForm(page: Page, fields: Record<string, string>, button: string): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await fillField(page, name, value);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.waitForLoadState();
}

/** Records on the case file's page that its caller answered two questions, and goes back to the case file. */
export async function recordCheck(page: Page, caseUrl: string): Promise<void> {
  await page.goto(`${caseUrl}/check`);
  for (const asked of ['reference', 'proof-code']) await page.locator(`[name="asked"][value="${asked}"]`).check();
  await sendForm(page, { matched: 'yes' }, 'Record the check');
  await page.goto(caseUrl);
}

async function fillField(page: Page, name: string, value: string): Promise<void> {
  const field = page.locator(`[name="${name}"]`).first();
  const isList = (await page.locator(`select[name="${name}"]`).count()) > 0;
  if (isList) await field.selectOption(value);
  else if (/radio|checkbox/.test((await field.getAttribute('type')) ?? ''))
    await page.locator(`[name="${name}"][value="${value}"]`).check();
  else await field.fill(value);
}

export async function follow(page: Page, link: string): Promise<void> {
  await page.getByRole('link', { name: link, exact: true }).first().click();
  await page.waitForLoadState();
}

/** What axe finds wrong with a page for somebody who sees little or uses no mouse: rule and place, a line each. */
export async function findBarriers(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: the pages' own policy lets none in.
  await page.evaluate(axe.source);
  // A page of the desk that refreshes itself has nothing on it that could be lost.
  const run = "axe.run({ rules: { 'meta-refresh': { enabled: false } } })";
  const found = await page.evaluate<{ violations: { id: string; nodes: { target: string[] }[] }[] }>(run);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
