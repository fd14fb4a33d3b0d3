import { describe, expect, it } from '@jest/globals';
import type { CrossingEvent } from '../../src/crossing/crossing-event.ts';
import { byCrossing, type WorldThen } from '../../src/itinerary/border-grounds.ts';
import { wayTo, type OfferedSlot } from '../../src/itinerary/way-to.ts';
import type { Path } from '../../src/route/path.ts';
import type { Stage } from '../../src/route/route.ts';
import { aSlot } from '../support/builders.ts';
import { PATH } from '../support/her-path.ts';
import { aRide, smallStages } from '../support/small-way.ts';
import { reference } from '../support/way.ts';

const at = (time: string): Date => new Date(`2026-11-26T${time}:00Z`);
/** 12:30 to 13:10 in UTC, in Kyiv. */
const offer: OfferedSlot = { slot: aSlot(), side: 'ukrainian', inSlot: [] };
const world = (now: string, events: CrossingEvent[] = []): WorldThen => ({
  ...{ now: at(now), crossings: reference.crossings, events: byCrossing(events), curfews: [], documents: [] },
  checkDays: () => 100_000,
});
const path = (exitCrossing: string, ...stages: Stage[]): Path => ({
  ...{ choice: { ...PATH, exitCrossing } },
  stages: [...stages, ...smallStages.filter(({ kind }) => kind === 'meeting')],
});
/** From Minsk to the meeting in one ride. */
const ridden = (name: string, usual: number, longest: number): Path =>
  path(name, aRide(`ride:${name}`, [usual, usual, longest]));
const [border] = smallStages.filter((stage) => stage.kind === 'border');
if (!border) throw new Error('The small way has a border.');
const shut: CrossingEvent = {
  ...{ id: 'shut', crossings: [border.crossing], effect: 'no-service', direction: 'both', modes: ['bus'] },
  ...{ from: '2026-11-01', to: null, appliesTo: 'everyone', asOf: '2026-11-26', confidence: 'high' },
  ...{ cause: 'unknown', wording: { en: 'Shut', uk: 'x', ru: 'x' }, sources: ['s'] },
};

describe('the best way to a slot of somebody still at home', () => {
  it('says when she leaves on the clock of the place where she sets out', () => {
    const one = ridden('one', 60, 90);
    expect(wayTo([one], offer, { world: world('08:00') })).toEqual({
      way: { choice: one.choice, leave: { latest: at('11:00'), usual: at('11:30'), zone: 'Europe/Minsk' }, risks: [] },
      obstacles: [],
    });
  });

  it('says it on the clock of the meeting where she is there already', () => {
    const there = path('there');
    expect(wayTo([there], offer, { world: world('08:00') }).way?.leave).toEqual({
      ...{ latest: at('12:30'), usual: at('12:30'), zone: 'Europe/Kyiv' },
    });
  });

  it('is none over what is in the way, and says what only where that is asked', () => {
    const late = [ridden('one', 60, 90)];
    expect(wayTo(late, offer, { world: world('11:01') })).toEqual({ obstacles: [{ code: 'too-late' }] });
    expect(wayTo(late, offer, { world: world('11:01'), waysOnly: true })).toEqual({ obstacles: [] });
    expect(wayTo([], offer, { world: world('08:00') })).toEqual({ obstacles: [] });
  });
});

describe('the best way to a slot from where she is', () => {
  const from = (paths: readonly Path[], time: string, spot = 'minsk', events: CrossingEvent[] = []) =>
    wayTo(paths, offer, { here: { spot, at: at(time) }, world: world('08:00', events) });

  it('is in time until the last minute of the window, and tight where it may take longer than that', () => {
    const one = ridden('one', 60, 90);
    const { choice } = one;
    expect(from([one], '11:40')).toEqual({
      ...{ way: { choice, arrival: { usual: at('12:40'), latest: at('13:10') }, risks: [] }, obstacles: [] },
    });
    expect(from([one], '12:10')).toEqual({
      way: { choice, arrival: { usual: at('13:10'), latest: at('13:40') }, risks: [{ code: 'tight' }] },
      obstacles: [],
    });
    expect(from([one], '12:11')).toEqual({ obstacles: [{ code: 'too-late' }] });
  });

  it('is rather a slower one that is surely in time than a quicker one that may not be', () => {
    const [quick, sure] = [ridden('quick', 60, 180), ridden('sure', 80, 90)];
    expect(from([quick, sure], '11:30').way?.choice).toBe(sure.choice);
  });

  it('is none where a border is closed, with what closes it, and none where no path leads over her', () => {
    const over = [path('over', border)];
    expect(from(over, '11:30', border.crossing, [shut])).toEqual({
      obstacles: [{ code: 'crossing-closed', crossing: border.crossing, event: shut }],
    });
    expect(from(over, '11:30', 'a-village', [shut])).toEqual({ obstacles: [] });
    expect(from([], '11:30')).toEqual({ obstacles: [] });
  });
});
