import { describe, expect, it } from '@jest/globals';
import { formatCardCode, parseCardCode } from '../../src/itinerary/card-code.ts';
import { TooManyCodes } from '../../src/itinerary/code-limit.ts';
import { checkShownOnce, isStillShown, NoVerifiedContact } from '../../src/itinerary/credential.ts';
import { isAlarm, mayTakeBack, REPORT_KINDS } from '../../src/itinerary/report.ts';
import { checkDigit } from '../../src/platform/check-digit.ts';
import { refusalOf } from '../support/refusal.ts';

const now = new Date('2026-11-24T10:00:00Z');
const code = (digits: string): string => digits + checkDigit(digits);

describe('the code on a card', () => {
  it('stands in groups of four', () => {
    expect(formatCardCode('04172085131700000000')).toBe('0417 2085 1317 0000 0000');
  });

  it('is read with spaces, stops and dashes, and only at its full length', () => {
    const right = code('1234567890123456789');
    expect(parseCardCode(` ${right.slice(0, 4)}.${right.slice(4, 8)}-${right.slice(8)} `)).toBe(right);
    for (const other of [code('123456789012345678'), code('12345678901234567890'), `x${right.slice(1)}`])
      expect(parseCardCode(other)).toBeUndefined();
  });
});

describe('a link or a card that was handed out', () => {
  it('is shown again only while nobody has opened or ended it', () => {
    expect(() => checkShownOnce({})).not.toThrow();
    expect(() => checkShownOnce(undefined)).not.toThrow();
    expect(refusalOf(() => checkShownOnce({ openedAt: now }))).toMatchObject({ status: 409, type: 'link-was-opened' });
    expect(refusalOf(() => checkShownOnce({ revokedAt: now }))).toMatchObject({ status: 409, type: 'already-ended' });
    expect(refusalOf(() => checkShownOnce({ openedAt: now, revokedAt: now })).type).toBe('link-was-opened');
  });

  it('opens nothing once the family was erased, whatever else stands', () => {
    expect(isStillShown({ state: 'booked', progress: [] }, now)).toBe(true);
    expect(isStillShown({ state: 'booked', progress: [], erased: { at: now, by: 'Eva' } }, now)).toBe(false);
  });

  it('is refused with words for the desk and for her', () => {
    expect(new NoVerifiedContact()).toMatchObject({ status: 409, type: 'no-verified-contact' });
    expect(new TooManyCodes()).toMatchObject({ status: 429, type: 'too-many-codes' });
  });
});

describe('what she tapped', () => {
  it('is an alarm where she was turned back or needs help', () => {
    expect(REPORT_KINDS.filter((kind) => isAlarm({ kind }))).toEqual(['turned-back', 'need-help']);
  });

  it('can be taken back for ten minutes', () => {
    const after = (ms: number) => mayTakeBack({ at: now }, new Date(now.getTime() + ms));
    expect([after(0), after(600_000), after(600_001)]).toEqual([true, true, false]);
  });
});
