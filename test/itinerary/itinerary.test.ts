import { describe, it, expect } from '@jest/globals';
import { formatTime } from '../../src/platform/zone-time.ts';
import type { Itinerary, Step } from '../../src/itinerary/itinerary.ts';
import { latestDeparture } from '../../src/itinerary/departure.ts';
import { anItinerary, reference, stagesOf } from '../support/way.ts';

const kinds = ({ steps }: Itinerary) => steps.map(({ kind }) => kind);
const step = ({ steps }: Itinerary, key: string): Step => {
  const found = steps.find((one) => one.key === key);
  if (!found) throw new Error(`no step ${key}`);
  return found;
};
const changes = (itinerary: Itinerary) =>
  itinerary.steps.flatMap(({ key, clockChange }) => (clockChange === 0 ? [] : [[key, clockChange]]));

describe('her way, worked backwards from the slot', () => {
  it('leads from the first city to Kyiv, without the calls that lie behind her', () => {
    const way = kinds(anItinerary());
    expect(way[0]).toBe('hub');
    expect(way.slice(-4)).toEqual(['border', 'meeting', 'accompany', 'handover']);
    expect(way).not.toContain('proof');
  });

  it('reaches the meeting exactly when the window opens, even if everything takes longest', () => {
    const { steps, meeting } = anItinerary();
    const last = steps[steps.findIndex(({ kind }) => kind === 'meeting') - 1];
    expect(last?.ends.latest).toEqual(meeting.from);
  });

  it('has each step end before the next begins, by the longest rest and durations', () => {
    const { steps } = anItinerary();
    const before = steps.slice(
      1,
      steps.findIndex(({ kind }) => kind === 'meeting'),
    );
    before.slice(1).forEach((next, index) => {
      const previous = before[index];
      if (!previous) throw new Error('no step before');
      const rested = previous.ends.latest.getTime() + previous.restAfter * 60_000;
      expect(next.begins.latest.getTime()).toBe(rested);
    });
    expect(before.some(({ restAfter }) => restAfter === 480)).toBe(true);
  });

  it('is safe by the longest times and shorter by the usual ones', () => {
    const { departure } = anItinerary();
    expect(departure.latest < departure.usual).toBe(true);
    expect(departure.zone).toBe('Europe/Minsk');
    expect(departure.estimate).toBe(true);
  });

  it('agrees with what the desk asks before it books', () => {
    const slot = { from: new Date('2026-11-26T12:30:00Z') };
    const demand = latestDeparture({
      stages: stagesOf(),
      slot,
      side: 'ukrainian',
      rest: reference.defaults.get('night-rest'),
    });
    expect(demand.latest).toEqual(anItinerary().departure.latest);
    expect(demand.borders.map(({ crossing }) => crossing)).toEqual(['by-pl-terespol', 'pl-ua-medyka']);
  });

  it('says of every time before the meeting that it rests on an estimate', () => {
    const { steps } = anItinerary();
    const before = steps.slice(
      0,
      steps.findIndex(({ kind }) => kind === 'meeting'),
    );
    expect(before.every(({ estimate }) => estimate)).toBe(true);
    expect(before.slice(1).every(({ rule }) => rule !== undefined)).toBe(true);
  });
});

describe('the side of the meeting point', () => {
  it('puts the border to Ukraine behind the meeting, on the Polish clock, when she is met in Poland', () => {
    const itinerary = anItinerary({ side: 'polish' });
    expect(kinds(itinerary).slice(-4)).toEqual(['meeting', 'border', 'accompany', 'handover']);
    expect(formatTime(itinerary.meeting.from, itinerary.meeting.zone)).toBe('13:30');
    const demand = latestDeparture({
      stages: stagesOf(),
      slot: { from: itinerary.meeting.from },
      side: 'polish',
    });
    expect(demand.borders.map(({ crossing }) => crossing)).toEqual(['by-pl-terespol']);
  });

  it('lets her leave later when the last queue does not lie before the meeting', () => {
    const [polish, ukrainian] = [anItinerary({ side: 'polish' }), anItinerary()];
    expect(polish.departure.usual > ukrainian.departure.usual).toBe(true);
  });
});

describe('where the clock changes', () => {
  it('goes back two hours from Minsk to Poland in winter, and forward one into Ukraine', () => {
    expect(changes(anItinerary())).toEqual([
      ['border:by-pl-terespol:bus', -120],
      ['border:pl-ua-medyka:foot', 60],
    ]);
  });

  it('goes back one hour only in summer', () => {
    expect(changes(anItinerary({ from: '2026-07-16T11:30:00Z' }))[0]).toEqual(['border:by-pl-terespol:bus', -60]);
  });

  it('marks nothing between Kaliningrad and Poland in summer, when both clocks show the same', () => {
    const path = { hub: 'kaliningrad', entryCrossing: 'ru-pl-bezledy' } as const;
    expect(changes(anItinerary({ from: '2026-07-16T11:30:00Z', path }))).toEqual([['border:pl-ua-medyka:foot', 60]]);
    expect(changes(anItinerary({ path }))[0]).toEqual(['border:ru-pl-bezledy:bus', -60]);
  });

  it.each([
    ['the night that loses an hour', '2027-03-28T10:00:00Z'],
    ['the night that has an hour twice', '2026-10-25T10:00:00Z'],
  ])('counts elapsed time alike through %s', (_name, from) => {
    const elapsed = (at: string): number => {
      const { departure, meeting } = anItinerary({ from: at });
      return meeting.from.getTime() - departure.latest.getTime();
    };
    expect(elapsed(from)).toBe(elapsed('2026-11-26T12:30:00Z'));
  });

  it('counts the change that holds when she crosses, though another holds when she set out', () => {
    const itinerary = anItinerary({ from: '2027-03-29T10:00:00Z' });
    const [first] = itinerary.steps;
    const entry = step(itinerary, 'border:by-pl-terespol:bus');
    expect(first && first.begins.latest < new Date('2027-03-28T01:00:00Z')).toBe(true);
    expect(entry.clockChange).toBe(entry.ends.latest < new Date('2027-03-28T01:00:00Z') ? -120 : -60);
  });
});

describe('the last part, to Kyiv', () => {
  it('arrives after the curfew when the drive would end in the night', () => {
    const accompany = anItinerary({ from: '2026-11-26T10:30:00Z' }).steps.find(({ kind }) => kind === 'accompany');
    expect(accompany?.afterCurfew).toBe(true);
    expect(formatTime(accompany?.ends.usual ?? new Date(0), 'Europe/Kyiv')).toBe('05:00');
  });

  it('is a window: about then, and later if all takes longest', () => {
    const last = anItinerary().steps.at(-1);
    expect(last?.kind).toBe('handover');
    expect(last && last.ends.usual < last.ends.latest).toBe(true);
  });
});
