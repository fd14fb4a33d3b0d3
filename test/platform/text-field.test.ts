import { expect, it } from '@jest/globals';
import { internationalPhoneField, phoneField, textField } from '../../src/platform/text-field.ts';

it('a text is kept without the blanks around it, and measured with them at its longest only', () => {
  const field = textField(2, 5, 'Write two letters at least.');
  expect(field.parse(' ab\n')).toBe('ab');
  const takes = (text: string): boolean => field.safeParse(text).success;
  expect(['abcde', 'abcdef', 'abcd  ', ' a  ', ''].map(takes)).toEqual([true, false, false, false, false]);
  expect(field.safeParse(' a ').error?.issues[0]?.message).toBe('Write two letters at least.');
});

it.each([
  ['+48 000 000 000', true, true],
  [' +48000000000\n', true, true],
  ['+380 (00) 000-00-00', true, false],
  ['0048 12.34', true, false],
  ['12345', true, false],
  ['1 2 3 4', false, false],
  ['+12345', true, false],
  ['+123456', true, true],
  ['+123456789012345', true, true],
  ['+1234567890123456', true, false],
  ['+      ', false, false],
  ['-----', false, false],
  ['', false, false],
  ['call me', false, false],
  ['1'.repeat(40), true, false],
  ['1'.repeat(41), false, false],
])('%j is a phone number: %p; one that is called from any country: %p', (text, isPhone, isInternational) => {
  expect([phoneField, internationalPhoneField].map((field) => field.safeParse(text).success)).toEqual([
    isPhone,
    isInternational,
  ]);
  if (isPhone) expect(phoneField.parse(text)).toBe(text.trim());
});
