import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ASKABLE, askedSchema, checkCaller, checkProves, type CallerCheck } from '../../src/case-file/caller-check.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct, aCaseFile } from '../support/builders.ts';
import { checkCaller as check, giveLink } from '../support/caller-check.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
let order = 0;
const aCheck = (minutesAgo: number, changes: Partial<CallerCheck> = {}): CallerCheck => ({
  ...{ _id: String(order), caseFileId: 'case', rev: (order += 1), by: 'Anna', byId: 'anna', asked: [], matched: true },
  at: new Date(NOW.getTime() - minutesAgo * 60_000),
  ...changes,
});

describe('a caller counts as checked', () => {
  const by = (checks: CallerCheck[]) => () => checkCaller(checks, 'anna', NOW);

  it('for an hour after this coordinator’s own check that matched', () => {
    expect(by([aCheck(60)])).not.toThrow();
    expect(by([aCheck(60.1)])).toThrow('Check the caller first');
    expect(by([aCheck(1, { byId: 'marta' })])).toThrow('Check the caller first');
    expect(by([])).toThrow('Check the caller first');
  });

  it('until a caller did not match, whoever asked; and again after a check that matched', () => {
    const matched = aCheck(30);
    const failed = aCheck(20, { matched: false });
    const failedAtMartas = aCheck(10, { matched: false, byId: 'marta' });
    expect(by([failed, matched])).toThrow('did not match. Give nothing');
    expect(by([failedAtMartas, matched])).toThrow('did not match');
    expect(by([aCheck(5), failedAtMartas, failed, matched])).not.toThrow();
    expect(by([aCheck(5, { byId: 'marta' }), failed, matched])).toThrow('Check the caller first');
  });

  it('only when something was asked that her opened phone does not tell; one who did not match is recorded all the same', () => {
    const proves =
      (asked: CallerCheck['asked'], matched = true) =>
      () =>
        checkProves({ asked, matched });
    expect(proves(['reference', 'number'])).toThrow('Not recorded');
    for (const secret of ASKABLE.filter((each) => each !== 'reference' && each !== 'number'))
      expect(proves(['reference', secret])).not.toThrow();
    expect(proves(['reference', 'number'], false)).not.toThrow();
  });

  it('only when at least two different things were asked', () => {
    const isRight = (asked: unknown) => askedSchema.safeParse(asked).success;
    expect(
      [['reference', 'number'], ['reference'], ['reference', 'reference'], ['reference', 'mood']].map(isRight),
    ).toEqual([true, false, false, false]);
  });
});

describe('without a check of the caller', () => {
  let world: TestApp;
  beforeAll(async () => {
    world = await startTestApp();
    await world.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  });
  afterAll(() => world.stop());
  const aCase = async () => {
    const { intake } = world.services;
    const opened = await intake.open(anAct(), { language: 'uk', channel: 'phone', party: 1, phone: '+48 000 000 009' });
    return opened.caseFileId;
  };
  const refused = { status: 409, type: 'caller-not-checked' };

  it('no link, no card, no replacement is given', async () => {
    const id = await aCase();
    const { credential } = world.services;
    await expect(credential.issueLink(anAct(), id)).rejects.toMatchObject(refused);
    await expect(credential.issueCard(anAct(), id)).rejects.toMatchObject(refused);
    const { credentialId } = await giveLink(world, id);
    const marta = { kind: 'staff' as const, id: 'marta', name: 'Marta' };
    await expect(credential.replace(anAct({ actor: marta }), id, credentialId)).rejects.toMatchObject(refused);
    await check(world, id, marta);
    expect(await credential.replace(anAct({ actor: marta }), id, credentialId)).toHaveProperty('token');
  });

  it('no phone and no e-mail is changed, added or removed; what is no contact is', async () => {
    const id = await aCase();
    const correct = (input: object) => world.services.intake.correct(anAct(), id, input);
    await expect(correct({ phone: '+48 000 000 010' })).rejects.toMatchObject(refused);
    await expect(correct({ phone: '' })).rejects.toMatchObject(refused);
    await expect(correct({ email: 'she@example.org' })).rejects.toMatchObject(refused);
    await correct({ phone: '+48 000 000 009', travellerName: 'Example' });
    await check(world, id);
    await correct({ email: 'she@example.org' });
    world.clock.advance({ minutes: 61 });
    await expect(correct({ email: 'other@example.org' })).rejects.toMatchObject(refused);
  });

  it('the audit says what was asked and whether it matched, never an answer', async () => {
    const { _id } = aCaseFile();
    await expect(check(world, _id)).rejects.toMatchObject({ status: 404 });
    const id = await aCase();
    await world.services.callerCheck.check(anAct({ name: 'case-file.check-caller' }), id, {
      asked: ['reference', 'number'],
      matched: false,
    });
    const entries = await world.services.stores.audit.listBetween(new Date(0), new Date('2100-01-01'));
    const entry = entries.findLast(({ what }) => what === 'case-file.check-caller');
    expect(entry).toMatchObject({ which: { caseFileId: id }, fields: ['did-not-match', 'reference', 'number'] });
  });
});

describe('a link that was opened', () => {
  let world: TestApp;
  beforeAll(async () => {
    world = await startTestApp();
  });
  afterAll(() => world.stop());

  it('is not shown again to a form sent twice; replaced, the old one ends with its sessions', async () => {
    const { services } = world;
    await services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
    const caseFile = aCaseFile();
    await services.stores.caseFiles.insert(caseFile);
    await check(world, caseFile._id);
    const act = anAct();
    const { token, credentialId } = await services.credential.issueLink(act, caseFile._id);
    expect(await services.credential.issueLink(act, caseFile._id)).toEqual({ token, credentialId });
    const session = await services.credential.openByToken(token);
    await expect(services.credential.issueLink(act, caseFile._id)).rejects.toMatchObject({ type: 'link-was-opened' });
    const replace = anAct();
    const made = await services.credential.replace(replace, caseFile._id, credentialId);
    expect((await services.sessions.findTraveller(session)).kind).toBe('nobody');
    await expect(services.credential.openByToken(token)).rejects.toMatchObject({ type: 'link-over' });
    await expect(services.credential.replace(anAct(), caseFile._id, credentialId)).rejects.toMatchObject({
      type: 'already-ended',
    });
    await expect(services.credential.replace(anAct(), 'another', credentialId)).rejects.toMatchObject({ status: 404 });
    expect(await services.credential.replace(replace, caseFile._id, credentialId)).toEqual(made);
    const listed = await services.credential.listOf(caseFile._id);
    expect(listed.map(({ kind, openedAt, revokedAt }) => [kind, !!openedAt, !!revokedAt])).toEqual([
      ['link', true, true],
      ['link', false, false],
    ]);
    await services.credential.revoke(anAct(), caseFile._id, made.credentialId);
    await expect(services.credential.replace(replace, caseFile._id, credentialId)).rejects.toMatchObject({
      type: 'already-ended',
    });
  });
});
