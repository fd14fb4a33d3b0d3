import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSessionStore } from '../../src/access/session-store.ts';
import { sessionService, type SessionService } from '../../src/access/session-service.ts';
import { signInService, type SignInService } from '../../src/access/sign-in-service.ts';
import { createSignInLinkStore, createStaffStore } from '../../src/access/staff-store.ts';
import { staffService, type StaffService } from '../../src/access/staff-service.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { sha256 } from '../../src/platform/sealing.ts';
import type { Transact } from '../../src/platform/transact.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const HER = { kind: 'staff', id: 'ada', name: 'Ada' } as const;

/** The desk's people on the real database, without pages. */
describe('letting people in', () => {
  let database: TestDatabase;
  let core: TestCore;
  let people: StaffService;
  let sessions: SessionService;
  let signIn: SignInService;
  let links: ReturnType<typeof createSignInLinkStore>;
  let kept: ReturnType<typeof createSessionStore>;
  let staff: ReturnType<typeof createStaffStore>;
  const clock = testClock();
  const tools = { clock: clock.now, ids: randomIds, publicUrl: 'http://desk' };

  const makeServices = (): void => {
    sessions = sessionService({ sessions: kept, staff, ...tools });
    people = staffService({ perform: core.perform, staff, links, sessions: kept, ...tools });
    signIn = signInService({ ...core, staff, links, sessions, audit: core.stores.audit, ...tools });
  };
  beforeAll(async () => {
    database = await openTestDatabase();
    staff = createStaffStore(database.connection);
    links = createSignInLinkStore(database.connection);
    kept = createSessionStore(database.connection);
    core = await startCore(database.connection, clock.now);
    makeServices();
    await people.invite(anAct(), { name: 'First', role: 'administrator' });
    await people.invite(anAct(), { name: 'Second', role: 'administrator' });
  });
  // Anew for each test: what is made before all of them is no test's, and its mutants would be left out.
  beforeEach(makeServices);
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  const tokenOf = (link: string): string => link.split('/').at(-1) ?? '';
  const invite = (name: string, role: 'coordinator' | 'administrator' = 'coordinator') =>
    people.invite(anAct({ actor: HER }), { name, role });
  const enter = async (name: string) => {
    const { staffId, link } = await invite(name);
    const token = await signIn.signIn(tokenOf(link), 'request');
    return { staffId, token, sessionId: sha256(token) };
  };
  const entries = async () => core.stores.audit.listBetween(new Date(0), new Date('2030-01-01'));
  const lastEntry = async () => (await entries()).at(-1);

  it('an invitation names who gave it, and its link works for fifteen minutes', async () => {
    const { staffId, link, expiresAt } = await invite('Vira');
    expect(link).toMatch(/^http:\/\/desk\/sign-in\/[\w-]{43}$/);
    expect(expiresAt).toBe('2026-11-24T10:15:00.000Z');
    expect(await people.get(staffId)).toMatchObject({
      ...{ name: 'Vira', nameKey: 'vira', role: 'coordinator', invitedBy: 'Ada', active: true, rev: 0 },
      since: clock.now(),
    });
    expect(await lastEntry()).toMatchObject({ which: { staffId }, fields: ['name', 'role'] });
    expect(await links.find(sha256(tokenOf(link)))).toMatchObject({ staffId, madeAt: clock.now() });
    expect(await links.find(tokenOf(link))).toBeUndefined();
    expect((await links.find(sha256(tokenOf(link))))?.madeIn).toBeUndefined();
  });

  it('somebody who is there gets the new role and a newer link; the older one ends', async () => {
    const [first, second] = [await invite('Olha'), await invite(' OLHA ', 'administrator')];
    expect(second.staffId).toBe(first.staffId);
    expect((await people.get(first.staffId)).role).toBe('administrator');
    await expect(signIn.look(tokenOf(first.link))).rejects.toMatchObject({ type: 'sign-in-link-spent', status: 410 });
    expect(await signIn.look(tokenOf(second.link))).toEqual({ name: 'Olha' });
  });

  it('a sign-in spends the link, opens a session, and is in the audit', async () => {
    const { staffId, link } = await invite('Petro');
    const token = await signIn.signIn(tokenOf(link), 'the-request');
    expect(await sessions.findStaff(token)).toEqual({
      ...{ kind: 'staff', id: staffId, name: 'Petro', role: 'coordinator', sessionId: sha256(token) },
    });
    expect(await lastEntry()).toMatchObject({
      ...{ what: 'access.sign-in', actor: { kind: 'staff', id: staffId, name: 'Petro' }, which: { staffId } },
      ...{ requestId: 'the-request', fields: [], at: clock.now() },
    });
    expect(await links.find(sha256(tokenOf(link)))).toMatchObject({ usedAt: clock.now(), sessionId: sha256(token) });
    await expect(signIn.look(tokenOf(link))).rejects.toMatchObject({ status: 410 });
    await expect(signIn.signIn(tokenOf(link), 'again')).rejects.toMatchObject({ status: 410 });
    await expect(signIn.signIn('never given', 'again')).rejects.toMatchObject({ type: 'sign-in-link-spent' });
  });

  it('a sign-in that is run again because its commit’s answer was lost is the same one, once', async () => {
    const { staffId, link } = await invite('Twice');
    const twice: Transact = async (turn, body) => {
      await core.transact(turn, body);
      return core.transact(turn, body);
    };
    const unlucky = signInService({ ...tools, transact: twice, staff, links, sessions, audit: core.stores.audit });
    const before = await entries();
    const token = await unlucky.signIn(tokenOf(link), 'request');
    expect(await sessions.findStaff(token)).toMatchObject({ kind: 'staff', id: staffId });
    expect(await people.listSessions(staffId)).toHaveLength(1);
    expect(await entries()).toHaveLength(before.length + 1);
    await expect(unlucky.signIn(tokenOf(link), 'request')).rejects.toMatchObject({ type: 'sign-in-link-spent' });
  });

  it('a link is over at its very end', async () => {
    const { link } = await invite('Late');
    clock.advance({ minutes: 14 });
    expect(await signIn.look(tokenOf(link))).toEqual({ name: 'Late' });
    clock.advance({ minutes: 1 });
    await expect(signIn.look(tokenOf(link))).rejects.toMatchObject({ status: 410 });
    await expect(signIn.signIn(tokenOf(link), 'late')).rejects.toMatchObject({ status: 410 });
    clock.set('2026-11-24T10:00:00Z');
  });

  it('a token that is none finds nobody, and an overlong one is not looked for', async () => {
    for (const token of [undefined, '', 'x', 'x'.repeat(101)]) {
      expect(await sessions.findStaff(token)).toEqual({ kind: 'nobody' });
      expect(await sessions.findTraveller(token)).toEqual({ kind: 'nobody' });
    }
    const longest = 'y'.repeat(100);
    await sessions.openSession('traveller', 'her-case', longest);
    expect(await sessions.findTraveller(longest)).toMatchObject({ kind: 'traveller', caseFileId: 'her-case' });
    const tooLong = 'z'.repeat(101);
    await sessions.openSession('traveller', 'her-case', tooLong);
    expect(await sessions.findTraveller(tooLong)).toEqual({ kind: 'nobody' });
  });

  it('a session is of one kind: neither opens the other’s pages', async () => {
    const { token } = await enter('Kind');
    expect(await sessions.findTraveller(token)).toEqual({ kind: 'nobody' });
    await sessions.openSession('staff', 'nobody there', 'nobody’s');
    expect(await sessions.findStaff('nobody’s')).toEqual({ kind: 'nobody' });
    const hers = await sessions.openSession('traveller', 'case');
    expect(await sessions.findStaff(hers)).toEqual({ kind: 'nobody' });
    expect(await sessions.findTraveller(hers)).toEqual({
      kind: 'traveller',
      caseFileId: 'case',
      sessionId: sha256(hers),
    });
  });

  it('a session notes its last use once a minute, and is tidied only once nobody can use it', async () => {
    const token = await sessions.openSession('traveller', 'case');
    const usedAt = async () => (await kept.find(sha256(token)))?.usedAt.toISOString().slice(11, 19);
    clock.advance({ minutes: 0.5 });
    await sessions.findTraveller(token);
    expect(await usedAt()).toBe('10:00:00');
    clock.advance({ minutes: 0.5 });
    await sessions.findTraveller(token);
    expect(await usedAt()).toBe('10:01:00');
    clock.set('2026-11-26T10:01:00Z');
    await sessions.tidy(clock.now());
    expect(await kept.find(sha256(token))).toBeDefined();
    clock.advance({ minutes: 1 });
    expect(await sessions.tidy(clock.now())).toBeGreaterThan(0);
    expect(await kept.find(sha256(token))).toBeUndefined();
    clock.set('2026-11-24T10:00:00Z');
  });

  it('sessions end one by one and all at once, and only the living are listed', async () => {
    const { staffId, token, sessionId } = await enter('Many');
    await sessions.endSession(sessionId);
    expect(await sessions.findStaff(token)).toEqual({ kind: 'nobody' });
    const old = await sessions.openSession('staff', staffId);
    clock.advance({ hours: 12 });
    const young = await sessions.openSession('staff', staffId);
    await sessions.openSession('traveller', staffId);
    expect((await people.listSessions(staffId)).map(({ _id }) => _id)).toEqual([sha256(young)]);
    expect(await sessions.findStaff(old)).toEqual({ kind: 'nobody' });
    expect(await core.transact('end-sessions', () => sessions.endSessionsOf(staffId))).toBe(3);
    expect(await people.listSessions(staffId)).toEqual([]);
    clock.set('2026-11-24T10:00:00Z');
  });

  it('ending a session ends the link that was made in it, and no other person’s session', async () => {
    const [vira, other] = [await enter('Hers'), await enter('Other')];
    const own = await people.makeOwnLink(anAct({ actor: HER }), { id: vira.staffId, sessionId: vira.sessionId });
    expect(await lastEntry()).toMatchObject({ which: { staffId: vira.staffId }, fields: ['link'] });
    expect((await links.find(sha256(tokenOf(own.link))))?.madeIn).toBe(vira.sessionId);
    const hers = await sessions.openSession('traveller', vira.staffId);
    for (const wrong of [other.sessionId, 'no-session', sha256(hers)])
      await expect(people.endSession(anAct(), vira.staffId, wrong)).rejects.toThrow('There is no such session.');
    expect(await people.endSession(anAct(), vira.staffId, vira.sessionId)).toEqual({ sessionId: vira.sessionId });
    expect(await lastEntry()).toMatchObject({ which: { staffId: vira.staffId, sessionId: vira.sessionId } });
    expect(await sessions.findStaff(vira.token)).toEqual({ kind: 'nobody' });
    await expect(signIn.look(tokenOf(own.link))).rejects.toMatchObject({ status: 410 });
  });

  it('ending all sessions ends the links made in them and keeps an invitation', async () => {
    const { staffId, sessionId } = await enter('Everywhere');
    const own = await people.makeOwnLink(anAct(), { id: staffId, sessionId });
    expect(await people.endSessions(anAct(), staffId)).toEqual({ ended: 1 });
    expect(await lastEntry()).toMatchObject({ which: { staffId } });
    await expect(signIn.look(tokenOf(own.link))).rejects.toMatchObject({ status: 410 });
    const { link } = await invite('Everywhere');
    expect(await people.endSessions(anAct(), staffId)).toEqual({ ended: 0 });
    expect(await signIn.look(tokenOf(link))).toEqual({ name: 'Everywhere' });
  });

  it('a link for oneself needs a session of one’s own, and is shown again only while it opens something', async () => {
    const [vira, other] = [await enter('Selfmade'), await enter('Foreign')];
    const ask = (act: ReturnType<typeof anAct>, sessionId = vira.sessionId) =>
      people.makeOwnLink(act, { id: vira.staffId, sessionId });
    for (const sessionId of [other.sessionId, 'none'])
      await expect(ask(anAct(), sessionId)).rejects.toMatchObject({ type: 'sign-in-needed', status: 401 });
    const act = anAct();
    const own = await ask(act);
    expect(await ask(act)).toEqual(own);
    clock.advance({ minutes: 15 });
    await expect(ask(act)).rejects.toMatchObject({ type: 'own-link-over', status: 410 });
    clock.set('2026-11-24T10:00:00Z');
    await signIn.signIn(tokenOf(own.link), 'request');
    await expect(ask(act)).rejects.toMatchObject({ type: 'own-link-over' });
    const again = anAct();
    await ask(again);
    await ask(anAct());
    await expect(ask(again)).rejects.toMatchObject({ type: 'own-link-over' });
    await people.end(anAct(), vira.staffId);
    await sessions.openSession('staff', vira.staffId, vira.token);
    await expect(ask(anAct())).rejects.toMatchObject({ type: 'sign-in-needed' });
  });

  it('an access that ends takes its sessions and links along, and its role cannot be changed', async () => {
    const { staffId, token } = await enter('Leaving');
    const { link } = await invite('Leaving');
    expect(await people.end(anAct(), staffId)).toEqual({ staffId });
    expect(await lastEntry()).toMatchObject({ which: { staffId }, fields: ['active'] });
    const ended = await people.get(staffId);
    expect([ended.active, ended.endedAt]).toEqual([undefined, clock.now()]);
    expect(await sessions.findStaff(token)).toEqual({ kind: 'nobody' });
    expect([await kept.find(sha256(token)), await links.find(sha256(tokenOf(link)))]).toEqual([undefined, undefined]);
    await expect(people.changeRole(anAct(), staffId, 'administrator')).rejects.toMatchObject({
      ...{ type: 'access-over', status: 409 },
    });
    await expect(people.end(anAct(), 'nobody')).rejects.toMatchObject({ status: 404 });
    await expect(people.get('nobody')).rejects.toMatchObject({ status: 404 });
    const over = { staffId, madeAt: clock.now(), expiresAt: new Date('2026-12-31') };
    await links.insert({ _id: sha256('left over'), ...over });
    await expect(signIn.look('left over')).rejects.toMatchObject({ status: 410 });
    await links.insert({ ...over, _id: sha256('of nobody'), staffId: 'nobody' });
    await expect(signIn.look('of nobody')).rejects.toMatchObject({ type: 'sign-in-link-spent' });
    await sessions.openSession('staff', staffId, 'left over');
    expect(await sessions.findStaff('left over')).toEqual({ kind: 'nobody' });
  });

  it('whoever is ended by name is found however it is written', async () => {
    const { staffId } = await invite('Anna  Maria');
    expect(await people.endByName(anAct(), ' ANNA maria ')).toEqual({ staffId });
    expect(await lastEntry()).toMatchObject({ which: { staffId }, fields: ['active'] });
    await expect(people.endByName(anAct(), 'anna maria')).rejects.toMatchObject({ status: 404 });
  });

  it('a role changes, and one administrator stays: by no way does the last one go', async () => {
    const { staffId } = await invite('Rising');
    expect(await people.changeRole(anAct(), staffId, 'administrator')).toEqual({ staffId });
    expect(await lastEntry()).toMatchObject({ which: { staffId }, fields: ['role'] });
    const last = { type: 'last-administrator', status: 409 };
    for (const person of await people.list())
      if (person.active && person.role === 'administrator' && person._id !== staffId)
        await people.changeRole(anAct(), person._id, 'coordinator');
    await expect(people.changeRole(anAct(), staffId, 'coordinator')).rejects.toMatchObject(last);
    await expect(people.end(anAct(), staffId)).rejects.toMatchObject(last);
    await expect(invite('Rising')).rejects.toMatchObject(last);
    await people.changeRole(anAct(), staffId, 'administrator');
    await people.end(anAct(), (await invite('Passing')).staffId);
    expect((await people.get(staffId)).role).toBe('administrator');
  });
});
