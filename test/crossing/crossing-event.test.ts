import { describe, it, expect } from '@jest/globals';
import { liesOn, takesMode } from '../../src/crossing/crossing.ts';
import {
  bearingOn,
  crossingEventSchema,
  eventsInForce,
  hindrances,
  isPassable,
  lastEnd,
  type CrossingEvent,
  type Passage,
} from '../../src/crossing/crossing-event.ts';
import { momentStart } from '../../src/crossing/period.ts';
import { hindrancesOn } from '../../src/crossing/touched-way.ts';
import { loadReference } from '../../src/route/load-route.ts';

const reference = loadReference(process.cwd());
const events = [...reference.crossingEvents.values()];

function crossing(id: string) {
  const found = reference.crossings.get(id);
  if (!found) throw new Error(id);
  return found;
}

const noon = (day: string): Date => new Date(`${day}T12:00:00+01:00`);
const passable = (id: string, day: string, mode: Passage['mode'], direction: Passage['direction'] = 'to-PL'): boolean =>
  isPassable(crossing(id), events, { at: noon(day), mode, direction });
const ids = (passage: Passage): string[] => eventsInForce(events, passage).map(({ id }) => id);

describe('what history answers', () => {
  it.each([
    ['Bobrowniki by coach, spring 2022', 'by-pl-bobrowniki', '2022-03-05', 'bus', 'to-PL', true],
    ['Bobrowniki by coach, spring 2023', 'by-pl-bobrowniki', '2023-03-01', 'bus', 'to-PL', false],
    ['Bobrowniki by coach, autumn 2025', 'by-pl-bobrowniki', '2025-11-20', 'bus', 'to-PL', true],
    ['Kuźnica by bus after it reopened', 'by-pl-kuznica', '2025-11-20', 'bus', 'to-PL', false],
    ['Kuźnica by car after it reopened', 'by-pl-kuznica', '2025-11-20', 'car', 'to-PL', true],
    ['Kuźnica by car before', 'by-pl-kuznica', '2025-11-16', 'car', 'to-PL', false],
    ['Terespol in the thirteen days', 'by-pl-terespol', '2025-09-15', 'bus', 'to-PL', false],
    ['Terespol the day before', 'by-pl-terespol', '2025-09-11', 'bus', 'to-PL', true],
    ['Terespol after them', 'by-pl-terespol', '2025-09-25', 'bus', 'to-PL', true],
    ['Medyka on foot to Ukraine', 'pl-ua-medyka', '2022-03-05', 'foot', 'to-UA', true],
    ['Krościenko on foot to Poland', 'pl-ua-kroscienko', '2022-03-05', 'foot', 'to-PL', true],
    ['Krościenko on foot to Ukraine', 'pl-ua-kroscienko', '2022-03-05', 'foot', 'to-UA', false],
    ['Malhowice by bus before it was built', 'pl-ua-malhowice', '2022-03-05', 'bus', 'to-UA', false],
    ['Malhowice by bus while for trucks only', 'pl-ua-malhowice', '2023-06-01', 'bus', 'to-UA', false],
    ['Malhowice by bus since it opened', 'pl-ua-malhowice', '2025-01-10', 'bus', 'to-UA', true],
    ['Gronowo by car', 'ru-pl-gronowo', '2022-03-05', 'car', 'to-PL', false],
  ] as const)('%s', (_question, id, day, mode, direction, answer) => {
    expect(passable(id, day, mode, direction)).toBe(answer);
  });

  it('begins and ends a closure to the minute', () => {
    const at = (time: string): boolean =>
      isPassable(crossing('by-pl-bobrowniki'), events, { at: new Date(time), mode: 'bus', direction: 'to-PL' });
    expect([at('2023-02-10T10:59:59Z'), at('2023-02-10T11:00:00Z')]).toEqual([true, false]);
    expect([at('2025-11-16T22:59:59Z'), at('2025-11-16T23:00:00Z')]).toEqual([false, true]);
  });
});

describe('whom an event concerns', () => {
  const atBezledy = { crossing: 'ru-pl-bezledy', mode: 'bus', direction: 'to-PL', at: noon('2026-12-01') } as const;

  it('holds the rule for Russian citizens against them alone, and against whoever has not told', () => {
    expect(ids({ ...atBezledy, nationality: 'RU' })).toContain('2022-russian-citizens');
    expect(ids(atBezledy)).toContain('2022-russian-citizens');
    expect(ids({ ...atBezledy, nationality: 'KZ' })).toEqual(['2020-kaliningrad-categories']);
    expect(ids({ ...atBezledy, nationality: 'LT' })).toEqual([]);
  });

  it('does not hold a rule into Poland against somebody on the way to Ukraine', () => {
    const passage = { crossing: 'pl-ua-hrebenne', mode: 'bus', at: noon('2026-12-01'), nationality: 'RU' } as const;
    expect(ids({ ...passage, direction: 'to-PL' })).toEqual(['2022-russian-citizens']);
    expect(ids({ ...passage, direction: 'to-UA' })).toEqual([]);
  });

  it('takes every car for one with Russian plates, as nobody knows beforehand, and no coach', () => {
    expect(ids({ ...atBezledy, mode: 'car', nationality: 'LT' })).toEqual(['2023-russian-plates']);
    expect(ids({ ...atBezledy, nationality: 'LT' })).toEqual([]);
  });
});

