import { mock } from 'node:test';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createCodeLimit, TooManyCodes } from '../../src/itinerary/code-limit.ts';

const wrong = new Error('wrong code');

describe('the limit of wrong codes from one network', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['Date', 'setTimeout'] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it('holds for a quarter of an hour from the first of them, and no longer', async () => {
    const limit = createCodeLimit();
    const guess = () =>
      limit
        .attempt(
          '203.0.113.7',
          (error) => error === wrong,
          () => Promise.reject(wrong),
        )
        .catch((error: unknown) => error);
    for (let count = 0; count < 10; count += 1) expect(await guess()).toBe(wrong);
    expect(await guess()).toBeInstanceOf(TooManyCodes);
    mock.timers.tick(14 * 60_000);
    expect(await guess()).toBeInstanceOf(TooManyCodes);
    mock.timers.tick(61_000);
    expect(await guess()).toBe(wrong);
  });
});
