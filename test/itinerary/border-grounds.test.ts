import { describe, expect, it } from '@jest/globals';
import type { CrossingEvent } from '../../src/crossing/crossing-event.ts';
import { byCrossing, groundsIn, worldOf, type WorldThen } from '../../src/itinerary/border-grounds.ts';
import type { PlannedStage } from '../../src/itinerary/departure.ts';
import { aCurfew, aSingleEntry, smallRest, smallStages } from '../support/small-way.ts';
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
const shut = (from: string, to: string | null): CrossingEvent => ({
  ...{ id: 'shut', crossings: [border.crossing], effect: 'no-service', direction: 'both', modes: ['bus'] },
  ...{ from: at(from).toISOString(), to: to && at(to).toISOString(), appliesTo: 'everyone', asOf: '2026-11-26' },
  ...{ cause: 'unknown', wording: { en: 'Shut', uk: 'x', ru: 'x' }, sources: ['s'], confidence: 'high' },
});
const worldWith = (events: CrossingEvent[], more: Partial<WorldThen> = {}): WorldThen => ({
  ...{ now: at('00:00'), crossings: reference.crossings, events: byCrossing(events), curfews: [], documents: [] },
  ...{ checkDays: () => 100_000, ...more },
});
const codes = (events: CrossingEvent[], more: Partial<WorldThen> = {}): string[] =>
  groundsIn(worldWith(events, more))(planned).map(({ code }) => code);

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

  it('is, of two that are equally bad, the one that holds when she comes', () => {
    const slow = (id: string, from: string): CrossingEvent => ({
      ...shut(from, '11:00'),
      id,
      effect: 'reduced-service',
    });
    const events = [slow('there before her', '07:00'), slow('while she waits', '09:00')];
    expect(groundsIn(worldWith(events))(planned)).toEqual([
      { code: 'crossing-restricted', crossing: border.crossing, event: events[0] },
    ]);
  });

  it('is what begins while she is there and of which nobody knows the end', () => {
    expect(codes([shut('09:30', null)])).toEqual(['crossing-closed']);
  });

  it('is found in whatever order events were recorded, and beside one without an end', () => {
    expect(codes([shut('10:30', '11:00'), shut('09:30', '09:31')])).toEqual(['crossing-closed']);
    expect(codes([shut('10:30', null), shut('09:30', '09:31')])).toEqual(['crossing-closed']);
  });

  it('is found for each way of crossing and each time by itself, of which one may be closed and another open', () => {
    const grounds = groundsIn(worldWith([shut('09:30', '09:31')]));
    const early = {
      ...planned,
      latest: { from: at('06:00'), to: at('07:00') },
      usual: { from: at('06:00'), to: at('06:20') },
    };
    const byCar = { ...planned, stage: { ...border, mode: 'car' as const } };
    const found = [planned, early, byCar].map((each) => grounds(each).map(({ code }) => code));
    expect(found).toEqual([['crossing-closed'], [], []]);
  });

  it('is a visa that lets in once where she comes into Poland, and none that lets her into Ukraine', () => {
    const out = smallStages.findLast((stage) => stage.kind === 'border');
    if (out?.kind !== 'border') throw new Error('The small way has a border into Ukraine.');
    const [polish, ukrainian] = [aSingleEntry({ id: 'pl' }), aSingleEntry({ id: 'ua' }, 'UA')];
    const grounds = groundsIn(worldWith([], { documents: [ukrainian, polish] }));
    expect(grounds(planned)).toEqual([{ code: 'single-entry', crossing: border.crossing, paper: polish }]);
    expect(grounds({ ...planned, stage: out })).toEqual([]);
  });

  it('cannot be said of a crossing that there is none of, and the error names it', () => {
    const why = 'The route names the crossing by-pl-terespol, which is none.';
    expect(() => codes([], { crossings: new Map() })).toThrow(why);
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

describe('the world as a plan knows it', () => {
  const known = { now: at('00:00'), checkDays: () => 1 };
  const [event, recorded] = [shut('08:00', '09:00'), { ...shut('10:00', '11:00'), id: 'recorded' }];
  const [curfew, paper] = [aCurfew(), aSingleEntry()];
  const facts = {
    ...{ ...reference, crossings: new Map(), crossingEvents: new Map([[event.id, event]]) },
    ...{ curfews: new Map([[curfew.id, curfew]]), documents: new Map([[paper.id, paper]]) },
    defaults: new Map([['night-rest', smallRest]]),
  };
  const world = { ...known, crossings: facts.crossings, curfews: [curfew], documents: [paper], rest: smallRest };

  it('is what the reference data holds of events, curfews, papers and rests', () => {
    expect(worldOf(facts, known)).toEqual({ ...world, events: new Map([[border.crossing, [event]]]) });
  });

  it('is also what the desk has recorded since, and whose journey it is', () => {
    expect(worldOf(facts, { ...known, nationality: 'RU', recorded: [recorded] })).toEqual({
      ...{ ...world, nationality: 'RU', events: new Map([[border.crossing, [event, recorded]]]) },
    });
  });
});
