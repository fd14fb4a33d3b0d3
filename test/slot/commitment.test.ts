import { describe, expect, it } from '@jest/globals';
import type { Curfew } from '../../src/route/facts.ts';
import type { Route, Stage } from '../../src/route/route.ts';
import { commitmentRule } from '../../src/slot/commitment.ts';

const accompany = (from: string, longest: number, restMinutes: number) => ({
  kind: 'accompany',
  from,
  minutes: { shortest: 1, longest },
  restMinutes,
});
const border = (crossing: string, direction: string, longest: number) => ({
  kind: 'border',
  crossing,
  direction,
  wait: { shortest: 1, longest },
});
const stages = [
  { kind: 'contact' },
  // A ride leads from there too, and takes no escort.
  { kind: 'ride', from: 'medyka' },
  { kind: 'meeting', crossing: 'medyka', direction: 'to-UA' },
  border('medyka', 'to-UA', 200),
  border('medyka', 'to-UA', 360),
  border('medyka', 'to-PL', 900),
  border('dorohusk', 'to-UA', 800),
  accompany('medyka', 600, 480),
  accompany('krakovets', 500, 0),
] as unknown as Stage[];
const route = { stages: new Map(stages.map((stage, index) => [String(index), stage])) } as unknown as Route;
const curfews = new Map([
  [
    'kyiv',
    {
      ...{ places: ['kyiv'], zone: 'Europe/Kyiv', from: null, to: null, start: '00:00', end: '05:00' },
      ...{ continuous: false },
    } as unknown as Curfew,
  ],
]);
const rule = commitmentRule({ routes: new Map([['route@1', route]]), curfews }, 24);

describe('what an accompaniment takes at the longest', () => {
  it('is the road and its rest, met on the Ukrainian side', () => {
    expect(rule.accompanyMinutes('route@1', 'medyka', 'ukrainian')).toBe(1080);
  });

  it('is the longest wait at this border into Ukraine on top, met on the Polish side', () => {
    expect(rule.accompanyMinutes('route@1', 'medyka', 'polish')).toBe(1440);
    expect(rule.accompanyMinutes('route@1', 'krakovets', 'polish')).toBe(500);
  });

  it('is not known where the route accompanies nobody from, or is none', () => {
    expect(rule.accompanyMinutes('route@1', 'dorohusk', 'polish')).toBeUndefined();
    expect(rule.accompanyMinutes('route@2', 'medyka', 'ukrainian')).toBeUndefined();
  });

  it('ends after Kyiv’s curfew, and then his rest begins', () => {
    expect(rule.restHours).toBe(24);
    expect(rule.arrival(new Date('2026-11-27T01:00:00Z'))).toEqual(new Date('2026-11-27T03:00:00Z'));
    expect(rule.arrival(new Date('2026-11-27T12:00:00Z'))).toEqual(new Date('2026-11-27T12:00:00Z'));
  });
});
