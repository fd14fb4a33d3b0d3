import { describe, expect, it } from '@jest/globals';
import { isUnchanged } from '../../src/feed/feed-conditional.ts';

const current = { etag: '"now"', lastModified: new Date('2026-11-24T10:00:00.700Z') };

describe('what a calendar says it has', () => {
  it.each([
    ['"now"', true],
    ['W/"now"', true],
    ['"old", W/"older" , "now"', true],
    ['*', true],
    ['"old"', false],
    ['now', false],
    ['', false],
    ['"now', false],
    ['"a,"now"', false],
  ])('takes If-None-Match %s for unchanged: %s', (ifNoneMatch, unchanged) => {
    expect(isUnchanged({ ifNoneMatch }, current)).toBe(unchanged);
  });

  it.each([
    ['Tue, 24 Nov 2026 10:00:00 GMT', true],
    ['Tue, 24 Nov 2026 10:00:01 GMT', true],
    ['Tue, 24 Nov 2026 09:59:59 GMT', false],
    ['yesterday', false],
    [undefined, false],
  ])('takes If-Modified-Since %s for unchanged: %s', (ifModifiedSince, unchanged) => {
    expect(isUnchanged({ ifModifiedSince }, current)).toBe(unchanged);
  });

  it('believes the tag and not the date where both are sent', () => {
    const ifModifiedSince = 'Wed, 25 Nov 2026 10:00:00 GMT';
    expect(isUnchanged({ ifNoneMatch: '"old"', ifModifiedSince }, current)).toBe(false);
  });
});
