import { describe, expect, it } from '@jest/globals';
import { countAnew, countFromHere } from '../../src/itinerary/from-here.ts';
import { listWords, placeHer, type Word } from '../../src/itinerary/heard.ts';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { aSlot } from '../support/builders.ts';
import { anItinerary, reference, stagesOf } from '../support/way.ts';

const itinerary = anItinerary();
const { steps, departure, meeting } = itinerary;
const ENTRY = steps.findIndex(({ kind }) => kind === 'border');
const EXIT = steps.findLastIndex(({ kind }) => kind === 'border');
const RIDE = steps.findIndex(({ kind }) => kind === 'ride');
const MEETING = steps.findIndex(({ kind }) => kind === 'meeting');
const on = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);
const word = (kind: Word['kind'], at: Date, more: Partial<Word> = {}): Word => ({ kind, at, ...more });
const at = (step: number, since: Date, until = since) => ({ step, since, at: until });
const minutesOf = (from: number, to: number, kind: 'usual' | 'longest'): number =>
  steps.slice(from, to).reduce((sum, { minutes, restAfter }) => sum + (minutes?.[kind] ?? 0) + restAfter, 0);

describe('her way counted from where she was last heard of', () => {
  it('reaches the meeting just in time when she leaves as the plan says, by usual and by longest', () => {
    expect(countFromHere(itinerary, at(RIDE, departure.usual)).arrival.usual).toEqual(meeting.from);
    expect(countFromHere(itinerary, at(RIDE, departure.latest)).arrival.latest).toEqual(meeting.from);
  });

  it('keeps the rests and adds each step’s minutes', () => {
    const { reached, arrival } = countFromHere(itinerary, at(ENTRY, departure.latest));
    expect(reached.slice(0, ENTRY).some(Boolean)).toBe(false);
    expect(reached[ENTRY + 1]?.usual).toEqual(on(departure.latest, minutesOf(ENTRY, ENTRY + 1, 'usual')));
    expect(arrival.latest).toEqual(on(departure.latest, minutesOf(ENTRY, MEETING, 'longest')));
    expect(minutesOf(RIDE, MEETING, 'usual')).toBeGreaterThan(480);
  });

  it('says by the end of the window whether she can still be there', () => {
    const usual = minutesOf(ENTRY, MEETING, 'usual');
    const longest = minutesOf(ENTRY, MEETING, 'longest');
    const reachOf = (since: Date) => countFromHere(itinerary, at(ENTRY, since)).reach;
    expect(reachOf(on(meeting.to, -usual))).toBe('at-risk');
    expect(reachOf(on(meeting.to, 1 - usual))).toBe('too-late');
    expect(reachOf(on(meeting.to, -longest))).toBe('in-time');
    expect(reachOf(on(meeting.to, 1 - longest))).toBe('at-risk');
  });

  it('lets her leave a step no earlier than she was last heard of there', () => {
    const usual = steps[ENTRY]?.minutes?.usual ?? 0;
    const still = on(departure.usual, usual + 100);
    expect(countFromHere(itinerary, at(ENTRY, departure.usual, still)).reached[ENTRY + 1]?.usual).toEqual(still);
  });

  it.each([
    ['loses an hour', '2027-03-28T10:00:00Z'],
    ['has an hour twice', '2026-10-25T10:00:00Z'],
  ])('counts elapsed time through the night that %s', (_name, from) => {
    const other = anItinerary({ from });
    const since = on(other.departure.usual, 0);
    expect(countFromHere(other, at(RIDE, since)).arrival.usual).toEqual(other.meeting.from);
  });

  it('leaves unsaid on her page what would say that she comes too late, and keeps the arranged meeting', () => {
    const parts = { stages: stagesOf(), slot: aSlot(), side: 'ukrainian' as const, reference };
    const counted = (since: Date) => countAnew(parts, itinerary, at(ENTRY, since)).steps;
    const late = counted(on(meeting.from, -60));
    const [here, ...ahead] = late.slice(ENTRY, MEETING).map(({ counted: each }) => each);
    expect([here, ...new Set(ahead)]).toEqual(['here', 'unsaid']);
    expect(late[MEETING]).toEqual(steps[MEETING]);
    expect(counted(departure.usual)[EXIT]?.counted).toBe('ahead');
  });

  it('counts the way to Kyiv from when she was met, not from the window', () => {
    const parts = { stages: stagesOf(), slot: aSlot(), side: 'ukrainian' as const, reference };
    const metAt = on(meeting.to, 180);
    const [last, planned] = [countAnew(parts, itinerary, at(MEETING + 1, metAt)).steps.at(-1), steps.at(-1)];
    expect(last && planned && last.ends.latest > planned.ends.latest).toBe(true);
  });
});

