import { checkDigit, hasCheckDigit } from '../platform/check-digit.ts';
import type { Ids } from '../platform/ids.ts';

const RANDOM_DIGITS = 19;

/** What stands on her card: nineteen random digits and a check digit. It is typed into this page and never spoken. */
export function newCardCode(ids: Ids): string {
  const digits = ids.digits(RANDOM_DIGITS);
  return digits + checkDigit(digits);
}

/** Five groups of four, as it is printed: `0417 2085 …`. */
export const formatCardCode = (code: string): string => code.replaceAll(/\d{4}(?=\d)/g, '$& ');

/** The code in what a person typed, or undefined when it cannot be one: then nobody has to look it up. */
export function parseCardCode(text: string): string | undefined {
  const digits = text.replaceAll(/[\s.-]/g, '');
  return digits.length === RANDOM_DIGITS + 1 && hasCheckDigit(digits) ? digits : undefined;
}