describe('what an event means for her', () => {
  const byKuznica = {
    crossing: 'by-pl-kuznica',
    direction: 'to-PL',
    at: noon('2025-11-20'),
    nationality: 'PL',
  } as const;

  it('hinders by a changed service only the mode that is no longer taken', () => {
    expect(hindrances(events, { ...byKuznica, mode: 'bus' }).map(({ id }) => id)).toEqual(['2025-kuznica-cars-only']);
    expect(hindrances(events, { ...byKuznica, mode: 'car' })).toEqual([]);
  });

  it('tells what merely slows from what hinders', () => {
    const atMedyka = { crossing: 'pl-ua-medyka', direction: 'to-UA', at: noon('2025-11-20'), mode: 'bus' } as const;
    expect(eventsInForce(events, atMedyka).map((event) => bearingOn(event, 'bus'))).toEqual(['slows']);
    expect(hindrances(events, atMedyka)).toEqual([]);
  });

  it('takes a date alone for its midnight in Poland', () => {
    expect(momentStart('2024-12-20')).toEqual(new Date('2024-12-19T23:00:00Z'));
    expect(momentStart('2024-05')).toEqual(new Date('2024-04-30T22:00:00Z'));
    expect(momentStart('2023')).toEqual(new Date('2022-12-31T23:00:00Z'));
    expect(momentStart('2023-02-13T08:00+02:00')).toEqual(new Date('2023-02-13T06:00:00Z'));
  });
});

const everyNight: CrossingEvent = {
  ...{ id: 'nights', crossings: ['by-pl-terespol'], effect: 'no-service', modes: ['bus'], direction: 'both' },
  ...{ from: '2026-12-01T21:00Z', to: '2026-12-02T05:00Z', again: [{ from: '2026-12-02T21:00Z', to: null }] },
  ...{ cause: 'works', wording: { en: 'Works at night', uk: 'x', ru: 'x' }, appliesTo: 'everyone' },
  ...{ sources: ['desk'], confidence: 'medium', asOf: null },
};

describe('an event that holds more than once', () => {
  const at = (instant: string) =>
    ({ crossing: 'by-pl-terespol', mode: 'bus', direction: 'to-PL', at: new Date(instant) }) as const;
  const fromOf = (instant: string, also: CrossingEvent[] = []) =>
    hindrances([everyNight, ...also], at(instant)).map(({ from }) => from);

  it('holds in each of its periods, with that period’s beginning, and between them not', () => {
    expect(fromOf('2026-12-01T20:59Z')).toEqual([]);
    expect(fromOf('2026-12-01T21:00Z')).toEqual(['2026-12-01T21:00Z']);
    expect(fromOf('2026-12-02T05:00Z')).toEqual([]);
    expect(fromOf('2026-12-05T12:00Z')).toEqual(['2026-12-02T21:00Z']);
    expect([lastEnd(everyNight), lastEnd({ to: null })]).toEqual([null, null]);
    expect(lastEnd({ to: '2026-12-02', again: [{ from: '2026-12-03', to: '2026-12-04' }] })).toBe('2026-12-04');
  });

  it('is lifted in those periods alone that began before the reopening', () => {
    const open: CrossingEvent = { ...everyNight, id: 'open', effect: 'reopened', from: '2026-12-01T22:00Z', to: null };
    delete open.again;
    expect(fromOf('2026-12-01T23:00Z', [open])).toEqual([]);
    expect(fromOf('2026-12-02T23:00Z', [open])).toEqual(['2026-12-02T21:00Z']);
  });

  it('is lifted by a reopening for the same people alone', () => {
    const of = (...countries: string[]) => ({ appliesTo: 'citizens', countries }) as const;
    const { again: _, ...night } = everyNight;
    const closed: CrossingEvent = { ...night, to: null, ...of('RU', 'BY') };
    const left = (...countries: string[]) =>
      hindrances(
        [closed, { ...closed, id: 'open', effect: 'reopened', from: '2026-12-02', ...of(...countries) }],
        at('2026-12-05T12:00Z'),
      ).length;
    expect([left('BY', 'RU'), left('RU'), left('RU', 'KZ')]).toEqual([0, 1, 1]);
  });

  it('hinders a pass once, with the first period that touches it', () => {
    const pass = { crossing: 'by-pl-terespol', direction: 'to-PL', mode: 'bus' } as const;
    const between = (from: string, to: string) => ({ ...pass, from: new Date(from), to: new Date(to) });
    const touched = (from: string, to: string) =>
      hindrancesOn(between(from, to), [everyNight], new Date('2026-11-24')).map((event) => event.from);
    expect(touched('2026-12-01T12:00Z', '2026-12-03T12:00Z')).toEqual(['2026-12-01T21:00Z']);
    expect(touched('2026-12-02T12:00Z', '2026-12-02T22:00Z')).toEqual(['2026-12-02T21:00Z']);
    expect(touched('2026-12-02T06:00Z', '2026-12-02T20:00Z')).toEqual([]);
  });
});

