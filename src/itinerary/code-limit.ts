import { isIPv6 } from 'node:net';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { DomainError } from '../platform/domain-error.ts';

const WRONG_CODES = 10;
const MINUTES = 15;

export class TooManyCodes extends DomainError {
  constructor() {
    super({
      status: 429,
      type: 'too-many-codes',
      detail: `Too many wrong codes came from this network. Wait ${MINUTES} minutes, open the link in your message, or call us.`,
    });
  }
}

/** One home or phone has a whole /64 of IPv6 addresses, so they count as one; IPv4 counts as it is. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [before = [], after = []] = plain.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const missing = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...missing, ...after]
    .slice(0, 4)
    .map((part) => parseInt(part, 16).toString(16))
    .join(':');
}

export interface CodeLimit {
  /** Runs an attempt; counts it when it fails. Throws TooManyCodes once a network has failed too often. */
  attempt<T>(address: string, isFailure: (error: unknown) => boolean, open: () => Promise<T>): Promise<T>;
}

/** Kept in this process's memory: it slows guessing down, and locks nobody out who comes from elsewhere. */
export function createCodeLimit(): CodeLimit {
  const limiter = new RateLimiterMemory({ points: WRONG_CODES, duration: MINUTES * 60 });
  return {
    attempt: async (address, isFailure, open) => {
      const network = networkOf(address);
      // Counted before it is tried, and given back when it was no guess: attempts sent side by side are counted too.
      const counted = await limiter.penalty(network);
      let isGuess = false;
      try {
        if (counted.consumedPoints > WRONG_CODES) throw new TooManyCodes();
        return await open();
      } catch (error) {
        isGuess = isFailure(error);
        throw error;
      } finally {
        if (!isGuess) await limiter.reward(network);
      }
    },
  };
}
