import { describe, it, expect } from '@jest/globals';
import { NotFound } from '../../src/platform/domain-error.ts';
import { loadReference } from '../../src/route/load-route.ts';
import { PathRefused } from '../../src/route/path-refused.ts';
import { listPathChoices, meetOnSide, resolvePath, type PathChoice } from '../../src/route/path.ts';
import { currentRouteRef, findStage } from '../../src/route/reference.ts';

const reference = loadReference(process.cwd());
const ref = currentRouteRef(reference);

const byMedyka: PathChoice = {
  hub: 'minsk',
  mode: 'bus',
  entryCrossing: 'by-pl-terespol',
  exitCrossing: 'pl-ua-medyka',
  exitMode: 'foot',
};
const choose = (change: Partial<PathChoice>): PathChoice => ({ ...byMedyka, ...change });
const keys = (choice: PathChoice): string[] => resolvePath(reference, ref, choice).map(({ key }) => key);

function refusal(change: Partial<PathChoice>): PathRefused {
  try {
    keys(choose(change));
  } catch (error) {
    if (error instanceof PathRefused) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('her way through the documented route', () => {
  it('leads from the first call to Kyiv', () => {
    expect(keys(byMedyka)).toEqual([
      'contact',
      'proof',
      'hub:minsk',
      'ride:minsk:by-pl-terespol:bus',
      'border:by-pl-terespol:bus',
      'ride:by-pl-terespol:lublin:bus',
      'ride:lublin:rzeszow:bus',
      'ride:rzeszow:przemysl:bus',
      'ride:przemysl:pl-ua-medyka:bus',
      'border:pl-ua-medyka:foot',
      'meet:pl-ua-medyka',
      'accompany:pl-ua-medyka',
      'handover:kyiv',
    ]);
  });

  it('goes by taxi where a taxi was chosen, and changes to the bus where the other half of the choice begins', () => {
    const way = keys(choose({ mode: 'taxi', entryCrossing: 'by-pl-kuznica', exitMode: 'bus' }));
    expect(way).toContain('border:by-pl-kuznica:car');
    expect(way).toContain('ride:by-pl-kuznica:bialystok:taxi');
    expect(way).toContain('ride:bialystok:lublin:bus');
  });

  it('shows each end of a stage on its own clock', () => {
    const stages = resolvePath(reference, ref, byMedyka);
    const clocks = stages.flatMap((stage) => ('fromZone' in stage ? [[stage.fromZone, stage.toZone]] : []));
    expect(clocks[0]).toEqual(['Europe/Minsk', 'Europe/Minsk']);
    expect(clocks[1]).toEqual(['Europe/Minsk', 'Europe/Warsaw']);
    expect(clocks[2]).toEqual(['Europe/Warsaw', 'Europe/Warsaw']);
    expect(clocks.at(-3)).toEqual(['Europe/Warsaw', 'Europe/Kyiv']);
    expect(clocks.at(-1)).toEqual(['Europe/Kyiv', 'Europe/Kyiv']);
  });

  it('puts the border after the meeting when she is met on the Polish side', () => {
    const stages = resolvePath(reference, ref, byMedyka);
    const tail = (side: 'polish' | 'ukrainian'): string[] =>
      meetOnSide(stages, side)
        .slice(-4)
        .map(({ kind }) => kind);
    expect(tail('ukrainian')).toEqual(['border', 'meeting', 'accompany', 'handover']);
    expect(tail('polish')).toEqual(['meeting', 'border', 'accompany', 'handover']);
    expect(meetOnSide(stages, 'polish')).toHaveLength(stages.length);
  });
});

describe('a way that nobody can go', () => {
  it.each([
    ['Kuźnica by bus', { entryCrossing: 'by-pl-kuznica' }, 'mode-not-taken', 'takes no buses to Poland, only cars'],
    ['Kukuryki by bus', { entryCrossing: 'by-pl-kukuryki' }, 'crossing-takes-nobody', 'Choose Terespol'],
    ['Kukuryki by taxi', { entryCrossing: 'by-pl-kukuryki', mode: 'taxi' }, 'crossing-takes-nobody', 'Kuźnica'],
    ['Dorohusk on foot', { exitCrossing: 'pl-ua-dorohusk' }, 'mode-not-taken', 'Choose Medyka'],
    ['Dorohusk by car', { exitCrossing: 'pl-ua-dorohusk', exitMode: 'car' }, 'not-on-this-route', 'not processed'],
    ['Minsk by Bezledy', { entryCrossing: 'ru-pl-bezledy' }, 'no-way-between', 'from Minsk to Bezledy'],
    ['into Poland by Medyka', { entryCrossing: 'pl-ua-medyka' }, 'not-on-this-route', 'does not enter Poland there'],
    ['a closed crossing', { entryCrossing: 'by-pl-polowce' }, 'crossing-takes-nobody', 'takes no travellers to Poland'],
    ['a crossing that is none', { exitCrossing: 'atlantis' }, 'crossing-unknown', 'Choose Medyka'],
  ] as const)('%s is refused with the reason and what to choose instead', (_name, change, code, words) => {
    const refused = refusal(change);
    expect(refused.code).toBe(code);
    expect(refused.detail).toContain(words);
    expect(refused.type).toBe(`path-${code}`);
    expect(refused.invalidParams[0]?.name).toMatch(/^(entry|exit)Crossing$/);
  });

  it('is told apart from a route that is not loaded', () => {
    expect(() => resolvePath(reference, 'mod-2022-03-02@99', byMedyka)).toThrow(NotFound);
  });
});

describe('what a form offers', () => {
  const choices = listPathChoices(reference, ref);

  it('offers only ways that resolve, each once', () => {
    expect(choices.length).toBeGreaterThan(100);
    expect(new Set(choices.map((choice) => JSON.stringify(choice))).size).toBe(choices.length);
    for (const choice of choices) expect(keys(choice).at(-1)).toBe('handover:kyiv');
  });

  it('offers both hubs, both modes and every crossing point of the route', () => {
    expect(new Set(choices.map(({ hub, mode }) => `${hub} ${mode}`)).size).toBe(4);
    expect(new Set(choices.map(({ exitCrossing }) => exitCrossing)).size).toBe(9);
    expect(choices.some(({ exitCrossing, exitMode }) => exitCrossing !== 'pl-ua-medyka' && exitMode === 'foot')).toBe(
      false,
    );
  });

  it('has the stage on which slots of every crossing point are offered', () => {
    for (const { exitCrossing } of choices)
      expect(findStage(reference, ref, `meet:${exitCrossing}`)).toMatchObject({
        kind: 'meeting',
        crossing: exitCrossing,
      });
  });
});