describe('whom an event concerns', () => {
  const found = (changes: Partial<CrossingEvent>, nationality?: string) => {
    const { again: _, ...closed } = everyNight;
    const event: CrossingEvent = { ...closed, to: null, ...changes };
    const at = new Date('2026-12-10T12:00Z');
    return hindrances([event], { crossing: 'by-pl-terespol', mode: 'bus', direction: 'to-PL', at, nationality }).length;
  };

  it('is who holds a citizenship of its countries, or who holds none of them; EU stands for all who come in freely', () => {
    const some = { appliesTo: 'citizens' } as const;
    expect(
      ['RU', 'BY', 'UA', 'PL', undefined].map((from) => found({ ...some, countries: ['RU', 'BY'] }, from)),
    ).toEqual([1, 1, 0, 0, 1]);
    const others = { appliesTo: 'others-than-citizens' } as const;
    expect(
      ['RU', 'UA', 'PL', 'NO', undefined].map((from) => found({ ...others, countries: ['EU', 'UA'] }, from)),
    ).toEqual([1, 0, 0, 0, 1]);
    expect(found({ appliesTo: 'vehicles', countries: ['RU'] }, 'PL')).toBe(1);
  });

  it('says its countries, and none where it concerns everybody', () => {
    const read = (changes: object) => crossingEventSchema.safeParse({ ...everyNight, ...changes }).success;
    expect([read({}), read({ countries: ['RU'] }), read({ appliesTo: 'citizens' })]).toEqual([true, false, false]);
    expect([
      read({ appliesTo: 'citizens', countries: ['RU'] }),
      read({ appliesTo: 'citizens', countries: ['ru'] }),
    ]).toEqual([true, false]);
  });
});

describe('a reopening', () => {
  const noonAt = (id: string, mode: Passage['mode']) =>
    ({ crossing: id, mode, direction: 'to-PL', at: noon('2026-12-01') }) as const;
  const reopening = (changes: Partial<CrossingEvent> = {}): CrossingEvent => ({
    ...{ id: 'open-again', crossings: ['by-pl-polowce', 'ru-pl-bezledy'], effect: 'reopened', direction: 'both' },
    ...{ modes: ['foot', 'car', 'bus'], from: '2026-11-30T08:00Z', to: null, appliesTo: 'everyone' },
    ...{
      cause: 'unknown',
      wording: { en: 'Open', uk: 'Open', ru: 'Open' },
      sources: ['desk'],
      confidence: 'medium',
      asOf: null,
    },
    ...changes,
  });
  const hindering = (passage: Passage, event: CrossingEvent) => hindrances([...events, event], passage).length;

  it('lifts what closed the crossing before, for its modes, its direction and its time', () => {
    const byBus = noonAt('by-pl-polowce', 'bus');
    expect(hindrances(events, byBus)).toHaveLength(2);
    // What stays is the rule about Russian citizens: nobody has told her nationality.
    expect(hindering(byBus, reopening())).toBe(1);
    expect(hindering(byBus, reopening({ modes: ['car'] }))).toBe(2);
    expect(hindering(byBus, reopening({ direction: 'to-BY' }))).toBe(2);
    expect(hindering(byBus, reopening({ to: '2026-11-30T20:00Z' }))).toBe(2);
    expect(hindering(byBus, reopening({ from: '2020-01-01T00:00Z' }))).toBe(2);
    expect(hindering(byBus, reopening({ crossings: ['ru-pl-bezledy'] }))).toBe(2);
  });

  it('opens no way that is not there by the ordinary rules', () => {
    const onFoot = { mode: 'foot', direction: 'to-PL', at: noon('2026-12-01') } as const;
    const { modes } = crossing('ru-pl-bezledy');
    expect(modes['to-PL']).not.toContain('foot');
    expect(isPassable(crossing('ru-pl-bezledy'), [reopening()], onFoot)).toBe(false);
  });
});

describe('what a crossing takes by its ordinary rules', () => {
  it('takes nobody in a direction that is not its own', () => {
    expect(takesMode(crossing('by-pl-terespol'), 'bus', 'to-UA')).toBe(false);
    expect(liesOn(crossing('by-pl-terespol'), 'to-BY')).toBe(true);
    expect(liesOn(crossing('by-pl-terespol'), 'to-RU')).toBe(false);
  });

  it('takes people on foot to Ukraine at Medyka alone', () => {
    const onFoot = [...reference.crossings.values()].filter((each) => takesMode(each, 'foot', 'to-UA'));
    expect(onFoot.map(({ id }) => id)).toEqual(['pl-ua-medyka']);
  });

  it('holds all seventeen dated events', () => {
    expect(events).toHaveLength(17);
  });
});
