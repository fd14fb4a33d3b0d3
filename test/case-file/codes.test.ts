import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatProofCode,
  formatReference,
  newProofCode,
  newReference,
  parseProofCode,
  parseReference,
} from '../../src/case-file/codes.ts';
import { checkDigit, hasCheckDigit } from '../../src/platform/check-digit.ts';
import { randomIds } from '../../src/platform/ids.ts';

const digits = fc.stringMatching(/^\d{6}$/);

describe('codes that people read over a bad line', () => {
  it('knows the published example of the check digit', () => {
    expect(checkDigit('572')).toBe('4');
    expect(hasCheckDigit('5724')).toBe(true);
  });

  it('notices every wrong digit and every swap of neighbours in a reference', () => {
    fc.assert(
      fc.property(digits, fc.nat({ max: 6 }), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const reference = body + checkDigit(body);
        const wrong = String((Number(reference[at]) + shift) % 10);
        expect(parseReference(reference.slice(0, at) + wrong + reference.slice(at + 1))).toBeUndefined();
        const [one = '', other = ''] = [reference[at], reference[at + 1]];
        if (other !== '' && one !== other)
          expect(parseReference(reference.slice(0, at) + other + one + reference.slice(at + 2))).toBeUndefined();
      }),
    );
  });

  it('reads a reference however it is typed', () => {
    const reference = newReference(randomIds);
    expect(parseReference(formatReference(reference))).toBe(reference);
    expect(parseReference(` ${reference.slice(0, 3)} ${reference.slice(3)}`)).toBe(reference);
  });

  it('reads a proof code in small letters, with O for 0 and I or L for 1, and notices a wrong character', () => {
    const code = newProofCode(() => 1);
    expect(parseProofCode(formatProofCode(code).toLowerCase().replaceAll('1', 'l'))).toBe(code);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 31 })), fc.nat({ max: 8 }), (numbers, at) => {
        const made = newProofCode(() => numbers.next().value as number);
        const wrong = made[at] === 'Z' ? 'Y' : 'Z';
        expect(parseProofCode(made)).toBe(made);
        expect(parseProofCode(made.slice(0, at) + wrong + made.slice(at + 1))).toBeUndefined();
      }),
    );
  });
});
