import { describe, expect, it } from '@jest/globals';
import { momentStart } from '../../src/crossing/period.ts';
import { isPast } from '../../src/crossing/recorded-event.ts';
import { buildEvents, endEvent } from '../../src/crossing/entered-event.ts';
import { aClosure } from '../support/closures.ts';
import { refusalOf } from '../support/refusal.ts';
import { reference } from '../support/way.ts';

const NOW = new Date('2026-11-24T15:00:00Z');
const buildAll = (changes: object = {}) => {
  let count = 0;
  return buildEvents(() => `event ${(count += 1)}`, aClosure(changes), reference.crossings, NOW);
};
const build = (changes: object = {}) => buildAll(changes)[0];
const fieldOf = (changes: object) => refusalOf(() => buildAll(changes)).invalidParams[0]?.name;
const NIGHTS = {
  ...{ fromDate: '2026-12-01', fromTime: '22:00', untilDate: '2026-12-02', untilTime: '06:00' },
  again: [
    '2026-12-02 22:00 – 2026-12-03 06:00\n\n 2026-12-03 22:00 to 2026-12-04 06:00',
    '2026-12-05 22:00 - 2026-12-06 06:00',
  ],
};

describe('an event as somebody of the desk enters it', () => {
  it('holds from one moment in Warsaw on, for everybody, with a cause that nobody has said', () => {
    const { from, to, appliesTo, cause, wording, ...rest } = build();
    expect([from, to, appliesTo, cause]).toEqual(['2026-11-24T15:40Z', null, 'everyone', 'unknown']);
    expect(wording.en).toBe('The border guard has closed the crossing');
    expect(Object.keys(rest)).not.toEqual(expect.arrayContaining(['again']));
    expect(rest).not.toHaveProperty('publish');
    expect(rest).not.toHaveProperty('countries');
  });

  it('is one event more for each line that was written, whoever wrote several in one text', () => {
    const events = buildAll(NIGHTS);
    expect(events.map(({ id, from, to }) => [id, from, to])).toEqual([
      ['event 1', '2026-12-01T21:00Z', '2026-12-02T05:00Z'],
      ['event 2', '2026-12-02T21:00Z', '2026-12-03T05:00Z'],
      ['event 3', '2026-12-03T21:00Z', '2026-12-04T05:00Z'],
      ['event 4', '2026-12-05T21:00Z', '2026-12-06T05:00Z'],
    ]);
    const [{ id: _, from: _from, to: _to, ...first }, ...further] = events;
    for (const each of further) expect(each).toMatchObject(first);
  });

  it('is as long as the night is when the clocks of Warsaw change', () => {
    const hours = (night: object) => {
      const { from, to } = build({ fromTime: '22:00', untilTime: '06:00', ...night });
      return (momentStart(to ?? '').getTime() - momentStart(from).getTime()) / 3_600_000;
    };
    expect(hours({ fromDate: '2026-10-24', untilDate: '2026-10-25' })).toBe(9);
    expect(hours({ fromDate: '2027-03-27', untilDate: '2027-03-28' })).toBe(7);
  });

  it.each([
    ['again', { again: ['each night'] }],
    ['again', { again: ['2026-12-02 22:00 – 2026-12-03 25:00'] }],
    ['again', { again: ['2026-12-02 22:00 – 2026-12-03 06:00'] }],
    ['again', { ...NIGHTS, again: ['2026-12-02 05:59 – 2026-12-03 06:00'] }],
    ['again', { ...NIGHTS, again: ['2026-12-03 22:00 – 2026-12-03 06:00'] }],
    ['publishTime', { publishDate: '2026-11-24', publishTime: '16:41' }],
    ['publishTime', { publishDate: '2026-11-24' }],
    ['countries', { appliesTo: 'citizens' }],
    ['countries', { appliesTo: 'citizens', countries: ['RUS'] }],
    ['countries', { countries: ['RU'] }],
  ])('is refused with the field %s and nothing else where it is not right: %j', (name, changes) => {
    expect(fieldOf(changes)).toBe(name);
  });

  it('takes countries in small letters, several in one text, each once', () => {
    expect(build({ appliesTo: 'citizens', countries: ['ru, by', 'RU'] })).toMatchObject({
      ...{ appliesTo: 'citizens', countries: ['RU', 'BY'] },
    });
  });

  it('may be published later than it is recorded, but never after it begins', () => {
    const { publish } = build({ publishDate: '2026-11-24', publishTime: '16:40' });
    expect(publish).toEqual({ from: '2026-11-24T15:40Z', to: null });
  });

  it('is over at its end, and may be ended before it began', () => {
    const night = build({ ...NIGHTS, again: [] });
    expect([isPast(night, new Date('2026-12-02T04:59Z')), isPast(night, new Date('2026-12-02T05:00Z'))]).toEqual([
      ...[false, true],
    ]);
    const end = { seq: 0, endedDate: '2026-12-01', endedTime: '12:00', source: 'Guard' };
    const ended = endEvent(night, end, new Date('2026-12-20T00:00Z'));
    expect(ended).toMatchObject({ from: '2026-12-01T21:00Z', to: '2026-12-01T11:00Z' });
    expect(isPast(ended, new Date('2026-12-01T12:00Z'))).toBe(true);
  });
});
