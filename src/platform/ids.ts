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

const POOL_BYTES = 4096;
const ID_BYTES = 16;
let pool = Buffer.alloc(0);

/** Each request has an id: asking the system's generator for many at once is a tenth of the cost. */
function takeId(): string {
  if (pool.length < ID_BYTES) pool = randomBytes(POOL_BYTES);
  const id = pool.toString('hex', 0, ID_BYTES);
  pool = pool.subarray(ID_BYTES);
  return id;
}

export const randomIds: Ids = {
  id: takeId,
  token: () => randomBytes(32).toString('base64url'),
  digits: (length) => Array.from({ length }, () => randomInt(10)).join(''),
};
