import { expect, it } from '@jest/globals';
import { normaliseDetainee, normalisePhone, surnameOf } from '../../src/case-file/index-words.ts';

it.each([
  ['Ковалів', 'Kowaliw', 'Kovaliv', 'KOVALIV'],
  ['Гончаренко', 'Honcharenko', 'Goncharenko'],
  ['Шевченко', 'Shevchenko', 'shevchenko '],
  ['Юрченко', 'Yurchenko', 'Jurchenko', 'Iurchenko'],
  ['Хоменко', 'Khomenko'],
  ['Мельник', "Mel'nyk", 'Melnyk', 'Мельнык'],
])('%s is found in whatever letters it is spelt', (...spelt) => {
  expect(new Set(spelt.map((surname) => normaliseDetainee(surname, 1999))).size).toBe(1);
});

it('two surnames, or two years, are two people', () => {
  const all = [
    normaliseDetainee('Коваль', 1999),
    normaliseDetainee('Ковальчук', 1999),
    normaliseDetainee('Коваль', 2000),
  ];
  expect(new Set(all).size).toBe(3);
});

it('a number is one however it is written, and a surname stands first', () => {
  expect(['+48 (123) 456-789', '0048123456789', '48123456789'].map(normalisePhone)).toEqual(
    Array<string>(3).fill('48123456789'),
  );
  expect([surnameOf('  Коваль Іван Петрович'), surnameOf('')]).toEqual(['Коваль', '']);
});
