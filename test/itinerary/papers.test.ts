import { describe, expect, it } from '@jest/globals';
import { papersFor, singleEntryAgainst, type Entry } from '../../src/itinerary/papers.ts';
import { aSingleEntry } from '../support/small-way.ts';
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

  it('are asked from the first instant of their first day on, and no more from that of their last', () => {
    const midnight = new Date('2026-11-25T23:00:00Z');
    const rules = [
      aSingleEntry({ id: 'always', validFrom: null, validTo: null }),
      aSingleEntry({ id: 'before', validFrom: null, validTo: '2026-11-26' }),
      aSingleEntry({ id: 'from then on', validFrom: '2026-11-26', validTo: null }),
    ];
    const askedAt = (at: Date) => papersFor(rules, [{ direction: 'to-PL', at }], 'RU').map(({ id }) => id);
    expect(askedAt(new Date(midnight.getTime() - 1))).toEqual(['always', 'before']);
    expect(askedAt(midnight)).toEqual(['always', 'from then on']);
  });

  it('fail her on the way back where a visa lets in once', () => {
    const against = (day: string, nationality: string) =>
      singleEntryAgainst(papersFor(documents, journeyOn(day), nationality))?.id;
    expect(against('2026-11-26', 'RU')).toBe('eu-single-entry');
    // The night in Poland before which the rule began.
    expect(against('2025-11-06', 'RU')).toBeUndefined();
    expect(against('2026-11-26', 'BY')).toBeUndefined();
  });

  it('do not fail her by a visa that lets in once into Ukraine, where she is met', () => {
    const rules = [aSingleEntry({ id: 'ua-visa' }, 'UA'), aSingleEntry({ id: 'pl-visa' }, 'PL')];
    expect(singleEntryAgainst(papersFor(rules, journeyOn('2026-11-26'), 'RU'))?.id).toBe('pl-visa');
    expect(singleEntryAgainst(papersFor(rules.slice(0, 1), journeyOn('2026-11-26'), 'RU'))).toBeUndefined();
  });
});
