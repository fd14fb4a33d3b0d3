import { describe, it, expect } from '@jest/globals';
import { formatCardCode, newCardCode, parseCardCode } from '../../src/itinerary/card-code.ts';
import { createCodeLimit, networkOf, TooManyCodes } from '../../src/itinerary/code-limit.ts';
import { CodeNotRight, isStillShown, LinkOver, NoVerifiedContact } from '../../src/itinerary/credential.ts';
import { credentialService } from '../../src/itinerary/credential-service.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { anAct } from '../support/builders.ts';

const code = newCardCode(randomIds);

describe('the code on her card', () => {
  it('is twenty digits in five groups of four', () => {
    expect(formatCardCode(code)).toMatch(/^(\d{4} ){4}\d{4}$/);
    expect(parseCardCode(formatCardCode(code))).toBe(code);
    expect(parseCardCode(code.replaceAll(/(\d{5})/g, '$1-'))).toBe(code);
  });

  it('notices every wrong digit and every swap of neighbours', () => {
    for (let at = 0; at < code.length; at += 1) {
      const wrong = String((Number(code.charAt(at)) + 1) % 10);
      expect(parseCardCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeUndefined();
      const swapped = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
      if (at < code.length - 1 && swapped !== code) expect(parseCardCode(swapped)).toBeUndefined();
    }
  });

  it.each(['', '417-2085', `${code}0`, 'ABCD'])('is not “%s”', (typed) => {
    expect(parseCardCode(typed)).toBeUndefined();
  });
});

/** The service where any look at the database, or any write, fails the test. */
function withoutDatabase(contacts: readonly unknown[] = []) {
  const never = () => Promise.reject(new Error('looked at the database'));
  const caseFiles = { lock: () => Promise.resolve({}), find: never };
  const perform = async (_act: unknown, _turn: string, fn: (now: Date) => Promise<{ reply: unknown }>) =>
    (await fn(new Date(0))).reply;
  const keys = { hash: () => 'hash' };
  const credentials = { findByHash: never, insert: never };
  const requireCheckedCaller = () => Promise.resolve();
  const rest = { listVerified: () => Promise.resolve(contacts), endSessionsOf: never, clock: () => new Date(0) };
  const transact = (_turn: string, fn: () => Promise<unknown>) => fn();
  const dependencies = {
    perform,
    transact,
    keys,
    credentials,
    caseFiles,
    requireCheckedCaller,
    ids: randomIds,
    ...rest,
  };
  return credentialService(dependencies as unknown as Parameters<typeof credentialService>[0]);
}

describe('the page of an ended journey', () => {
  const end = new Date('2026-11-24T10:00:00Z');
  const days = (count: number): Date => new Date(end.getTime() + count * 86_400_000);
  const closing = { state: 'closed' as const, at: end, by: 'Anna' };

  it('is shown for seven days after the end, whichever it was, and without end while it goes on', () => {
    const ended = { state: 'withdrawn' as const, ending: { at: end, from: 'booked' as const }, progress: [] };
    const closed = { state: 'closed' as const, progress: [closing] };
    const shown = [ended, closed].map((each) => [days(6.99), days(7)].map((now) => isStillShown(each, now)));
    expect(shown).toEqual([
      [true, false],
      [true, false],
    ]);
    expect(isStillShown({ state: 'booked', progress: [closing] }, days(99))).toBe(true);
    const mistaken = { ...closing, takenBack: { at: end, by: 'Anna' } };
    expect(isStillShown({ state: 'closed', progress: [mistaken] }, days(99))).toBe(true);
  });
});

describe('opening by what she typed', () => {
  it('costs no look at the database when the check digit is wrong or the token has another length', async () => {
    const wrong = code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);
    await expect(withoutDatabase().openByCode(wrong)).rejects.toThrow(CodeNotRight);
    await expect(withoutDatabase().openByToken('short')).rejects.toThrow(LinkOver);
    await expect(withoutDatabase().openByCode(code)).rejects.toThrow('looked at the database');
  });

  it('issues nothing while no number of ours is verified', async () => {
    await expect(withoutDatabase().issueLink(anAct(), 'case')).rejects.toThrow(NoVerifiedContact);
    await expect(withoutDatabase([{}]).issueLink(anAct(), 'case')).rejects.toThrow('looked at the database');
  });
});

describe('wrong codes from one network', () => {
  const fail = () => Promise.reject(new CodeNotRight());
  const isGuess = (error: unknown): boolean => error instanceof CodeNotRight;

  it('are refused after ten, while other networks are let in', async () => {
    const limit = createCodeLimit();
    for (let n = 0; n < 10; n += 1)
      await expect(limit.attempt('2001:db8:1:2::1', isGuess, fail)).rejects.toThrow(CodeNotRight);
    await expect(limit.attempt('2001:db8:1:2:ffff::9', isGuess, () => Promise.resolve('in'))).rejects.toThrow(
      TooManyCodes,
    );
    await expect(limit.attempt('2001:db8:1:3::1', isGuess, () => Promise.resolve('in'))).resolves.toBe('in');
  });

  it('are refused after ten when all are sent at once', async () => {
    const limit = createCodeLimit();
    const all = await Promise.allSettled(Array.from({ length: 300 }, () => limit.attempt('192.0.2.9', isGuess, fail)));
    const tried = all.filter((one) => one.status === 'rejected' && one.reason instanceof CodeNotRight);
    expect(tried).toHaveLength(10);
  });

  it('do not count what failed for another reason, nor what was right', async () => {
    const limit = createCodeLimit();
    const away = () => Promise.reject(new Error('away'));
    for (let n = 0; n < 12; n += 1) {
      await expect(limit.attempt('192.0.2.1', isGuess, away)).rejects.toThrow('away');
      await limit.attempt('192.0.2.1', isGuess, () => Promise.resolve('in'));
    }
    await expect(limit.attempt('192.0.2.1', isGuess, () => Promise.resolve('in'))).resolves.toBe('in');
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8::ffff:192.0.2.7', '2001:db8:0:0'],
    ['1::2:3:4:5:6:7', '1:0:2:3'],
    ['1:2:3:4:5:6:7::', '1:2:3:4'],
    ['::', '0:0:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['192.0.2.7', '192.0.2.7'],
  ])('%s belongs to %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
