import { describe, expect, it } from '@jest/globals';
import { borderPasses } from '../../src/itinerary/border-passes.ts';
import { latestDeparture } from '../../src/itinerary/departure.ts';
import { buildItinerary, type Step } from '../../src/itinerary/itinerary.ts';
import { listPlaces } from '../../src/itinerary/place-stage.ts';
import { aCurfew, smallRest, smallStages, smallWay } from '../support/small-way.ts';

const clock = (at: Date): string => at.toISOString().slice(11, 16);
const row = ({ key, begins, ends, restAfter, clockChange, estimate, rule }: Step) => [
  key,
  `${clock(begins.usual)}–${clock(ends.usual)}`,
  `${clock(begins.latest)}–${clock(ends.latest)}`,
  [restAfter, clockChange, estimate, rule?.id],
];
const rows = (...args: Parameters<typeof smallWay>) => buildItinerary(smallWay(...args)).steps.map(row);
const stepsOf = (...args: Parameters<typeof smallWay>) =>
  new Map(buildItinerary(smallWay(...args)).steps.map((step) => [step.key, step]));

describe('a way of round numbers', () => {
  it('has each time worked out from the meeting, as usual and at the latest, rest in the one town, on to Kyiv', () => {
    expect(rows()).toEqual([
      ['hub:minsk', '07:15–07:15', '04:40–04:40', [0, 0, true, undefined]],
      ['ride:1', '07:15–07:45', '04:40–05:30', [40, 0, true, undefined]],
      ['ride:2', '08:25–10:25', '06:10–08:40', [0, 0, true, undefined]],
      ['border:in', '10:25–10:45', '08:40–09:40', [0, -120, true, 'wait']],
      ['ride:3', '10:45–11:45', '09:40–11:15', [0, 0, false, undefined]],
      ['border:out', '11:45–12:00', '11:15–12:00', [0, 60, false, undefined]],
      ['meet', '12:00–12:30', '12:00–12:30', [0, 0, false, undefined]],
      ['accompany', '12:00–20:50', '12:30–23:00', [0, 0, true, 'drive']],
      ['handover', '20:50–20:50', '23:00–23:00', [0, 0, true, undefined]],
    ]);
  });

  it('has the last border behind the meeting in Poland, from the window’s start as usual and its end at the latest', () => {
    expect(rows('polish').slice(4)).toEqual([
      ['ride:3', '11:00–12:00', '10:25–12:00', [0, 0, false, undefined]],
      ['meet', '12:00–12:30', '12:00–12:30', [0, 0, false, undefined]],
      ['border:out', '12:00–12:15', '12:30–13:15', [0, 60, false, undefined]],
      ['accompany', '12:15–21:05', '13:15–23:45', [0, 0, true, 'drive']],
      ['handover', '21:05–21:05', '23:45–23:45', [0, 0, true, undefined]],
    ]);
    expect(stepsOf('polish').get('border:out')).toMatchObject({
      ...{ mode: 'foot', minutes: { shortest: 5, usual: 15, longest: 45 }, place: { en: 'Medyka–Shehyni' } },
      ...{ begins: { zone: 'Europe/Warsaw' }, ends: { zone: 'Europe/Kyiv' } },
    });
  });

  it('says of the border behind a meeting in Poland how its wait was estimated, where it was', () => {
    const rule = { id: 'wait', text: { en: 'wait', uk: 'wait', ru: 'wait' }, author: 'us', date: '2026-11-01' };
    const stages = smallStages.map((stage) =>
      stage.kind === 'border' ? { ...stage, wait: { ...stage.wait, estimate: true as const, rule } } : stage,
    );
    const steps = buildItinerary({ ...smallWay('polish'), stages }).steps;
    expect(steps.find(({ key }) => key === 'border:out')).toMatchObject({ estimate: true, rule: { id: 'wait' } });
    expect(stepsOf('polish').get('border:out')).not.toHaveProperty('rule');
  });

  it('says where each step leads, how, on which clocks, how long and what to do', () => {
    const steps = stepsOf();
    const title = (en: string) => ({ title: { en } });
    expect(steps.get('hub:minsk')).toMatchObject({ kind: 'hub', place: { en: 'Minsk' }, guidance: title('the city') });
    expect(steps.get('ride:1')).toMatchObject({
      ...{
        kind: 'ride',
        mode: 'bus',
        from: { en: 'Minsk' },
        place: { en: 'a-village', uk: 'a-village', ru: 'a-village' },
      },
      ...{ minutes: { shortest: 20, usual: 30, longest: 50 }, guidance: title('the first ride') },
    });
    expect(steps.get('border:in')).toMatchObject({
      ...{ kind: 'border', mode: 'bus', place: { en: 'Terespol–Brest' }, guidance: title('the first border') },
      ...{ begins: { zone: 'Europe/Minsk' }, ends: { zone: 'Europe/Warsaw' } },
      minutes: { shortest: 10, usual: 20, longest: 60 },
    });
    expect(steps.get('border:in')).not.toHaveProperty('from');
    expect(steps.get('ride:3')).toMatchObject({ mode: 'taxi', from: { en: 'Terespol–Brest' } });
    expect(steps.get('ride:3')).not.toHaveProperty('rule');
    expect(steps.get('meet')).toMatchObject({
      ...{ kind: 'meeting', place: { en: 'Medyka–Shehyni' }, guidance: title('the meeting') },
      begins: { zone: 'Europe/Kyiv' },
    });
    expect(steps.get('accompany')).toMatchObject({ place: { en: 'Kyiv' }, guidance: title('the drive') });
    expect(steps.get('handover')).toMatchObject({ place: { en: 'Kyiv' }, guidance: title('the end') });
    expect(steps.get('accompany')?.begins.zone).toBe('Europe/Kyiv');
    expect(steps.get('handover')?.ends.zone).toBe('Europe/Kyiv');
  });

  it('says of the drive and the arrival that they wait for the curfew’s end, only where the usual time does', () => {
    const night = stepsOf('ukrainian', [aCurfew()]);
    for (const key of ['accompany', 'handover'])
      expect(night.get(key)).toMatchObject({ afterCurfew: true, ends: { usual: new Date('2026-11-27T03:00:00Z') } });
    const later = stepsOf('ukrainian', [aCurfew({ start: '23:00' })]);
    expect(later.get('accompany')?.ends.latest).toEqual(new Date('2026-11-27T03:00:00Z'));
    for (const key of ['accompany', 'handover']) expect(later.get(key)).not.toHaveProperty('afterCurfew');
  });

  it('tells departure and meeting, and departs from where she is met when nothing lies before it', () => {
    expect(buildItinerary(smallWay())).toMatchObject({
      departure: { zone: 'Europe/Minsk', estimate: true, usual: new Date('2026-11-26T07:15:00Z') },
      meeting: { ...smallWay().slot, side: 'ukrainian' },
    });
    const { slot } = smallWay();
    const alone = buildItinerary({ ...smallWay(), stages: smallStages.slice(7) });
    expect(alone.departure).toEqual({ zone: 'Europe/Kyiv', usual: slot.from, latest: slot.from, estimate: false });
    expect(alone.steps.map(({ key }) => key)).toEqual(['meet', 'accompany', 'handover']);
  });

  it('has no step of a stage that takes her nowhere', () => {
    const stages = [...smallStages, ...smallStages.slice(0, 1)];
    expect(buildItinerary({ ...smallWay(), stages }).steps).toEqual(buildItinerary(smallWay()).steps);
  });

  it('keeps no rest where none is asked for', () => {
    const { slot, side } = smallWay();
    const plan = { stages: smallStages, slot, side };
    expect(clock(latestDeparture(plan).latest)).toBe('05:20');
    expect(clock(latestDeparture({ ...plan, rest: smallRest }).latest)).toBe('04:40');
  });
});

