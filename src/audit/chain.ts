import { canonicalText } from './canonical.ts';

/** A keyed hash whose secret only a running Homeward has: with the database alone, no entry and no chain can be made. */
export type ChainHash = (...parts: string[]) => string;

/** A place in the chain: how many entries it has up to there, and the hash of the last. */
export interface Head {
  no: number;
  hash: string;
}

/** What an act leaves for the sealer: the entry's id and its mark. */
export interface Unsealed {
  _id: string;
  mark: string;
}

/** What the sealer adds to an entry. */
export interface Link extends Head {
  _id: string;
  prev: string;
}

/** An entry as the verification reads it. Nothing of it is believed before it was checked. */
export interface ChainEntry {
  no?: unknown;
  prev?: unknown;
  hash?: unknown;
  mark?: unknown;
  unsealed?: unknown;
  [field: string]: unknown;
}

/** The first number at which the chain is not what was written. */
export interface Broken {
  no: number;
  why: 'missing' | 'inserted' | 'altered' | 'cut' | 'other-head';
}

/** Where every chain begins. */
export const GENESIS: Head = { no: 0, hash: 'genesis' };

const VERSION = '1';
const versioned = (hash: string): string => `${VERSION}.${hash}`;

/** The keyed hash of an entry's own fields, made in the act itself: what is changed before it is sealed shows as well. */
export function markOf(hash: ChainHash, entry: object): string {
  const { no: _no, prev: _prev, hash: _hash, mark: _mark, unsealed: _unsealed, ...own }: ChainEntry = { ...entry };
  return versioned(hash(`entry/${VERSION}`, canonicalText(own)));
}

/** The hash of a whole entry in its place: over its number, the hash before it and its mark, which covers the rest. */
export const linkHash = (hash: ChainHash, no: number, prev: string, mark: string): string =>
  versioned(hash(`link/${VERSION}`, String(no), prev, mark));

/** Gives unsealed entries the next numbers after the head. */
export function buildLinks(hash: ChainHash, head: Head, entries: readonly Unsealed[]): Link[] {
  let last = head;
  return entries.map(({ _id, mark }) => {
    const [no, prev] = [last.no + 1, last.hash];
    last = { no, hash: linkHash(hash, no, prev, mark) };
    return { _id, prev, ...last };
  });
}

/** Goes on along the chain from `head` over entries in the order of their numbers, up to the first that is not what was written. */
export function followChain(
  hash: ChainHash,
  head: Head,
  entries: readonly ChainEntry[],
  known: readonly Head[] = [],
): { head: Head; broken?: Broken } {
  let last = head;
  for (const entry of entries) {
    const no = last.no + 1;
    const why = faultOf(hash, last, entry);
    if (why !== undefined) return { head: last, broken: { no: numberOf(entry, no), why } };
    last = { no, hash: entry.hash as string };
    if (isOtherHead(last, known)) return { head: last, broken: { no, why: 'other-head' } };
  }
  return { head: last };
}

/** A chain that ends before a head that is known from elsewhere was cut; undefined when it reaches them all. */
export function findCut(end: Head, known: readonly Head[]): Broken | undefined {
  return known.some(({ no }) => no > end.no) ? { no: end.no + 1, why: 'cut' } : undefined;
}

function faultOf(hash: ChainHash, last: Head, entry: ChainEntry): Broken['why'] | undefined {
  const no = last.no + 1;
  if (typeof entry.no !== 'number' || entry.no < no) return 'inserted';
  if (entry.no > no) return Number.isInteger(entry.no) ? 'missing' : 'inserted';
  const mark = markOf(hash, entry);
  const isWhole =
    entry.unsealed === undefined &&
    entry.mark === mark &&
    entry.prev === last.hash &&
    entry.hash === linkHash(hash, no, last.hash, mark);
  return isWhole ? undefined : 'altered';
}

/** Of two entries with one number the second is named by that number; all else by the number that should have come. */
const numberOf = ({ no }: ChainEntry, expected: number): number =>
  typeof no === 'number' && Number.isInteger(no) && no >= 1 && no < expected ? no : expected;

const isOtherHead = (last: Head, known: readonly Head[]): boolean =>
  known.some(({ no, hash }) => no === last.no && hash !== last.hash);
