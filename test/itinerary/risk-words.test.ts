import { describe, expect, it } from '@jest/globals';
import type { CrossingEvent } from '../../src/crossing/crossing-event.ts';
import { sayObstacle, sayRisks } from '../../src/itinerary/risk-words.ts';

const nameOf = (crossing: string): string => `<${crossing}>`;
const event: CrossingEvent = {
  ...{ id: 'shut', crossings: ['brest'], effect: 'no-service', direction: 'both', modes: ['bus'], from: '2022-03-12' },
  ...{ to: null, appliesTo: 'everyone', asOf: null, confidence: 'high', sources: ['s'], cause: 'unknown' },
  wording: { en: 'Shut for a week', uk: 'x', ru: 'x' },
};

describe('why a way may fail, as the desk reads it', () => {
  it('names each crossing once with all that speaks against it there, each ground once', () => {
    expect(
      sayRisks(
        [
          { code: 'checked-long-ago', crossing: 'brest' },
          { code: 'tight' },
          { code: 'single-entry', crossing: 'brest' },
          { code: 'checked-long-ago', crossing: 'medyka' },
          { code: 'checked-long-ago', crossing: 'brest' },
        ],
        nameOf,
      ),
    ).toEqual([
      '<brest>: not checked for long, a visa for one entry is used up on the way there',
      'only if nothing takes longest',
      '<medyka>: not checked for long',
    ]);
  });

  it('is nothing where nothing speaks against it', () => {
    expect(sayRisks([], nameOf)).toEqual([]);
  });

  it('tells who would come too late from who would find a crossing closed, and by what it is', () => {
    expect([
      sayObstacle({ code: 'too-late' }, nameOf),
      sayObstacle({ code: 'crossing-closed', crossing: 'brest', event }, nameOf),
      sayObstacle({ code: 'crossing-closed', crossing: 'brest' }, nameOf),
    ]).toEqual([
      'She would come too late, even if she set out now.',
      '<brest> is closed when she comes there: “Shut for a week”.',
      '<brest> is closed when she comes there by its ordinary rules.',
    ]);
  });
});
