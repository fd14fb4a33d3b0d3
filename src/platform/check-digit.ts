/**
 * Damm's check digit: notices every single wrong digit and every swap of two neighbours, which are the mistakes people
 * make when they read a number over a bad line. (H. M. Damm, 2004.)
 */
const TABLE = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

/** The digit that completes `digits`. */
export const checkDigit = (digits: string): string =>
  String(Array.from(digits).reduce((interim, digit) => Number(TABLE[interim]?.[Number(digit)]), 0));

/** True when the last digit of `number` is the check digit of the others. */
export const hasCheckDigit = (number: string): boolean => /^\d+$/.test(number) && checkDigit(number) === '0';
