import { afterAll, beforeAll, describe, it, expect } from '@jest/globals';
import { giveCard } from '../support/caller-check.ts';
import { withoutBrowser } from '../support/browser.ts';
import { startHerPhone, type HerPhone } from '../support/her-phone.ts';
import { aBookedCase } from '../support/traveller.ts';

if (withoutBrowser !== undefined) console.warn(`Her page in a browser was ${withoutBrowser}`);

(withoutBrowser === undefined ? describe : describe.skip)('her page on a phone of 360 by 640', () => {
  let phone: HerPhone;
  beforeAll(async () => {
    phone = await startHerPhone();
  }, 30_000);
  afterAll(() => phone.stop());

  it('takes the token out of the address, and going back does not bring it back', async () => {
    const { page, token } = await phone.openHers();
    expect(page.url()).toBe(phone.address('/way'));
    await page.goBack();
    expect(page.url()).not.toContain(token);
    expect(phone.world.logged.join('')).not.toContain(token);
  });

  it('stands as it was when a report cannot be sent', async () => {
    const { page } = await phone.openHers();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'I need help' }).click();
    await page.waitForTimeout(300);
    expect(page.url()).toBe(phone.address('/way'));
    expect(await page.locator('.meet .word').textContent()).toContain('LIPA');
  });

  it('sends a report that is there, and shows that it came', async () => {
    const { page } = await phone.openHers();
    const [answer] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: 'I need help' }).click(),
    ]);
    await answer.waitForURL(phone.address('/way/sent'));
    expect(await answer.locator('main').textContent()).toContain('We have it.');
  });

  it('is left for a page that says nothing', async () => {
    const { page } = await phone.openHers();
    await page.getByRole('button', { name: 'Close this page' }).click();
    await page.waitForURL(phone.address('/closed'));
    expect(await page.locator('main').textContent()).toContain('This page is closed.');
    await page.goto(phone.address('/way'));
    expect(await page.locator('h1').textContent()).toContain('Open the link in your message again');
  });

  it('opens without script by the code of the card', async () => {
    const { _id } = await aBookedCase(phone.world);
    const { code } = await giveCard(phone.world, _id);
    const page = await phone.openPage({ script: false });
    await page.goto(phone.address('/i'));
    await page.getByLabel('Code (for this page, tell nobody)').fill(code);
    await page.getByRole('button', { name: 'Open my page' }).click();
    await page.waitForURL(phone.address('/way'));
    expect(await page.locator('.meet').textContent()).toContain('14:30');
  });
});
