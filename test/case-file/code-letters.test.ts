import { describe, expect, it } from '@jest/globals';
import {
  formatProofCode,
  formatReference,
  newProofCode,
  newReference,
  parseProofCode,
  parseReference,
} from '../../src/case-file/codes.ts';
import { normaliseDetainee, normalisePhone, surnameOf } from '../../src/case-file/index-words.ts';
import { checkDigit } from '../../src/platform/check-digit.ts';
import { randomIds } from '../../src/platform/ids.ts';

describe('a proof code', () => {
  it('is nine characters and the check character of Luhn’s rule over thirty-two', () => {
    const codes = ['7KQ4M2XA9', 'ZZZZZZZZZ', '000000000', '123456789'].map((body) => {
      const numbers = Array.from(body, (letter) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter));
      return newProofCode(() => numbers.shift() ?? 0);
    });
    expect(codes).toEqual(['7KQ4M2XA9A', 'ZZZZZZZZZ9', '0000000000', '123456789T']);
    expect(formatProofCode('7KQ4M2XA9A')).toBe('7KQ4M-2XA9A');
    const below: number[] = [];
    newProofCode((most) => (below.push(most), 0));
    expect(below).toEqual(Array<number>(9).fill(32));
  });

  it('is read with spaces and dashes, in small letters, and only whole', () => {
    const code = newProofCode(() => 0);
    expect(parseProofCode(' 00000-00000 ')).toBe(code);
    expect(parseProofCode('ooooo ooooo')).toBe(code);
    // A letter that is none may pass for any character but the check character.
    for (const last of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') expect(parseProofCode(`0000000U0${last}`)).toBeUndefined();
    for (const other of ['000000000', '00000000000', '0000000U00', '00000.00000'])
      expect(parseProofCode(other)).toBeUndefined();
  });
});

describe('a reference', () => {
  it('is six digits and a check digit, read with spaces, stops and dashes, and only whole', () => {
    const reference = `417208${checkDigit('417208')}`;
    expect(formatReference(reference)).toBe(`417-208${checkDigit('417208')}`);
    expect(parseReference(` 417.208-${checkDigit('417208')}`)).toBe(reference);
    expect(newReference({ ...randomIds, digits: (length) => '417208999'.slice(0, length) })).toBe(reference);
    const longer = `4172081${checkDigit('4172081')}`;
    for (const other of [longer, reference.slice(0, 6), `${reference}x`]) expect(parseReference(other)).toBeUndefined();
  });
});

describe('the text under which a family is found', () => {
  it('is a surname in Latin letters with the year, one for each sound', () => {
    const surnames: [string, string][] = [
      ['Жук', 'zhuk'],
      ['Щербак', 'shcherbak'],
      ['Їжак', 'izhak'],
      ['Цапенко', 'tsapenko'],
      ['Юхименко', 'iukhimenko'],
      ['Гайовий', 'gaiovi'],
      ['Wójcik', 'voicik'],
      ['Ґонта', 'gonta'],
      ['Hryhorenko', 'grigorenko'],
      ['Кузьміч', 'kuzmich'],
      ['Яценюк', 'iatseniuk'],
      ['Ярослав', 'iaroslav'],
      ['Yaroslav', 'iaroslav'],
      ['Объедков', 'obedkov'],
      ['Фёдоров', 'fedorov'],
      ['Эльза-Мария', 'elzamaria'],
    ];
    expect(surnames.map(([surname]) => normaliseDetainee(surname, 1999))).toEqual(
      surnames.map(([, latin]) => `${latin} 1999`),
    );
  });

  it('is a number without its signs, and without the zeros that stand for the plus', () => {
    expect(['+48 (12) 34-56', '0048123456', '48 1200'].map(normalisePhone)).toEqual(['48123456', '48123456', '481200']);
    expect(surnameOf(' Коваль\tІван')).toBe('Коваль');
  });
});