describe('what the desk asks of a way before it books', () => {
  const { slot } = smallWay();

  it('is when she leaves and when she is at which border at the latest, and whether that is an estimate', () => {
    const { borders, ...departure } = latestDeparture({
      stages: smallStages,
      slot,
      side: 'ukrainian',
      rest: smallRest,
    });
    expect(departure).toEqual({
      ...{ latest: new Date('2026-11-26T04:40:00Z'), usual: new Date('2026-11-26T07:15:00Z'), estimate: true },
    });
    expect(borders.map(({ crossing, direction, mode, at }) => [crossing, direction, mode, clock(at)])).toEqual([
      ['by-pl-terespol', 'to-PL', 'bus', '08:40'],
      ['pl-ua-medyka', 'to-UA', 'foot', '11:15'],
    ]);
  });

  it('is nothing of the way where she is met at once, and no estimate where all is known', () => {
    const alone = latestDeparture({ stages: smallStages.slice(7), slot, side: 'ukrainian' });
    expect(alone).toEqual({ latest: slot.from, usual: slot.from, estimate: false, borders: [] });
    expect(latestDeparture({ stages: smallStages.slice(5), slot, side: 'ukrainian' }).estimate).toBe(false);
  });
});

describe('the borders of a way of round numbers', () => {
  const passes = (side: 'ukrainian' | 'polish') =>
    borderPasses({ ...smallWay(side), rest: smallRest }).map(
      ({ key, crossing, direction, mode, from, to }) =>
        `${key} ${crossing} ${direction} ${mode} ${clock(from)}–${clock(to)}`,
    );

  it('last from the safe arrival to the end of the longest wait after the usual one, or after the meeting’s end', () => {
    expect(passes('ukrainian')).toEqual([
      'border:in by-pl-terespol to-PL bus 08:40–11:25',
      'border:out pl-ua-medyka to-UA foot 11:15–12:30',
    ]);
    expect(passes('polish')).toEqual([
      'border:in by-pl-terespol to-PL bus 09:25–11:40',
      'border:out pl-ua-medyka to-UA foot 12:00–13:15',
    ]);
  });
});

describe('where she can be placed before she is met', () => {
  it('is on a ride or at a border of her path, in their order; nowhere without a path', () => {
    const keys = ['ride:1', 'ride:2', 'border:in', 'ride:3', 'border:out'];
    expect(listPlaces(smallStages).map(({ key }) => key)).toEqual(keys);
    expect(listPlaces(undefined)).toEqual([]);
  });
});
