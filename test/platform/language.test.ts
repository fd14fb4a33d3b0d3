import { describe, it, expect } from '@jest/globals';
import { chooseLanguage } from '../../src/platform/language.ts';

describe('the language of a first visit', () => {
  it.each([
    ['uk-UA,uk;q=0.9,ru;q=0.8,en;q=0.7', 'uk'],
    ['ru', 'ru'],
    ['pl,en;q=0.3,ru;q=0.7', 'ru'],
    ['RU-BY ; q=0.9, en;q=0.1', 'ru'],
    ['ru;q=0, uk;q=0.1', 'uk'],
    ['pl,de', 'en'],
    ['*', 'en'],
    ['ru;q=abc', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('reads %j as %s', (header, language) => {
    expect(chooseLanguage(header)).toBe(language);
  });

  it('does not labour over an absurdly long header', () => {
    expect(chooseLanguage('x,'.repeat(100_000) + 'uk')).toBe('en');
  });
});
