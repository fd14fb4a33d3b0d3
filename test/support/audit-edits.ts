import { createSecretKey } from 'node:crypto';
import { buildLinks, GENESIS, markOf, type ChainEntry, type Head } from '../../src/audit/chain.ts';
import { hmac } from '../../src/platform/sealing.ts';
import type { Random } from '../trials/random.ts';

const SECRET = createSecretKey(Buffer.alloc(32, 7));
export const chainHash = (...parts: string[]): string => hmac(SECRET, ...parts);

const WHAT = ['booking.book', 'booking.cancel', 'case-file.read', 'slot.edit', 'staff.invite'] as const;

/** A chain as the database gives it: entries of all kinds, sealed. */
export function aChain(random: Random, length: number): ChainEntry[] {
  const own = Array.from({ length }, (_, index) => ({
    _id: `entry-${index}`,
    at: new Date(1_790_000_000_000 + random.below(5_000_000)),
    actor: random.pick([
      { kind: 'staff', id: `s${random.below(9)}`, name: 'Олена О’Ніл' },
      { kind: 'traveller', caseFileId: `c${random.below(9)}` },
      { kind: 'job', name: 'expire-holds' },
    ]),
    what: random.pick(WHAT),
    which: random.pick([{ caseFileId: `c${random.below(99)}`, slotId: `s${random.below(99)}` }, { staffId: 'x' }, {}]),
    fields: random.pick([[], ['phone'], ['from', 'to', 'zone']]),
    requestId: `r${random.below(1e9)}`,
  }));
  const marked = own.map((entry) => ({ ...entry, mark: markOf(chainHash, entry) }));
  const links = buildLinks(chainHash, GENESIS, marked);
  return marked.map((entry, index) => ({ ...entry, ...links[index], _id: entry._id }));
}

export const headOf = (chain: readonly ChainEntry[]): Head => {
  const { no, hash } = chain.at(-1) as unknown as Head;
  return { no, hash };
};

/** One edit, and the first number at which the chain is no longer what was written. */
export interface Edit {
  name: string;
  edited: ChainEntry[];
  first: number;
}

const OTHER: readonly unknown[] = [null, 'other', 0, 17, true, [], {}, new Date(0), { $gt: '' }, ['phone', 'name']];

/** Not `structuredClone`: under the test runner it gives objects of another realm, which no database does. */
function cloneOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(cloneOf) as T;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cloneOf(each)])) as T;
}

/** Changes one place of one entry: a field of it, a field inside a field, one more field, or one less. */
function alter(random: Random, chain: readonly ChainEntry[]): Edit {
  const index = random.below(chain.length);
  const entry = cloneOf(chain[index] ?? {});
  const parts = [entry, entry['actor'], entry['which']].filter(
    (part): part is Record<string, unknown> => typeof part === 'object' && part !== null,
  );
  const part = random.pick(parts);
  const field = random.pick([...Object.keys(part), 'added']);
  const before = part[field];
  if (before !== undefined && random.below(5) === 0) Reflect.deleteProperty(part, field);
  else part[field] = typeof before === 'string' && random.below(2) === 0 ? touched(random, before) : random.pick(OTHER);
  // The same again, or nothing put where nothing was, would be no edit.
  if (JSON.stringify(entry) === JSON.stringify(chain[index])) entry['what'] = `${String(entry['what'])} `;
  return {
    name: `alter ${part === entry ? '' : 'inside '}${field}`,
    edited: chain.with(index, entry),
    first: index + 1,
  };
}

/** One character of it is another one. */
const touched = (random: Random, text: string): string => {
  const at = random.below(text.length + 1);
  return `${text.slice(0, at)}${random.pick(['a', 'B', '7', ' ', '\u0000', 'є'])}${text.slice(at + random.below(2))}`;
};

function remove(random: Random, chain: readonly ChainEntry[]): Edit {
  const index = random.below(chain.length - 1);
  return { name: 'remove', edited: chain.toSpliced(index, 1), first: index + 1 };
}

/** An entry of the intruder's own, or a copy of one that is there, with a number of its own, none, or one that is taken. */
function insert(random: Random, chain: readonly ChainEntry[]): Edit {
  const index = random.below(chain.length + 1);
  const copy = cloneOf(random.pick(chain));
  const no = random.pick([index + 1, index, index + 0.5, copy.no, 'none', -1]);
  const edited = chain.toSpliced(index, 0, { ...copy, _id: 'inserted', no: no === 'none' ? undefined : no });
  return { name: 'insert', edited, first: index + 1 };
}

/** Exchanges two entries: whole, with the numbers left where they were, or with all that the sealer added left there. */
function swap(random: Random, chain: readonly ChainEntry[]): Edit {
  const low = random.below(chain.length - 1);
  const high = low + 1 + random.below(chain.length - low - 1);
  const [a, b] = [chain[low] ?? {}, chain[high] ?? {}];
  const left = random.pick<(entry: ChainEntry) => ChainEntry>([
    () => ({}),
    ({ no }) => ({ no }),
    ({ no, prev, hash }) => ({ no, prev, hash }),
  ]);
  const edited = chain.with(low, { ...b, ...left(a) }).with(high, { ...a, ...left(b) });
  return { name: 'swap', edited, first: low + 1 };
}

function cut(random: Random, chain: readonly ChainEntry[]): Edit {
  const length = random.below(chain.length);
  return { name: 'cut', edited: chain.slice(0, length), first: length + 1 };
}

/** One edit of a chain, drawn at random. */
export const anEdit = (random: Random, chain: readonly ChainEntry[]): Edit =>
  random.pick([alter, alter, remove, insert, swap, cut])(random, chain);
