import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anAct } from '../support/builders.ts';
import { PUBLIC_URL, startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { giveCard, giveLink } from '../support/caller-check.ts';
import { aCase } from './desk-setup.ts';

let test: TestApp;
let desk: Browser;
let caseFileId: string;
let address: string;

beforeAll(async () => {
  test = await startTestApp();
  desk = await test.signIn('coordinator', 'Anna');
  await enterOurs();
});
beforeEach(async () => {
  ({ caseFileId } = await aCase(test));
  address = `/console/cases/${caseFileId}`;
});
afterAll(() => test.stop());

const enterOurs = () => test.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });

const check = () => desk.form(`${address}/check`, { asked: ['reference', 'her-name'], matched: 'yes' }).expect(303);

/** The family whose page a session opens. */
async function whose(session: Promise<string>): Promise<string | undefined> {
  const caller = await test.services.sessions.findTraveller(await session);
  return caller.kind === 'traveller' ? caller.caseFileId : undefined;
}

describe('her link and card', () => {
  it('are refused while no contact of ours is verified, with what to do', async () => {
    const { contact } = test.services;
    for (const { _id } of await contact.listVerified()) await contact.retire(anAct(), _id);
    expect((await desk.form(`${address}/link`).expect(409)).text).toContain('No phone number of ours is verified yet');
    await enterOurs();
    expect((await desk.form(`${address}/link`).expect(409)).text).not.toContain('No phone number of ours');
  });

  it('are refused while the caller is not checked, with the way to the check', async () => {
    const refused = await desk.form(`${address}/link`).expect(409);
    expect(refused.text).toContain(`href="${address}/check"`);
    await check();
    await desk.form(`${address}/link`).expect(200);
  });

  it('give a link that is shown once and opens her page', async () => {
    await check();
    const given = await desk.form(`${address}/link`).expect(200);
    const token = new RegExp(`value="${PUBLIC_URL}/i#([\\w-]{43})"`).exec(given.text)?.[1] ?? '';
    expect(await whose(test.services.credential.openByToken(token))).toBe(caseFileId);
    expect((await desk.get(address)).text).not.toContain(token);
  });

  it('print a card whose link and code both open it, and sending the form again prints the same', async () => {
    await giveLink(test, caseFileId);
    await check();
    const fields = { idempotencyKey: 'one-card' };
    const card = await desk.form(`${address}/card`, fields).expect(200);
    const code = /class="code">([\d ]+)</.exec(card.text)?.[1] ?? '';
    expect(card.text).toContain('aria-label="QR"');
    expect((await desk.form(`${address}/card`, fields).expect(200)).text).toContain(code);
    expect(await whose(test.services.credential.openByCode(code))).toBe(caseFileId);
    // Opened since: nobody is shown it again.
    const again = await desk.form(`${address}/card`, fields).expect(409);
    expect(again.text).toContain('This one was opened already');
    expect(again.text).not.toContain(code);
    expect(await test.services.credential.listOf(caseFileId)).toHaveLength(3);
  });

  it('say whether they were opened, and are replaced on the page: the new one is shown, the old one ended', async () => {
    await giveLink(test, caseFileId);
    const { code } = await giveCard(test, caseFileId);
    expect(await whose(test.services.credential.openByCode(code))).toBe(caseFileId);
    await check();
    const page = (await desk.get(address)).text;
    expect(page).toMatch(/opened \d\d:\d\d/);
    expect(page).toContain('not opened yet');
    const { credential } = test.services;
    const listed = await credential.listOf(caseFileId);
    for (const { credentialId, kind } of listed.slice(0, 2)) {
      const made = await desk.form(`${address}/credentials/${credentialId}/replace`).expect(200);
      expect(made.text).toMatch(
        kind === 'link' ? new RegExp(`value="${PUBLIC_URL}/i#[\\w-]{43}"`) : /class="code">[\d ]+</,
      );
      const again = await desk.form(`${address}/credentials/${credentialId}/replace`).expect(409);
      expect(again.text).toContain('This one was ended already');
    }
    expect(new Set(listed.slice(0, 2).map(({ kind }) => kind))).toEqual(new Set(['link', 'card']));
  });

  it('are ended one by one', async () => {
    await giveLink(test, caseFileId);
    await giveCard(test, caseFileId);
    const end = /credentials\/(\w+)\/revoke/.exec((await desk.get(address)).text)?.[1] ?? '';
    const another = `/console/cases/${(await aCase(test)).caseFileId}`;
    await desk.form(`${another}/credentials/${end}/revoke`).expect(404);
    const ended = async (): Promise<number> => ((await desk.get(address)).text.match(/plain">ended</g) ?? []).length;
    const before = await ended();
    await desk.form(`${address}/credentials/${end}/revoke`).expect(303);
    expect(await ended()).toBe(before + 1);
  });
});
