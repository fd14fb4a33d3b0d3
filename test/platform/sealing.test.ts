import { createSecretKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openKeyRing, type KeyRing } from '../../src/platform/key-ring.ts';
import { hmac, isSameSecret, newKey, open, seal } from '../../src/platform/sealing.ts';
import { StartRefused } from '../../src/platform/start-refused.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

describe('a sealed text', () => {
  const key = newKey();

  it('opens with its key and in its place alone', () => {
    const sealed = seal(key, 'her/phone', '+380 00');
    expect(open(key, 'her/phone', sealed)).toBe('+380 00');
    expect(() => open(newKey(), 'her/phone', sealed)).toThrow();
    expect(() => open(key, 'her/email', sealed)).toThrow();
  });

  it('is never the same twice, and opens in no other form', () => {
    const sealed = seal(key, 'place', 'text');
    expect(seal(key, 'place', 'text')).not.toBe(sealed);
    for (const wrong of [sealed.replace('s1.', 's2.'), sealed.slice(0, -2), 'text', ''])
      expect(() => open(key, 'place', wrong)).toThrow();
  });
});

it('a keyed hash is of its parts and their order, not of their letters', () => {
  const key = createSecretKey(newKey());
  const other = createSecretKey(newKey());
  expect(hmac(key, 'ab', 'c')).toBe(hmac(key, 'ab', 'c'));
  expect(new Set([hmac(key, 'ab', 'c'), hmac(key, 'a', 'bc'), hmac(key, 'abc'), hmac(other, 'ab', 'c')]).size).toBe(4);
});

it('two secrets are one only when all of them is', () => {
  expect([isSameSecret('abc', 'abc'), isSameSecret('abc', 'abd'), isSameSecret('abc', 'ab')]).toEqual([
    ...[true, false, false],
  ]);
});

describe('the keys of the families', () => {
  let database: TestDatabase;
  let keys: KeyRing;
  const master = newKey();

  beforeAll(async () => {
    database = await openTestDatabase();
    keys = await openKeyRing(database.connection, master);
  });
  afterAll(() => database.close());

  it('open one family’s fields, each in its own place', async () => {
    const [hers, other] = [await keys.createCaseKey('hers'), await keys.createCaseKey('other')];
    const sealed = hers.seal('phone', '+380 00');
    expect((await keys.findSealer('hers'))?.open('phone', sealed)).toBe('+380 00');
    expect(() => hers.open('email', sealed)).toThrow();
    expect(() => other.open('phone', sealed)).toThrow();
    expect(await keys.findSealer('nobody')).toBeUndefined();
  });

  it('hash one text otherwise for each purpose, and alike after a new start', async () => {
    const again = await openKeyRing(database.connection, master);
    expect(again.hash('phone', '380')).toBe(keys.hash('phone', '380'));
    expect(keys.hash('phone', '380')).not.toBe(keys.hash('detainee', '380'));
    expect(again.house.open('note', keys.house.seal('note', 'ours'))).toBe('ours');
  });

  it('are opened by no other master key', async () => {
    await expect(openKeyRing(database.connection, newKey())).rejects.toBeInstanceOf(StartRefused);
  });
});
