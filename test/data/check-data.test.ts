import { describe, expect, it } from '@jest/globals';
import { checkData, contradictions, disorders } from '../../src/data/check-data.ts';
import type { CrossingEvent } from '../../src/crossing/crossing-event.ts';
import { loadReference } from '../../src/route/load-route.ts';

const reference = loadReference(process.cwd());
const event = (id: string, more: Partial<CrossingEvent>): CrossingEvent => ({
  ...{
    id,
    crossings: ['pl-ua-medyka'],
    effect: 'no-service',
    modes: ['bus'],
    direction: 'both',
    appliesTo: 'everyone',
  },
  ...{
    from: '2026-03-01',
    to: '2026-03-10',
    cause: 'unknown',
    wording: { en: 'x', uk: 'x', ru: 'x' },
    sources: ['s'],
    confidence: 'high',
  },
  ...{ asOf: null },
  ...more,
});

describe('the data', () => {
  it('as it stands has no fault, and says of each file how old and how sure it is', () => {
    const { rows, faults } = checkData(reference, { now: new Date('2026-11-26T00:00:00Z'), days: 365 });
    expect(faults).toEqual([]);
    const events = rows.find(({ file }) => file === 'crossingEvents');
    expect(events).toMatchObject({ records: 17, oldest: '2022-08-04' });
    expect((events?.old ?? 0) + (events?.undated ?? 0)).toBeGreaterThan(0);
  });

  it('is out of order where the periods of an event do not follow one another', () => {
    const period = (from: string, to: string | null) => ({ from: `2026-03-${from}`, to: to && `2026-03-${to}` });
    const again = (...periods: ReturnType<typeof period>[]) => disorders([event('shut', { again: periods })]).length;
    expect([again(period('10', '12')), again(period('09', '12')), again(period('12', '12'))]).toEqual([0, 1, 1]);
    expect([again(period('10', '12'), period('12', null)), again(period('10', null), period('12', null))]).toEqual([
      0, 1,
    ]);
    expect(disorders([event('shut', { to: null })])).toEqual([]);
    expect(disorders([event('shut', { again: [period('09', null)] })])[0]).toContain('shut: a period');
  });

  it('contradicts itself where one event closes what another opens', () => {
    const closes = event('closes', {});
    const opens = event('opens', { effect: 'additional-service', from: '2026-03-09', to: null });
    expect(contradictions([closes, opens])).toEqual(['closes closes what opens opens: pl-ua-medyka by bus.']);
    for (const more of [
      { from: '2026-03-10' },
      { direction: 'to-UA' as const, crossings: ['pl-ua-zosin'] },
      { modes: ['car' as const] },
      { appliesTo: 'citizens' as const, countries: ['RU'] },
    ])
      expect(contradictions([closes, { ...opens, ...more }])).toEqual([]);
    const cars = event('cars', { effect: 'modified-service', modes: ['car'] });
    expect(contradictions([closes, cars])).toEqual([]);
    expect(contradictions([cars, opens])).toEqual(['cars closes what opens opens: pl-ua-medyka by bus.']);
  });

  it('has a stage that no path leads over', () => {
    const [route] = reference.routes.values();
    const [stage] = route?.stages.values() ?? [];
    if (!route || !stage) throw new Error('there is no route');
    const lonely = { ...route, stages: new Map([...route.stages, ['hub:nowhere', { ...stage, key: 'hub:nowhere' }]]) };
    const faults = checkData(
      { ...reference, routes: new Map([[route.ref, lonely]]) },
      { now: new Date(), days: 1 },
    ).faults;
    expect(faults).toEqual([`${route.ref}: no path leads over hub:nowhere.`]);
  });
});
