import { describe, expect, it } from '@jest/globals';
import * as refusals from '../../src/access/access-refusals.ts';
import { isOwnWrite } from '../../src/access/own-write.ts';
import { isLive, isUseWorthWriting, type Session } from '../../src/access/session.ts';
import { inviteSchema, roleSchema, toNameKey } from '../../src/access/staff.ts';

const opened = new Date('2026-11-01T10:00:00Z');
const after = (hours: number): Date => new Date(opened.getTime() + hours * 3_600_000);
const aSession = (kind: Session['kind'], usedAt: Date): Session => ({
  ...{ _id: 's', kind, ownerId: 'o', openedAt: opened, usedAt },
});

describe('a session', () => {
  it.each<[Session['kind'], number, number]>([
    ['staff', 12, 7 * 24],
    ['traveller', 48, 365 * 24],
  ])('of %s ends %d hours after its last use and %d after its first', (kind, idle, total) => {
    expect([idle - 0.1, idle].map((hours) => isLive(aSession(kind, opened), after(hours)))).toEqual([true, false]);
    const used = aSession(kind, after(total - 1));
    expect([total - 0.1, total].map((hours) => isLive(used, after(hours)))).toEqual([true, false]);
  });

  it('is noted as used once a minute', () => {
    const session = aSession('staff', opened);
    const seconds = (count: number): Date => new Date(opened.getTime() + count * 1000);
    expect([59, 60, 61].map((count) => isUseWorthWriting(session, seconds(count)))).toEqual([false, true, true]);
  });
});

describe('the people of the desk', () => {
  it('are one whatever the letters: width, case, spaces', () => {
    expect(toNameKey('  Анна   Ｍaria ')).toBe('анна maria');
    expect(toNameKey('Anna Maria')).not.toBe(toNameKey('AnnaMaria'));
  });

  it('are invited by a name and one of two roles', () => {
    expect(inviteSchema.parse({ name: ' Al ', role: 'administrator' })).toEqual({ name: 'Al', role: 'administrator' });
    expect(roleSchema.parse({ role: 'coordinator' })).toEqual({ role: 'coordinator' });
    for (const wrong of [
      { name: 'A', role: 'coordinator' },
      { name: ' A ', role: 'coordinator' },
      { name: 'A'.repeat(81), role: 'coordinator' },
      { name: 'Anna', role: 'owner' },
      { name: 'Anna', role: 'coordinator', more: 1 },
    ])
      expect(inviteSchema.safeParse(wrong).success).toBe(false);
    expect(roleSchema.safeParse({ role: '' }).success).toBe(false);
    expect(roleSchema.safeParse({ role: 'coordinator', name: 'x' }).success).toBe(false);
  });
});

it('a write without a word from the browser needs a token that fits', () => {
  const write = (formToken: string | undefined, expected: string | undefined) =>
    isOwnWrite({ fetchSite: undefined, formToken }, expected);
  expect([write('t', 't'), write('t', undefined), write(undefined, 't'), write(undefined, undefined)]).toEqual([
    ...[true, false, false, false],
  ]);
});

it('each refusal has a status and a code that programs can rest on', () => {
  const all = Object.entries(refusals).map(([name, Refusal]) => [name, new Refusal().status, new Refusal().type]);
  expect(all.sort()).toEqual([
    ['AccessOver', 409, 'access-over'],
    ['LastAdministrator', 409, 'last-administrator'],
    ['LinkNeeded', 401, 'link-needed'],
    ['LinkSpent', 410, 'sign-in-link-spent'],
    ['NotFromHere', 403, 'not-from-here'],
    ['NotYourRole', 403, 'not-your-role'],
    ['OwnLinkOver', 410, 'own-link-over'],
    ['SignInNeeded', 401, 'sign-in-needed'],
  ]);
});
