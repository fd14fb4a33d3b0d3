import { expect, it } from '@jest/globals';
import { emailField } from '../../src/platform/email-field.ts';

it('an e-mail address has at most 64 characters before the @, or nobody could be written to', () => {
  const takes = (length: number): boolean => emailField.safeParse(`${'a'.repeat(length)}@example.org`).success;
  expect([takes(1), takes(64), takes(65)]).toEqual([true, true, false]);
});
