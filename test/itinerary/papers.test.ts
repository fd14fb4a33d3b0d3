import { describe, expect, it } from '@jest/globals';
import { papersFor, singleEntryAgainst, type Entry } from '../../src/itinerary/papers.ts';
import { loadReference } from '../../src/route/load-route.ts';

const documents = [...loadReference(process.cwd()).documents.values()];
const journeyOn = (day: string): Entry[] => [
  { direction: 'to-PL', at: new Date(`${day}T08:00:00Z`) },
  { direction: 'to-UA', at: new Date(`${day}T20:00:00Z`) },
];
const asked = (day: string, nationality?: string) =>
  papersFor(documents, journeyOn(day), nationality).map(({ id }) => id);

describe('papers of a journey', () => {
  it('are those of its day, its borders and her citizenship', () => {
    expect(asked('2022-03-10', 'RU')).toEqual(['pl-entry-category', 'ua-passport', 'ua-biometric']);
    expect(asked('2022-07-01', 'RU')).toEqual(['pl-entry-category', 'ua-passport', 'ua-biometric', 'ua-visa']);
    expect(asked('2026-11-26', 'RU')).toContain('eu-single-entry');
    expect(asked('2026-11-26', 'BY')).toEqual(['pl-entry-category']);
    expect(asked('2026-11-26', 'DE')).toEqual([]);
    expect(asked('2026-11-26')).toEqual(asked('2026-11-26', 'RU'));
  });

  it('of a border that she does not cross are not asked', () => {
    const [entry] = journeyOn('2026-11-26');
    expect(
      papersFor(documents, entry ? [entry] : [], 'RU').every(({ requirement }) => requirement.enters === 'PL'),
    ).toBe(true);
  });

  it('fail her on the way back where a visa lets in once', () => {
    const against = (day: string, comesBack: boolean, nationality = 'RU') => {
      const entries = journeyOn(day);
      return singleEntryAgainst(papersFor(documents, entries, nationality), entries, { comesBack })?.id;
    };
    expect(against('2026-11-26', true)).toBe('eu-single-entry');
    expect(against('2026-11-26', false)).toBeUndefined();
    // The night in Poland before which the rule began.
    expect(against('2025-11-06', true)).toBeUndefined();
    expect(against('2026-11-26', true, 'BY')).toBeUndefined();
  });
});
