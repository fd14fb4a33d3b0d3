// `npm run screenshots`: starts Homeward on a folder of its own and keeps the README's three pictures in docs/.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, openPage, withoutBrowser } from './support/browser.ts';
import { freePort, npmStart } from './support/npm-start.ts';

if (withoutBrowser !== undefined) throw new Error(`The screenshots were ${withoutBrowser}`);
mkdirSync('docs', { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'homeward-screenshots-'));
const home = await npmStart({ PORT: String(await freePort()), DATA_DIR: dataDir });
const browser = await openBrowser();

const phone = await openPage(browser, 'phone', { locale: 'en-GB' });
await phone.goto(home.link('traveller'));
await phone.waitForURL('**/way');
await phone.setViewportSize({ width: 390, height: 1400 });
await phone.screenshot({ path: 'docs/itinerary.png' });

const desk = await openPage(browser, 'desk');
await desk.goto(home.link('console'));
await desk.getByRole('button', { name: /sign in/i }).click();
await desk.waitForURL('**/console');
await desk.goto(new URL('/console/slots', home.link('guide')).href);
await desk.screenshot({ path: 'docs/console.png' });

await desk.goto(home.link('guide'));
await desk.screenshot({ path: 'docs/guide.png' });

await browser.close();
await home.stop();
rmSync(dataDir, { recursive: true, force: true });
