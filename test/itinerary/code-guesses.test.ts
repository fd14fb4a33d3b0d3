import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CodeNotRight } from '../../src/itinerary/credential.ts';
import { createCodeLimit, TooManyCodes } from '../../src/itinerary/code-limit.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { giveCard } from '../support/caller-check.ts';
import { aBookedCase } from '../support/traveller.ts';

const isGuess = (error: unknown): boolean => error instanceof CodeNotRight;

describe('ten thousand guesses of a card code', () => {
  it('are stopped at the network they come from, and lock out nobody else', async () => {
    const limit = createCodeLimit();
    const guess = (address: string) =>
      limit.attempt(address, isGuess, () => Promise.reject(new CodeNotRight())).catch((error: unknown) => error);
    const right = (address: string) =>
      limit.attempt(address, isGuess, () => Promise.resolve('open')).catch((error: unknown) => error);
    const addresses = Array.from({ length: 500 }, (_, index) =>
      index % 2 === 0 ? `10.1.${index >> 8}.${index & 255}` : `2001:db8:0:${index.toString(16)}::1`,
    );
    const tried = new Map(addresses.map((address) => [address, 0]));
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(addresses.map((address) => guess(address)));
      for (const [index, address] of addresses.entries())
        if (answers[index] instanceof CodeNotRight) tried.set(address, (tried.get(address) ?? 0) + 1);
    }
    expect([...new Set(tried.values())]).toEqual([10]);
    for (const address of addresses) expect(await right(address)).toBeInstanceOf(TooManyCodes);
    // Another house of the same town, and the same house under another address.
    expect(await right('10.9.9.9')).toBe('open');
    expect(await right('2001:db8:0:1:ffff::2')).toBeInstanceOf(TooManyCodes);
    expect(await right('2001:db8:1:1::2')).toBe('open');
  });
});

describe('guesses over HTTP', () => {
  let home: TestApp;
  let code: string;

  beforeAll(async () => {
    home = await startTestApp();
    const { _id } = await aBookedCase(home);
    await home.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
    ({ code } = await giveCard(home, _id));
  });
  afterAll(() => home.stop());

  const type = (from: string, typed: string) =>
    home.browser().form('/i/code', { code: typed }).set('X-Forwarded-For', from);

  it('end at the tenth wrong one of an address, while her own code opens her page from another', async () => {
    for (const from of ['198.51.100.1', '198.51.100.2']) {
      const statuses: number[] = [];
      for (let guess = 0; guess < 12; guess += 1) statuses.push((await type(from, `1111 111${guess % 10}`)).status);
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
      expect((await type(from, code)).status).toBe(429);
    }
    expect((await type('198.51.100.3', code)).status).toBe(303);
    home.clock.advance({ minutes: 16 });
  });
});
