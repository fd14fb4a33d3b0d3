import { randomInt } from 'node:crypto';
import { checkDigit, hasCheckDigit } from '../platform/check-digit.ts';
import type { Ids } from '../platform/ids.ts';

/** Without I, L, O, U: nobody has to ask whether it was a one or an L. (D. Crockford's base 32.) */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PROOF_LENGTH = 9;

/** What she says on the phone: seven digits, the last a check digit. */
export function newReference(ids: Ids): string {
  const digits = ids.digits(6);
  return digits + checkDigit(digits);
}

/** `4172085` as people read it: `417-2085`. */
export const formatReference = (reference: string): string => `${reference.slice(0, 3)}-${reference.slice(3)}`;

/** The reference in what a person typed, or undefined when it is none. */
export function parseReference(text: string): string | undefined {
  const digits = text.replaceAll(/[\s.-]/g, '');
  return digits.length === 7 && hasCheckDigit(digits) ? digits : undefined;
}

/** Names a recorded proof: nine characters and a check character, `7KQ4M-2XA9C`. It opens nothing. */
export function newProofCode(pick: (below: number) => number = randomInt): string {
  const body = Array.from({ length: PROOF_LENGTH }, () => ALPHABET.charAt(pick(ALPHABET.length))).join('');
  return body + checkCharacter(body);
}

export const formatProofCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** The proof code in what a person typed (lower case, spaces, O for 0, I or L for 1), or undefined when it is none. */
export function parseProofCode(text: string): string | undefined {
  const code = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (code.length !== PROOF_LENGTH + 1 || Array.from(code).some((character) => !ALPHABET.includes(character)))
    return undefined;
  return checkCharacter(code.slice(0, -1)) === code.slice(-1) ? code : undefined;
}

/** Luhn's rule over 32 characters: every single mistake and nearly every swap of neighbours is noticed. */
function checkCharacter(body: string): string {
  const base = ALPHABET.length;
  // Nine characters: from either end the same ones count twice.
  const sum = Array.from(body).reduce((total, character, index) => {
    const value = ALPHABET.indexOf(character) * (index % 2 === 0 ? 2 : 1);
    return total + Math.floor(value / base) + (value % base);
  }, 0);
  return ALPHABET.charAt((base - (sum % base)) % base);
}
