import { expect, it } from '@jest/globals';
import { tryFeeds } from '../support/feed-corpus.ts';
import { randomOf } from '../trials/random.ts';

const SEED = 20_261_124;

it('three thousand nasty texts, through every field that reaches a feed, add no property and come out as they went in', () => {
  const { texts, faults } = tryFeeds(randomOf(SEED), 3000);
  expect(faults).toEqual([]);
  expect(texts).toBeGreaterThanOrEqual(3000);
});
