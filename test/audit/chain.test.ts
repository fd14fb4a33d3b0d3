import { describe, expect, it } from '@jest/globals';
import { canonicalText } from '../../src/audit/canonical.ts';
import { findCut, followChain, GENESIS, type ChainEntry, type Head } from '../../src/audit/chain.ts';
import { aChain, anEdit, chainHash, headOf } from '../support/audit-edits.ts';
import { randomOf } from '../trials/random.ts';

const verify = (chain: readonly ChainEntry[], known: readonly Head[]) => {
  const { head, broken } = followChain(chainHash, GENESIS, chain, known);
  return broken ?? findCut(head, known);
};

describe('the chain of the audit', () => {
  it('is whole as it was sealed, read in one piece or in several', () => {
    const chain = aChain(randomOf(1), 60);
    expect(verify(chain, [headOf(chain)])).toBeUndefined();
    const first = followChain(chainHash, GENESIS, chain.slice(0, 23));
    expect(followChain(chainHash, first.head, chain.slice(23))).toEqual({ head: headOf(chain) });
  });

  it('shows each of 10,000 random edits, at its place', () => {
    const random = randomOf(20_261_126);
    const chains = Array.from({ length: 40 }, () => aChain(random, 16));
    const kinds = new Map<string, number>();
    const missed: string[] = [];
    for (let count = 0; count < 10_000; count += 1) {
      const chain = random.pick(chains);
      const { name, edited, first } = anEdit(random, chain);
      const broken = verify(edited, [headOf(chain)]);
      kinds.set(name.split(' ')[0] ?? '', (kinds.get(name.split(' ')[0] ?? '') ?? 0) + 1);
      // A number that is there twice is named, wherever its second stands.
      const isTaken = broken?.why === 'inserted' && broken.no >= 1 && broken.no < first;
      if (broken?.no !== first && !isTaken) missed.push(`${name}: ${JSON.stringify(broken)} for ${first}`);
    }
    expect(missed).toEqual([]);
    expect([...kinds.keys()].toSorted()).toEqual(['alter', 'cut', 'insert', 'remove', 'swap']);
  });

  it('cannot be made anew without the secret, not even from its beginning', () => {
    const chain = aChain(randomOf(3), 10);
    const others = aChain(randomOf(4), 10);
    const forged = followChain((...parts) => chainHash('another secret', ...parts), GENESIS, others);
    expect(forged.broken).toEqual({ no: 1, why: 'altered' });
    expect(verify(others, [headOf(chain)])).toEqual({ no: 10, why: 'other-head' });
  });

  it('names the number that is missing, taken twice, or beyond the end', () => {
    const chain = aChain(randomOf(5), 10);
    expect(verify(chain.toSpliced(6, 1), [])).toEqual({ no: 7, why: 'missing' });
    expect(verify(chain.toSpliced(6, 0, chain[5] ?? {}), [])).toEqual({ no: 6, why: 'inserted' });
    expect(verify(chain.slice(0, 8), [headOf(chain)])).toEqual({ no: 9, why: 'cut' });
    expect(verify(chain, [{ no: 4, hash: 'another' }])).toEqual({ no: 4, why: 'other-head' });
  });

  it('goes on only from the history that it was sealed after', () => {
    const chain = aChain(randomOf(7), 10);
    const other = aChain(randomOf(8), 10);
    const spliced = [...chain.slice(0, 4), { ...other[4], prev: chain[3]?.hash }, ...other.slice(5)];
    expect(verify(spliced, [])).toEqual({ no: 5, why: 'altered' });
  });

  it('takes a sealed entry that waits for a seal again for altered', () => {
    const chain = aChain(randomOf(6), 3);
    expect(verify(chain.with(1, { ...chain[1], unsealed: true }), [])).toEqual({ no: 2, why: 'altered' });
  });
});

describe('the text that is hashed', () => {
  it('does not depend on the order of the keys', () => {
    expect(canonicalText({ b: 1, a: { d: [1, 'x'], c: null } })).toBe('{"a":{"c":null,"d":[1,"x"]},"b":1}');
  });

  it('tells a date from a string, a number from its digits, a list from its text', () => {
    const at = new Date('2026-11-26T14:30:00.000Z');
    expect(canonicalText(at)).toBe('2026-11-26T14:30:00.000Z');
    const values = [at, at.toISOString(), 1, '1', true, 'true', null, 'null', [], '[]', {}, [[]], new Date(NaN)];
    expect(new Set(values.map(canonicalText)).size).toBe(values.length);
  });

  it('is the same for what was written and what the database gives back of it', () => {
    expect(canonicalText({ name: 'a\ud800' })).toBe(canonicalText({ name: 'a\ufffd' }));
    expect(canonicalText({ which: undefined })).toBe(canonicalText({ which: null }));
  });
});
