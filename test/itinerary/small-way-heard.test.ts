import { describe, expect, it } from '@jest/globals';
import { countAnew, countFromHere } from '../../src/itinerary/from-here.ts';
import { placeHer, type Word } from '../../src/itinerary/heard.ts';
import { buildItinerary, type Step } from '../../src/itinerary/itinerary.ts';
import { smallWay } from '../support/small-way.ts';

const at = (time: string): Date => new Date(`2026-11-26T${time}:00Z`);
const clock = (date: Date | undefined): string | undefined => date?.toISOString().slice(11, 16);
const way = buildItinerary(smallWay());
const polish = buildItinerary(smallWay('polish'));
/** The places of its steps: 0 city, 1 and 2 rides, 3 border, 4 ride, 5 border, 6 meeting, 7 drive, 8 end. */
const [HUB, FIRST, , IN, TAXI, OUT, MEET, DRIVE] = [0, 1, 2, 3, 4, 5, 6, 7] as const;

describe('a way of round numbers, counted from where she is', () => {
  const heard = { step: FIRST, since: at('06:50'), at: at('06:50') };

  it('goes on by the usual and the longest minutes and the rests, up to the meeting and no farther', () => {
    const { reached, arrival, reach } = countFromHere(way, heard);
    expect(reached.map((each) => each && [clock(each.usual), clock(each.latest)])).toEqual([
      undefined,
      ...[
        ['06:50', '06:50'],
        ['08:00', '08:20'],
        ['10:00', '10:50'],
        ['10:20', '11:50'],
        ['11:20', '13:25'],
        ['11:35', '14:10'],
      ],
    ]);
    expect([clock(arrival.usual), clock(arrival.latest), reach]).toEqual(['11:35', '14:10', 'at-risk']);
  });

  it('is where she is herself once she was met', () => {
    const { reached, arrival } = countFromHere(way, { step: DRIVE, since: at('12:10'), at: at('12:20') });
    expect([reached, arrival]).toEqual([[], { usual: at('12:20'), latest: at('12:20') }]);
  });

  it('lets her leave no earlier than she was last heard of there, by the longest minutes too', () => {
    const { reached } = countFromHere(way, { step: IN, since: at('08:00'), at: at('09:30') });
    expect(reached[TAXI]).toEqual({ usual: at('09:30'), latest: at('09:30') });
    const soon = countFromHere(way, { step: IN, since: at('08:00'), at: at('08:30') }).reached[TAXI];
    expect(soon).toEqual({ usual: at('08:30'), latest: at('09:00') });
  });

  it('is far too early where she would wait more than twelve hours, even if all takes longest', () => {
    const reachAt = (since: Date) => countFromHere(way, { step: OUT, since, at: since }).reach;
    expect(reachAt(new Date('2026-11-25T23:15:00Z'))).toBe('in-time');
    expect(reachAt(new Date('2026-11-25T23:14:59Z'))).toBe('far-too-early');
  });

  it('shows on each step from there on when it begins and ends, and leaves those behind as they were', () => {
    const { steps, arrival } = countAnew(smallWay(), way, heard);
    const shown = ({ begins, ends, counted }: Step) =>
      [begins.usual, begins.latest, ends.usual, ends.latest]
        .map(clock)
        .concat(counted ?? 'planned')
        .join(' ');
    expect(steps.slice(0, FIRST)).toEqual(way.steps.slice(0, FIRST));
    expect(steps.slice(FIRST, MEET).map(shown)).toEqual([
      '06:50 06:50 07:20 07:40 here',
      '08:00 08:20 10:00 10:50 ahead',
      '10:00 10:50 10:20 11:50 ahead',
      '10:20 11:50 11:20 13:25 ahead',
      '11:20 13:25 11:35 14:10 ahead',
    ]);
    expect(steps[IN]).toMatchObject({ begins: { zone: 'Europe/Minsk' }, ends: { zone: 'Europe/Warsaw' } });
    expect(steps.slice(MEET)).toEqual(way.steps.slice(MEET));
    expect(arrival).toEqual({ usual: at('11:35'), latest: at('14:10') });
  });

  it('is the plan itself while nothing was heard, and keeps it at the meeting but for when she came', () => {
    expect(countAnew(smallWay(), way, undefined)).toBe(way);
    const there = countAnew(smallWay(), way, { step: MEET, since: at('11:50'), at: at('11:50') });
    expect(there).toEqual({ ...way, arrival: { usual: at('11:50'), latest: at('11:50') } });
  });

  it('goes on to Kyiv from the moment she was met, after a meeting in Poland over the border', () => {
    const met = { step: DRIVE, since: at('12:10'), at: at('12:40') };
    const { steps } = countAnew(smallWay('polish'), polish, met);
    expect(steps.slice(0, MEET)).toEqual(polish.steps.slice(0, MEET));
    expect(steps.map(({ key }) => key)).toEqual(polish.steps.map(({ key }) => key));
    const border = steps.find(({ key }) => key === 'border:out');
    expect([border?.begins, border?.ends].map((each) => [clock(each?.usual), clock(each?.latest)])).toEqual([
      ['12:40', '12:40'],
      ['12:55', '13:25'],
    ]);
  });
});

