import { afterAll, beforeAll, describe, it, expect } from '@jest/globals';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { giveCard, giveLink } from '../support/caller-check.ts';
import { testClock } from '../support/clock.ts';
import { aBookedCase, openLinkOf } from '../support/traveller.ts';

let world: TestApp;
beforeAll(async () => {
  world = await startTestApp({ clock: testClock('2026-11-24T10:00:00Z') });
  await world.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
});
afterAll(() => world.stop());
const bookedCase = (changes: Partial<CaseFile> = {}) => aBookedCase(world, changes);
const openLink = (caseFileId: string) => openLinkOf(world, caseFileId);

describe('the door to her page', () => {
  it('allows one script by its hash on the exchange page, and none on hers', async () => {
    const door = await world.browser().get('/i').expect(200);
    const policy = String(door.headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'.*script-src 'sha256-[\w+/=]+'$/);
    expect(door.headers['cache-control']).toBe('no-store');
    expect(door.headers['referrer-policy']).toBe('no-referrer');
    expect(door.text).toContain('+48 000 000 000');
    const hers = await openLink((await bookedCase())._id);
    const page = await hers.get('/way').expect(200);
    expect(page.headers['content-security-policy']).not.toContain('script-src');
    expect(page.headers['cache-control']).toBe('no-store');
  });

  it('trades the link for a cookie that only this host can read, and leads to her way', async () => {
    const { answer } = await openLink((await bookedCase())._id);
    expect(answer.headers['location']).toBe('/way');
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-way=.*Path=\/.*HttpOnly; Secure; SameSite=Strict/);
  });

  it('lets her in by the code of her card, typed with or without spaces, and adds to the link', async () => {
    const { _id } = await bookedCase();
    const { code } = await giveCard(world, _id);
    expect(code).toMatch(/^\d{20}$/);
    const spaced = code.replaceAll(/(\d{4})/g, '$1 ');
    await world.browser().form('/i/code', { code: spaced }).expect(303);
    const kept = await world.services.credential.listOf(_id);
    expect(JSON.stringify(kept)).not.toContain(code);
    await openLink(_id);
    await world.browser().form('/i/code', { code }).expect(303);
  });

  it('shows the door again, with what was wrong, for a code that does not fit', async () => {
    const answer = await world.browser().form('/i/code', { code: '1234' }).expect(422);
    expect(answer.text).toContain('This code does not fit');
    expect(answer.text).not.toContain('value="1234"');
  });

  it('says whom to call when the link was revoked, and ends what is open in browsers', async () => {
    const { _id } = await bookedCase();
    const { token, credentialId } = await giveLink(world, _id);
    const hers = await openLink(_id);
    await world.services.credential.revoke(anAct(), _id, credentialId);
    const answer = await world.browser().form('/i/open', { token }).expect(410);
    expect(answer.text).toContain('This link no longer opens your page');
    expect(answer.text).toContain('+48 000 000 000');
    const after = await hers.get('/way').expect(401);
    expect(after.text).toContain('Open the link in your message again');
  });

  it('opens at the moment of its revocation for nobody who would stay in', async () => {
    const { _id } = await bookedCase();
    for (let round = 0; round < 6; round += 1) {
      const { token, credentialId } = await giveLink(world, _id);
      const [hers, other] = [world.browser(), world.browser()];
      const opened = [hers, other].map((browser) => browser.form('/i/open', { token }));
      const revoked = world.services.credential.revoke(anAct(), _id, credentialId);
      const answers = await Promise.all(opened);
      await revoked;
      expect(answers.every(({ status }) => status === 303 || status === 410)).toBe(true);
      for (const browser of [hers, other]) await browser.get('/way').expect(401);
    }
  });

  it('stays open for seven days after an ending, and not longer', async () => {
    const at = new Date(world.clock.now().getTime() - 6.9 * 86_400_000);
    const recent = await openLink((await bookedCase({ state: 'died', ending: { at, from: 'booked' } }))._id);
    const page = await recent.get('/way').expect(200);
    expect(page.text).toContain('Please call us before you travel on');
    expect(page.text).not.toMatch(/died|Medyka|Olena/);
    const old = await bookedCase({
      state: 'declined',
      ending: { at: new Date('2026-11-16T10:00:00Z'), from: 'booked' },
    });
    const { token } = await giveLink(world, old._id);
    await world.browser().form('/i/open', { token }).expect(410);
  });

  it('refuses what does not come from a page of ours', async () => {
    const { token } = await giveLink(world, (await bookedCase())._id);
    await world.browser().form('/i/open', { token }).set('Sec-Fetch-Site', 'cross-site').expect(403);
  });
});
