import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { credentialService, type CredentialService } from '../../src/itinerary/credential-service.ts';
import { createCredentialStore } from '../../src/itinerary/credential-store.ts';
import { reportService, type ReportService } from '../../src/itinerary/report-service.ts';
import { createReportStore } from '../../src/itinerary/report-store.ts';
import { NotFound } from '../../src/platform/domain-error.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { openKeyRing } from '../../src/platform/key-ring.ts';
import { newKey, sha256 } from '../../src/platform/sealing.ts';
import { aCaseFile, anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const clock = testClock();
let database: TestDatabase;
let core: TestCore;
let credentials: ReturnType<typeof createCredentialStore>;
let service: CredentialService;
let reports: ReportService;
let makeService: () => CredentialService;
let caseFileId: string;
/** Case files whose sessions were ended, and those for which one was opened. */
const ended: string[] = [];
const opened: string[] = [];
let hashOf: (code: string) => string;

/** Links, cards and reports on the real database, without pages. */
beforeAll(async () => {
  database = await openTestDatabase();
  const master = newKey();
  core = await startCore(database.connection, clock.now, { master });
  const keys = await openKeyRing(database.connection, master);
  hashOf = (code) => keys.hash('card-code', code);
  credentials = createCredentialStore(database.connection);
  const { perform, transact, requireCheckedCaller } = core;
  const { caseFiles } = core.stores;
  const tools = { perform, transact, requireCheckedCaller, caseFiles, keys, ids: randomIds, clock: clock.now };
  makeService = () =>
    credentialService({
      ...tools,
      credentials,
      listVerified: () => Promise.resolve([{}]),
      endSessionsOf: (id) => Promise.resolve(ended.push(id)),
      openSession: (id) => Promise.resolve(`session ${opened.push(id)}`),
    });
  reports = reportService({ perform, caseFiles, ids: randomIds, reports: createReportStore(database.connection) });
});
beforeEach(async () => {
  // Anew for each test: what is made before all of them is no test's, and its mutants would be left out.
  service = makeService();
  const caseFile = aCaseFile();
  caseFileId = caseFile._id;
  await core.stores.caseFiles.insert(caseFile);
  await core.callerCheck.check(anAct(), caseFileId, { asked: ['reference', 'her-name'], matched: true });
  ended.length = 0;
  opened.length = 0;
});
afterAll(async () => {
  await core.stop();
  await database.close();
});

const lastEntry = async () => (await core.stores.audit.listBetween(new Date(0), new Date('2030-01-01'))).at(-1);
const revOf = async () => (await core.stores.caseFiles.get(caseFileId)).rev;
const stale = () => anAct({ seen: 7 });
const changed = { status: 409, type: 'changed-meanwhile' };

describe('a link or a card', () => {
  it('is kept as a hash only, with who gave it and when, as an act on her case file', async () => {
    const rev = await revOf();
    const link = await service.issueLink(anAct(), caseFileId);
    const card = await service.issueCard(anAct(), caseFileId);
    const given = { caseFileId, issuedAt: clock.now(), issuedBy: 'Anna' };
    expect(await credentials.listOfCase(caseFileId)).toEqual([
      { _id: link.credentialId, kind: 'link', hash: sha256(link.token), ...given },
      { _id: card.credentialId, kind: 'card', hash: hashOf(card.code), ...given },
    ]);
    expect(await revOf()).toBe(rev + 2);
    expect(await lastEntry()).toMatchObject({
      which: { caseFileId, credentialId: card.credentialId },
      fields: ['card'],
    });
    expect((await lastEntry())?.which).not.toHaveProperty('replacedId');
    expect(await service.listOf(caseFileId)).toEqual([
      { credentialId: link.credentialId, kind: 'link', issuedAt: clock.now(), issuedBy: 'Anna' },
      { credentialId: card.credentialId, kind: 'card', issuedAt: clock.now(), issuedBy: 'Anna' },
    ]);
  });

  it('opens her page, and says when it did so first', async () => {
    const { token } = await service.issueLink(anAct(), caseFileId);
    const { code } = await service.issueCard(anAct(), caseFileId);
    const rev = await revOf();
    expect([await service.openByToken(token), await service.openByCode(code)]).toEqual(['session 1', 'session 2']);
    expect([opened, await revOf()]).toEqual([[caseFileId, caseFileId], rev + 2]);
    const first = clock.now();
    clock.advance({ minutes: 1 });
    await service.openByToken(token);
    expect((await service.listOf(caseFileId)).map(({ openedAt }) => openedAt)).toEqual([first, first]);
  });

  it('is not shown again to a form sent twice once somebody has opened it', async () => {
    const act = anAct();
    const link = await service.issueLink(act, caseFileId);
    expect(await service.issueLink(act, caseFileId)).toEqual(link);
    await service.openByToken(link.token);
    await expect(service.issueLink(act, caseFileId)).rejects.toMatchObject({ status: 409, type: 'link-was-opened' });
  });

  it('that nobody gave, or that has ended, opens nothing', async () => {
    await expect(service.openByToken('x'.repeat(43))).rejects.toMatchObject({ status: 410, type: 'link-over' });
    const wrong = { status: 422, type: 'code-not-right', invalidParams: [{ name: 'code' }] };
    await expect(service.openByCode('0000 0000 0000 0000 0000')).rejects.toMatchObject(wrong);
    const { token, credentialId } = await service.issueLink(anAct(), caseFileId);
    await service.revoke(anAct(), caseFileId, credentialId);
    await expect(service.openByToken(token)).rejects.toMatchObject({ type: 'link-over' });
    const over = aCaseFile({ state: 'died', ending: { at: new Date('2026-11-01T10:00:00Z'), from: 'booked' } });
    await core.stores.caseFiles.insert(over);
    await core.callerCheck.check(anAct(), over._id, { asked: ['reference', 'her-name'], matched: true });
    const old = await service.issueLink(anAct(), over._id);
    await expect(service.openByToken(old.token)).rejects.toMatchObject({ type: 'link-over' });
    expect(opened).toEqual([]);
  });

  it('ends with all that is open in browsers, and keeps the time when it first ended', async () => {
    const { credentialId } = await service.issueLink(anAct(), caseFileId);
    const rev = await revOf();
    const first = clock.now();
    expect(await service.revoke(anAct(), caseFileId, credentialId)).toEqual({ credentialId });
    expect(await lastEntry()).toMatchObject({ which: { caseFileId, credentialId }, fields: ['revoked'] });
    clock.advance({ minutes: 1 });
    await service.revoke(anAct(), caseFileId, credentialId);
    expect(ended).toEqual([caseFileId, caseFileId]);
    expect(await revOf()).toBe(rev + 2);
    expect(await service.listOf(caseFileId)).toMatchObject([{ revokedAt: first }]);
  });

  it('of another family, or of none, is not found', async () => {
    const { credentialId } = await service.issueLink(anAct(), caseFileId);
    const missing = new NotFound('link or card');
    for (const [family, id] of [
      ['another', credentialId],
      [caseFileId, 'none'],
    ] as const) {
      await expect(service.revoke(anAct(), family, id)).rejects.toThrow(missing);
      await expect(service.replace(anAct(), family, id)).rejects.toThrow(missing);
    }
  });

  it('is replaced by one of its kind, which names it, and is then over', async () => {
    const link = await service.issueLink(anAct(), caseFileId);
    const card = await service.issueCard(anAct(), caseFileId);
    const newLink = await service.replace(anAct(), caseFileId, link.credentialId);
    const newCard = await service.replace(anAct(), caseFileId, card.credentialId);
    expect([Object.keys(newLink), Object.keys(newCard)]).toEqual([
      ['token', 'credentialId'],
      ['code', 'credentialId'],
    ]);
    expect((await lastEntry())?.which).toEqual({
      ...{ caseFileId, credentialId: newCard.credentialId, replacedId: card.credentialId },
    });
    expect(ended).toEqual([caseFileId, caseFileId]);
    expect((await service.listOf(caseFileId)).map(({ revokedAt }) => revokedAt !== undefined)).toEqual([
      ...[true, true, false, false],
    ]);
    await expect(service.replace(anAct(), caseFileId, link.credentialId)).rejects.toMatchObject({
      ...{ status: 409, type: 'already-ended' },
    });
  });

  it('is neither given nor ended by a page that shows an older case file', async () => {
    const { credentialId } = await service.issueLink(anAct(), caseFileId);
    await expect(service.issueLink(stale(), caseFileId)).rejects.toMatchObject(changed);
    await expect(service.revoke(stale(), caseFileId, credentialId)).rejects.toMatchObject(changed);
  });
});

describe('what she reports', () => {
  it('is one report within ten minutes, with the time of the first, as an act of the audit each time', async () => {
    const { reportId } = await reports.report(anAct(), caseFileId, 'left');
    expect(await lastEntry()).toMatchObject({ which: { caseFileId, reportId }, fields: ['report'] });
    const first = clock.now();
    clock.advance({ minutes: 10 });
    expect(await reports.report(anAct(), caseFileId, 'left')).toEqual({ reportId });
    expect(await lastEntry()).toMatchObject({ which: { caseFileId, reportId }, fields: [] });
    expect(await reports.listOf(caseFileId)).toEqual([{ _id: reportId, caseFileId, kind: 'left', at: first }]);
    clock.advance({ minutes: 1 });
    expect((await reports.report(anAct(), caseFileId, 'left')).reportId).not.toBe(reportId);
    await reports.report(anAct(), caseFileId, 'met');
    expect((await reports.listStanding([caseFileId])).map(({ kind }) => kind)).toEqual(['left', 'left', 'met']);
  });

  it('locks her case file, so that two touches at once are one after the other', async () => {
    const rev = await revOf();
    await reports.report(anAct(), caseFileId, 'left');
    await reports.takeBack(anAct(), caseFileId);
    expect(await revOf()).toBe(rev + 2);
  });

  it('is taken back, the last one first, and then there is nothing to take back', async () => {
    const nothing = { status: 409, type: 'nothing-to-take-back' };
    await expect(reports.takeBack(anAct(), caseFileId)).rejects.toMatchObject(nothing);
    const { reportId } = await reports.report(anAct(), caseFileId, 'left');
    expect(await reports.takeBack(anAct(), caseFileId)).toEqual({ reportId });
    expect(await lastEntry()).toMatchObject({ which: { caseFileId, reportId }, fields: ['report'] });
    await expect(reports.takeBack(anAct(), caseFileId)).rejects.toMatchObject(nothing);
  });

  it('is nothing once her case file was erased', async () => {
    const erased = aCaseFile({ state: 'closed', erased: { at: clock.now(), by: 'Eva' } });
    await core.stores.caseFiles.insert(erased);
    await expect(reports.report(anAct(), erased._id, 'left')).rejects.toMatchObject({ type: 'link-over' });
    await expect(reports.takeBack(anAct(), erased._id)).rejects.toMatchObject({ type: 'link-over' });
  });

  it('is listed for who is asked about and for whoever sent an alarm in that time', async () => {
    await reports.report(anAct(), caseFileId, 'left');
    const other = aCaseFile();
    await core.stores.caseFiles.insert(other);
    await reports.report(anAct(), other._id, 'need-help');
    const then = { from: clock.now(), to: new Date(clock.now().getTime() + 1) };
    const sent = await reports.listSent([caseFileId], then);
    expect([...sent].map(([id, all]) => [id, all.map(({ kind }) => kind)])).toEqual(
      expect.arrayContaining([
        [caseFileId, ['left']],
        [other._id, ['need-help']],
      ]),
    );
    expect([...(await reports.listSent([], { from: new Date(0), to: new Date(1) }))]).toEqual([]);
  });
});