describe('where a word places her on a way of round numbers', () => {
  const word = (kind: Word['kind'], time: string, more: Partial<Word> = {}): Word => ({ kind, at: at(time), ...more });
  const heard = (words: Word[], on = way) => {
    const found = placeHer(on, words);
    return found && [found.step, clock(found.since), clock(found.at)];
  };

  it('is the first ride when she leaves, from the last time that she says so', () => {
    expect(heard([word('left', '07:00')])).toEqual([FIRST, '07:00', '07:00']);
    expect(heard([word('left', '07:00'), word('left', '07:30')])).toEqual([FIRST, '07:30', '07:30']);
  });

  it('is at a border since she first said so there', () => {
    const words = [word('at-border', '09:00'), word('at-border', '09:10')];
    expect(heard(words)).toEqual([IN, '09:00', '09:10']);
  });

  it('is, where nobody has placed her, the border at which the plan has her, or the last one before the meeting', () => {
    const first = (time: string, on = way) => placeHer(on, [word('at-border', time)])?.step;
    expect(['09:39', '09:40', '11:59', '12:00', '15:00'].map((time) => first(time))).toEqual([IN, OUT, OUT, OUT, OUT]);
    expect(['09:00', '10:25', '11:00', '15:00'].map((time) => first(time, polish))).toEqual([IN, IN, IN, IN]);
  });

  it('is the farthest border that she can have reached as usual; in Poland the last one is where she is met', () => {
    const then = (time: string, on = way) => heard([word('at-border', '09:00'), word('at-border', time)], on)?.[0];
    expect([then('10:19'), then('10:20')]).toEqual([IN, OUT]);
    expect(then('10:40')).toBe(OUT);
    // There the meeting stands where the border stood.
    expect([then('10:19', polish), then('10:20', polish)]).toEqual([IN, OUT]);
    expect(polish.steps[OUT]?.kind).toBe('meeting');
    const onTaxi = word('place', '10:00', { stageKey: 'ride:3', desk: true });
    expect(heard([onTaxi, word('at-border', '10:01')])).toEqual([OUT, '10:01', '10:01']);
    expect(heard([onTaxi, word('at-border', '10:01')], polish)).toEqual([OUT, '10:01', '10:01']);
  });

  it('stays where it is when she says nothing of where she is, or the desk names no place of hers', () => {
    const border = word('at-border', '09:00');
    for (const more of [word('need-help', '09:30'), word('turned-back', '09:30'), word('left', '09:30')])
      expect(heard([border, more])).toEqual([IN, '09:00', '09:00']);
    expect(heard([border, word('place', '09:30', { stageKey: 'ride:none', desk: true })])?.[1]).toBe('09:00');
  });

  it('is where the desk recorded, back too, and never beyond the meeting', () => {
    const place = (stageKey: string) => word('place', '09:30', { stageKey, desk: true });
    expect(heard([word('at-border', '09:00'), place('ride:1')])?.[0]).toBe(FIRST);
    expect(heard([place('hub:minsk')])?.[0]).toBe(HUB);
    expect(heard([place('accompany')])?.[0]).toBe(MEET);
  });

  it('is the meeting when she says that she was met, and the drive when the desk does', () => {
    expect(heard([word('met', '12:10')])?.[0]).toBe(MEET);
    expect(heard([word('met', '12:10', { desk: true })])?.[0]).toBe(DRIVE);
    expect(heard([word('met', '12:10', { desk: true }), word('met', '12:20')])).toEqual([DRIVE, '12:10', '12:20']);
    const ends = { ...way, steps: way.steps.slice(0, DRIVE) };
    expect(heard([word('met', '12:10', { desk: true })], ends)?.[0]).toBe(MEET);
  });
});
