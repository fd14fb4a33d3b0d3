import { randomBytes, randomInt } from 'node:crypto';

/** Randomness as a value, so that a test can count its ids. */
export interface Ids {
  /** 128 random bits, 32 hex characters: names a document, never guessable, never countable. */
  id(): string;
  /** 256 random bits in base64url, 43 characters: a secret that opens something. */
  token(): string;
  /** `length` decimal digits, uniformly random, leading zeros kept. */
  digits(length: number): string;
}

export const randomIds: Ids = {
  id: () => randomBytes(16).toString('hex'),
  token: () => randomBytes(32).toString('base64url'),
  digits: (length) => Array.from({ length }, () => randomInt(10)).join(''),
};