describe('where she was last heard of', () => {
  it('is nowhere until somebody says that she left', () => {
    expect(placeHer(itinerary, [])).toBeUndefined();
    expect(placeHer(itinerary, [word('need-help', departure.usual)])).toBeUndefined();
  });

  it('is the first border when she taps there, however late she is, and the next once she can be there', () => {
    const left = word('left', on(departure.latest, 2000));
    const first = on(left.at, 300);
    expect(placeHer(itinerary, [left, word('at-border', first)])).toEqual(at(ENTRY, first));
    const second = on(first, minutesOf(ENTRY, EXIT, 'usual'));
    expect(placeHer(itinerary, [left, word('at-border', first), word('at-border', second)])?.step).toBe(EXIT);
    const again = on(second, -1);
    expect(placeHer(itinerary, [left, word('at-border', first), word('at-border', again)])).toEqual(
      at(ENTRY, first, again),
    );
  });

  it('never goes back to the first ride, and goes wherever the desk recorded', () => {
    const border = word('at-border', departure.usual);
    const later = word('left', on(departure.usual, 60));
    expect(placeHer(itinerary, [border, later])?.step).toBe(ENTRY);
    const place = word('place', on(departure.usual, 90), { stageKey: steps[EXIT]?.key ?? '', desk: true });
    expect(placeHer(itinerary, [border, later, place])).toEqual(at(EXIT, place.at));
    expect(placeHer(itinerary, [border, { ...place, stageKey: 'ride:elsewhere' }])?.step).toBe(ENTRY);
  });

  it('is beyond the meeting only when the desk says so', () => {
    expect(placeHer(itinerary, [word('met', meeting.from)])?.step).toBe(MEETING);
    expect(placeHer(itinerary, [word('met', meeting.from, { desk: true })])?.step).toBe(MEETING + 1);
  });
});

describe('what was heard of her', () => {
  const report = (kind: 'left' | 'met', when: Date) => ({ _id: 'r', caseFileId: 'c', kind, at: when });
  const told = (state: CaseFile['state'], ...entries: CaseFile['progress']) => ({ state, progress: entries });
  const entry = (state: CaseFile['state'], when: Date) => ({ state, at: when, by: 'Anna' });
  const madeAt = departure.latest;

  it('begins with her booking; of one who was moved on the road, with her setting out', () => {
    const before = report('left', on(madeAt, -60));
    expect(listWords(told('booked'), [before], madeAt)).toEqual([]);
    const moved = told('travelling', entry('travelling', on(madeAt, -90)));
    expect(listWords(moved, [before], madeAt).map(({ desk }) => desk ?? false)).toEqual([true, false]);
    expect(listWords(moved, [report('met', on(madeAt, -30))], madeAt)).toHaveLength(1);
  });

  it('holds nothing that the desk has taken back: only what the state still says', () => {
    const entries = [entry('travelling', on(madeAt, 10)), entry('met', on(madeAt, 20))];
    expect(listWords(told('met', ...entries), [], madeAt).map(({ kind }) => kind)).toEqual(['left', 'met']);
    expect(listWords(told('travelling', ...entries), [], madeAt).map(({ kind }) => kind)).toEqual(['left']);
    expect(listWords(told('booked', ...entries), [], madeAt)).toEqual([]);
  });
});
