import { describe, expect, it } from '@jest/globals';
import type { CrossingEvent } from '../../src/crossing/crossing-event.ts';
import { byCrossing, groundsIn, type WorldThen } from '../../src/itinerary/border-grounds.ts';
import type { PlannedStage } from '../../src/itinerary/departure.ts';
import { smallStages } from '../support/small-way.ts';
import { reference } from '../support/way.ts';

const at = (time: string): Date => new Date(`2026-11-26T${time}:00Z`);
const border = smallStages.find((stage) => stage.kind === 'border');
if (border?.kind !== 'border') throw new Error('The small way has a border.');
/** There from 09:00 as usual and 08:00 at the safe latest; the longest wait ends at 10:00. */
const planned: PlannedStage = {
  ...{ stage: border, restAfter: 0, estimate: false, window: { ...border.wait, longest: 60 } },
  latest: { from: at('08:00'), to: at('09:00') },
  usual: { from: at('09:00'), to: at('09:20') },
};
const shut = (from: string, to: string): CrossingEvent => ({
  ...{ id: 'shut', crossings: [border.crossing], effect: 'no-service', direction: 'both', modes: ['bus'] },
  ...{ from: at(from).toISOString(), to: at(to).toISOString(), appliesTo: 'everyone', asOf: '2026-11-26' },
  ...{ cause: 'unknown', wording: { en: 'Shut', uk: 'x', ru: 'x' }, sources: ['s'], confidence: 'high' },
});
const codes = (events: CrossingEvent[], more: Partial<WorldThen> = {}): string[] => {
  const world: WorldThen = {
    ...{ now: at('00:00'), crossings: reference.crossings, events: byCrossing(events), curfews: [], documents: [] },
    ...{ checkDays: () => 100_000, ...more },
  };
  return groundsIn(world)(planned).map(({ code }) => code);
};

describe('what speaks against a border', () => {
  it('is whatever holds there at any moment that the plan gives to it, and nothing before or after', () => {
    expect(codes([shut('08:00', '08:01')])).toEqual(['crossing-closed']);
    expect(codes([shut('09:30', '09:31')])).toEqual(['crossing-closed']);
    expect(codes([shut('10:00', '11:00')])).toEqual(['crossing-closed']);
    expect(codes([shut('07:00', '08:00')])).toEqual([]);
    expect(codes([shut('10:01', '11:00')])).toEqual([]);
  });

  it('is each period of an event that holds more than once', () => {
    const period = (from: string, to: string) => ({ from: at(from).toISOString(), to: at(to).toISOString() });
    expect(codes([{ ...shut('06:00', '07:00'), again: [period('09:30', '09:31')] }])).toEqual(['crossing-closed']);
    expect(codes([{ ...shut('06:00', '07:00'), again: [period('10:01', '11:00')] }])).toEqual([]);
  });

  it('is the worst of several, with the event that says so', () => {
    const slow: CrossingEvent = { ...shut('08:00', '10:00'), id: 'slow', effect: 'reduced-service' };
    expect(codes([slow])).toEqual(['crossing-restricted']);
    expect(codes([slow, shut('09:00', '09:10')])).toEqual(['crossing-closed']);
  });

  it('is that nobody has looked for long, by the days of its border', () => {
    expect(codes([], { checkDays: (id) => (id === 'BY-PL' ? 1 : 100_000) })).toEqual(['checked-long-ago']);
  });

  it('is that it opens only while she is there', () => {
    const crossing = reference.crossings.get(border.crossing);
    if (!crossing) throw new Error('There is no such crossing.');
    const opens = (openedOn: string) => new Map([[crossing.id, { ...crossing, openedOn }]]);
    expect(codes([], { crossings: opens('2026-11-27') })).toEqual(['crossing-closed']);
    expect(codes([], { crossings: opens('2026-11-26') })).toEqual([]);
  });

  it('is nothing of a ride', () => {
    const ride = smallStages.find((stage) => stage.kind === 'ride');
    if (ride?.kind !== 'ride') throw new Error('The small way has a ride.');
    const world = { now: at('00:00'), crossings: reference.crossings, events: new Map(), curfews: [], documents: [] };
    expect(groundsIn({ ...world, checkDays: () => 1 })({ ...planned, stage: ride })).toEqual([]);
  });
});
