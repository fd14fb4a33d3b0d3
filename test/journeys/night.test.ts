import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { anAct } from '../support/builders.ts';
import { findBarriers, follow, recordCheck, sendForm, withoutBrowser } from '../support/browser.ts';
import { beginNight, type Accompanying, type Night, type Traveller } from './night-world.ts';

const NEW_NUMBER = '+48 000 000 123';

if (withoutBrowser !== undefined) console.warn(`The night in a browser was ${withoutBrowser}`);

(withoutBrowser === undefined ? describe : describe.skip)('one night at the desk, 22:00 to 08:00', () => {
  let night: Night;
  let olena: Page;
  let petro: Page;
  let marta: Page;
  let ihor: Accompanying;
  let sofia: Accompanying;
  let turnedBack: Traveller;
  let atClosure: Traveller;
  let newNumber: Traveller;
  let mistaken: Traveller;
  let slots: Record<'ihor' | 'closing' | 'later', string>;
  const began = new Date('2026-11-24T21:00:00Z');

  beforeAll(async () => {
    night = await beginNight();
    ihor = await night.escort('Ihor', 'uk');
    sofia = await night.escort('Sofia', 'en');
    const [medyka, budomierz] = [await night.meetingPoint('pl-ua-medyka'), await night.meetingPoint('pl-ua-budomierz')];
    slots = {
      ihor: await night.slot({ meetingPointId: medyka, escortId: ihor.escortId }, '2026-11-26', '10:00'),
      closing: await night.slot({ meetingPointId: budomierz, escortId: sofia.escortId }, '2026-11-25', '07:00'),
      later: await night.slot({ meetingPointId: medyka, escortId: sofia.escortId }, '2026-11-28', '12:00'),
    };
    newNumber = await night.family('medyka', slots.later);
    mistaken = await night.family('medyka', slots.later);
    atClosure = await night.family('budomierz', slots.closing, '2026-11-22T04:00:00Z');
    turnedBack = await night.family('medyka', slots.ihor, '2026-11-23T10:00:00Z');
    night.at('21:30');
    await night.calendar(ihor);
    await night.calendar(sofia);
    for (const { notification } of await night.app.services.notification.listToTell())
      await night.app.services.notification.markTold(anAct(), notification._id);
    night.at('22:00');
    olena = await night.coordinator('Olena');
    petro = await night.coordinator('Petro');
    for (const each of [turnedBack, atClosure, newNumber, mistaken]) await night.openLink(each);
  }, 60_000);
  afterAll(() => night.stop());

  const caseOf = ({ caseFileId }: Traveller): string => `/console/cases/${caseFileId}`;
  const today = (page: Page): Promise<string> => night.open(page, '/console');
  const toTell = (page: Page): Promise<string> => night.open(page, '/console/to-tell');
  const hers = async ({ phone }: Traveller): Promise<string> => {
    await phone.goto(night.address('/way'));
    return phone.locator('main').innerText();
  };
  /** The row of To tell about one person, opened as a call. */
  const call = async (page: Page, words: string): Promise<void> => {
    await toTell(page);
    await page.locator('tr', { hasText: words }).first().getByRole('button', { name: 'Call' }).click();
    await page.waitForLoadState();
  };
  const press = async (page: Page, button: string): Promise<void> => {
    await page.getByRole('button', { name: button, exact: true }).first().click();
    await page.waitForLoadState();
  };
  const mainOf = (page: Page): Promise<string> => page.locator('main').innerText();
  const redStates = async (page: Page): Promise<string[]> => {
    await today(page);
    return page.locator('section[aria-labelledby="red"] tbody tr td:first-child').allInnerTexts();
  };

  it('22:00 begins quietly: nothing is red and nobody waits for a call', async () => {
    expect(await today(olena)).not.toContain('Needs somebody now');
    expect(await mainOf(olena)).toContain('22:00 Warsaw');
    expect(await toTell(petro)).toContain('Nobody waits for a call');
    expect(await hers(turnedBack)).toContain('You will be met');
  });

  it('22:40 she taps that she is at the border', async () => {
    night.at('22:40');
    await hers(turnedBack);
    await turnedBack.phone.getByRole('button', { name: 'I am at the border' }).click();
    const { report } = night.app.services;
    for (let tries = 0; tries < 40 && (await report.listOf(turnedBack.caseFileId)).length === 0; tries += 1)
      await turnedBack.phone.waitForTimeout(50);
    expect(await night.open(olena, caseOf(turnedBack))).toContain('I am at the border');
  });

  it('23:15 a caller has a new number: nothing is changed before she is checked; her old link ends with the new one', async () => {
    night.at('23:15');
    await night.open(olena, `${caseOf(newNumber)}/correct`);
    await night.open(petro, `${caseOf(newNumber)}/correct`);
    expect(await mainOf(petro)).toContain('Olena has this case file open');
    await sendForm(petro, { phone: NEW_NUMBER }, 'Save the correction');
    expect(await mainOf(petro)).toContain('Check the caller first');
    expect(await petro.locator('[name="phone"]').inputValue()).toBe(NEW_NUMBER);
    await night.keep(petro, '2315-check-the-caller');
    await recordCheck(petro, night.address(caseOf(newNumber)));
    await night.open(petro, `${caseOf(newNumber)}/correct`);
    await sendForm(petro, { phone: NEW_NUMBER }, 'Save the correction');
    expect(await mainOf(petro)).toContain(NEW_NUMBER);
    await press(petro, 'Replace it');
    const link = await petro.getByLabel('Her link').inputValue();
    expect(await hers(newNumber)).toContain('Open the link in your message again');
    await night.openLink({ ...newNumber, link: night.address(link.slice(link.indexOf('/i#'))) });

    // Olena's page is from before: it is refused with both versions, and what she typed is there.
    await sendForm(olena, { needs: 'a wheelchair' }, 'Save the correction');
    expect(await mainOf(olena)).toMatch(/Petro has changed this case file/);
    expect(await mainOf(olena)).toContain('As it stands now');
    expect(await olena.locator('[name="needs"]').inputValue()).toBe('a wheelchair');
    await night.keep(olena, '2316-both-versions');
  });

  it('00:20 the wrong case is ended, and taken back: she is told nothing, and has her place again', async () => {
    night.at('00:20');
    await night.open(olena, `${caseOf(mistaken)}/end`);
    await sendForm(olena, { ending: 'withdrawn', reason: 'she called: meant for another case' }, 'End the case file');
    expect(await hers(mistaken)).toContain('Please call us before you travel on');
    night.at('00:24');
    await night.open(petro, caseOf(mistaken));
    expect(await petro.getByRole('link', { name: /Take/ }).count()).toBe(0);
    await night.open(olena, `${caseOf(mistaken)}/take-back`);
    await sendForm(olena, { reason: 'the wrong reference was typed' }, 'Take it back');
    expect(await mainOf(olena)).toContain('What the mistake gave up');
    await night.keep(olena, '0024-taken-back');
    await press(olena, 'Book this place again');
    expect(await mainOf(olena)).toContain('booked');
    expect(await hers(mistaken)).toContain('You will be met');
    const lines = await toTell(olena);
    expect(lines).not.toContain('has ended');
    expect(lines).toContain(mistaken.reference);
    await call(olena, mistaken.reference);
    await press(olena, 'Told');
    expect(await toTell(olena)).not.toContain(mistaken.reference);
  });

  it('01:10 a crossing closes: her page and his calendar say so, and To tell begins with both', async () => {
    night.at('01:10');
    await night.open(petro, '/console/crossings/new');
    for (const mode of ['foot', 'bus']) await petro.locator(`[name="modes"][value="${mode}"]`).uncheck();
    const told = { wording: 'Budomierz is closed to cars until further notice.', source: 'Border guard, by phone' };
    await petro.locator('[name="crossings"][value="pl-ua-budomierz"]').check();
    await sendForm(petro, { effect: 'no-service', direction: 'to-UA', ...told }, 'Record it and tell everybody');
    night.at('01:11');
    const page = await hers(atClosure);
    expect(page.indexOf('Budomierz–Hrushiv is closed since 01:10 (Warsaw time)')).toBe(0);
    expect(page).toMatch(/Do not go on\.\s+Call us: \+48 000 000 000/);
    await night.keep(atClosure.phone, '0111-her-page');
    // The hour at which she would usually have been there is over: it is not said to her any more.
    expect(page).toMatch(/Now: Cross into Ukraine\s+Budomierz–Hrushiv, by car\s+The wait can take/);
    expect(await hers(newNumber)).not.toContain('closed');
    const event = (await night.calendar(sofia)).find(({ uid }) => uid.startsWith(slots.closing));
    expect(event?.description).toContain('Budomierz–Hrushiv is closed since');
    await toTell(olena);
    const rows = await olena.locator('tbody tr').allInnerTexts();
    expect(rows.slice(0, 2).join(' ')).toContain(atClosure.reference);
    expect(rows.slice(0, 2).join(' ')).toContain('Sofia');
  });

  it('01:12 one calls, the other sees who; each is told once', async () => {
    night.at('01:12');
    await call(olena, `traveller ${atClosure.reference}`);
    expect(await mainOf(olena)).toContain('+48 000 000 777');
    const list = await toTell(petro);
    expect(list).toContain('Olena is calling since 01:12');
    await night.keep(petro, '0112-who-is-calling');
    await press(olena, 'Tried, no answer');
    expect(await toTell(petro)).toContain('tried 01:12 (Olena), no answer');
    night.at('01:20');
    await call(olena, `traveller ${atClosure.reference}`);
    await press(olena, 'Told');
    await call(petro, 'Sofia');
    await press(petro, 'Told');
    expect(await toTell(petro)).toContain('Nobody waits for a call');
    expect(await night.openEvent(sofia, slots.closing)).toContain('Budomierz–Hrushiv is closed since');
  });

  it('02:00 she was turned back: red at every desk, and it stays while she says nothing else', async () => {
    night.at('02:00');
    await hers(turnedBack);
    await turnedBack.phone.getByRole('button', { name: 'I was turned back' }).click();
    for (let tries = 0; tries < 40 && (await redStates(olena)).length === 0; tries += 1) await olena.waitForTimeout(50);
    expect(await redStates(olena)).toEqual(['turned back, 02:00']);
    expect(await redStates(petro)).toEqual(['turned back, 02:00']);
    await night.keep(olena, '0200-turned-back');
    expect(await hers(turnedBack)).toContain('We will call you as soon as we can');
  });

  it('03:00 the shift changes hands on one page, which names no family', async () => {
    night.at('03:00');
    marta = await night.coordinator('Marta');
    const page = await night.open(olena, '/console/shift');
    for (const { reference } of [turnedBack, atClosure]) expect(page).toContain(reference);
    expect(page).not.toContain('Halyna');
    const first = await olena.locator('tbody tr').first().innerText();
    expect(first).toContain('turned back');
    // Not met within a day, and not without a meeting either.
    expect(first).toContain('Thu 26 Nov, 09:00 Warsaw time');
    for (const { caseFileId } of [turnedBack, atClosure])
      await olena.locator(`[name="kept"][value^="${caseFileId}"]`).check();
    await olena.locator('[name="staffId"]').selectOption({ label: 'Marta' });
    await press(olena, 'Hand over what is ticked');
    await night.keep(olena, '0300-shift');
    await press(olena, 'Sign out');
    await night.open(marta, '/console/shift');
    expect(await marta.locator('tr', { hasText: turnedBack.reference }).innerText()).toContain('Marta');
  });

  it('04:30 an escort cannot come: first and red, and nothing is freed by it', async () => {
    night.at('04:30');
    await night.openEvent(ihor, slots.ihor);
    await night.keep(ihor.phone, '0430-his-page');
    await ihor.phone.locator('button[value="cannot-come"]').click();
    await ihor.phone.waitForLoadState();
    const states = await redStates(marta);
    expect(states[0]).toContain('cannot come');
    expect(states[1]).toContain('turned back');
    await night.keep(marta, '0430-cannot-come');
    expect((await night.app.services.stores.slots.find(slots.ihor))?.escortId).toBe(ihor.escortId);
    expect(await hers(turnedBack)).toContain('Ihor');
  });

  it('04:40 she is moved, everybody concerned hears it once, and all rows are cleared by name', async () => {
    night.at('04:40');
    await night.open(marta, caseOf(turnedBack));
    await follow(marta, 'Move');
    await marta.locator(`[name="slotId"][value="${slots.later}"]`).check();
    await sendForm(marta, {}, 'Move the booking');
    if (await marta.locator('[name="acknowledgedReason"]').isVisible())
      await sendForm(marta, { seen: 'yes', acknowledgedReason: 'she waits in Terespol' }, 'Move the booking');
    expect(await hers(turnedBack)).toContain('12:00');
    await call(marta, `traveller ${turnedBack.reference}`);
    await press(marta, 'Told');
    await call(marta, 'escort Ihor');
    await press(marta, 'Told');
    for (let left = 0; (await toTell(marta)).includes('Sofia') && left < 3; left += 1) {
      await call(marta, 'escort Sofia');
      await press(marta, 'Told');
    }
    const clearFirst = async (note: string): Promise<void> => {
      await follow(marta, 'Clear');
      await sendForm(marta, { note }, 'Clear this row');
    };
    const standing = 'at the border since Tue 24 Nov 22:40, longest wait 6\u00a0h';
    expect(await redStates(marta)).toEqual(['escort: “I cannot come”, 04:30', 'turned back, 02:00', standing]);
    await clearFirst('Ihor is ill; nobody is booked there now');
    // Whoever moves her may not have seen that she called for help.
    expect(await redStates(marta)).toEqual(['turned back, 02:00', standing]);
    await clearFirst('spoken to; she waits in Terespol');
    await clearFirst('spoken to at 01:12: she waits in the warm until it opens');
    expect(await redStates(marta)).toEqual([]);
  });

  it('05:00 the crossing is open again: the warning goes, and both are told again', async () => {
    night.at('05:00');
    await night.open(marta, '/console/crossings');
    await follow(marta, 'It is over');
    await sendForm(marta, { source: 'Border guard, by phone' }, 'End it and tell everybody');
    night.at('05:01');
    expect(await hers(atClosure)).not.toContain('closed since');
    await toTell(marta);
    expect(await marta.locator('tbody tr').count()).toBe(2);
    expect(await mainOf(marta)).toContain('open again');
    await call(marta, `traveller ${atClosure.reference}`);
    await press(marta, 'Told');
    await call(marta, 'escort Sofia');
    await press(marta, 'Told');
  });

  it('05:50 he is there, 06:20 she is with him; only the desk records it', async () => {
    night.at('05:50');
    await night.openEvent(sofia, slots.closing);
    await press(sofia.phone, 'I am there');
    night.at('06:20');
    await night.openEvent(sofia, slots.closing);
    await press(sofia.phone, `She is with me: ${atClosure.reference}`);
    night.at('06:45');
    expect(await today(marta)).toContain('She is with me'.toLowerCase());
    expect(await redStates(marta)).toEqual([]);
    await night.open(marta, `${caseOf(atClosure)}/progress`);
    await sendForm(marta, { state: 'met', saidBy: 'Sofia, by her link' }, 'Record it');
    expect(await hers(atClosure)).toContain('On with Sofia');
  });

  it('08:00 nothing is red, nobody waits; each was told exactly once, and the audit says who did what', async () => {
    night.at('08:00');
    expect(await redStates(marta)).toEqual([]);
    expect(await toTell(marta)).toContain('Nobody waits for a call');
    const { audit, notifications } = night.app.services.stores;
    const entries = await audit.listBetween(began, new Date('2026-11-25T08:00:00Z'));
    const tells = entries.filter(({ what }) => what === 'notification.tell');
    const told = await notifications.findMany(tells.flatMap(({ which }) => which['notificationId']?.split(' ') ?? []));
    const people = new Map([
      [ihor.escortId, 'Ihor'],
      [sofia.escortId, 'Sofia'],
    ]);
    const names = told
      .map(({ about, escortId, toldBy }) => `${about}: ${people.get(escortId ?? '') ?? 'her'}, by ${toldBy ?? ''}`)
      .sort();
    expect(names).toEqual([
      'booking-made: her, by Olena',
      'booking-moved: Ihor, by Marta',
      'booking-moved: Sofia, by Marta',
      'booking-moved: her, by Marta',
      'crossing-closed: Sofia, by Petro',
      'crossing-closed: her, by Olena',
      'crossing-open-again: Sofia, by Marta',
      'crossing-open-again: her, by Marta',
    ]);
    const did = (what: string): string[] =>
      entries.filter((entry) => entry.what === what).map(({ actor }) => ('name' in actor ? actor.name : actor.kind));
    expect(did('crossing-event.create')).toEqual(['Petro']);
    expect(did('crossing-event.end')).toEqual(['Marta']);
    expect(did('case-file.end')).toEqual(['Olena']);
    expect(did('case-file.take-back')).toEqual(['Olena']);
    expect(did('case-file.check-caller')).toEqual(['Petro']);
    expect(did('credential.replace')).toEqual(['Petro']);
    expect(did('case-file.keep')).toEqual(['Olena']);
    expect(did('booking.move')).toEqual(['Marta']);
    expect(did('row.clear')).toEqual(['Marta', 'Marta', 'Marta']);
    expect(did('escort.say')).toEqual(['escort', 'escort', 'escort']);
    expect(did('report.send')).toEqual(['traveller', 'traveller']);
    expect(did('notification.try')).toEqual(['Olena']);
  });

  it('keeps nobody out who sees little or uses no mouse', async () => {
    for (const path of ['/console/shift', '/console/crossings', '/console/crossings/new', '/console/me']) {
      await night.open(marta, path);
      expect([path, await findBarriers(marta)]).toEqual([path, []]);
    }
  });
});
