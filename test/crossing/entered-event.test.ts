import { describe, expect, it } from '@jest/globals';
import { isPast } from '../../src/crossing/recorded-event.ts';
import { buildEvent, endEvent } from '../../src/crossing/entered-event.ts';
import { aClosure } from '../support/closures.ts';
import { refusalOf } from '../support/refusal.ts';
import { reference } from '../support/way.ts';

const NOW = new Date('2026-11-24T15:00:00Z');
const build = (changes: object = {}) => buildEvent('one', aClosure(changes), reference.crossings, NOW);
const fieldOf = (changes: object) => refusalOf(() => build(changes)).invalidParams[0]?.name;
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

  it('holds again in each line that was written, whoever wrote several in one text', () => {
    expect(build(NIGHTS).again).toEqual([
      { from: '2026-12-02T21:00Z', to: '2026-12-03T05:00Z' },
      { from: '2026-12-03T21:00Z', to: '2026-12-04T05:00Z' },
      { from: '2026-12-05T21:00Z', to: '2026-12-06T05:00Z' },
    ]);
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

  it('is over after the last of its periods; ended before, it keeps those that had begun', () => {
    const nights = build(NIGHTS);
    expect([isPast(nights, new Date('2026-12-06T04:59Z')), isPast(nights, new Date('2026-12-06T05:00Z'))]).toEqual([
      ...[false, true],
    ]);
    const ended = (endedDate: string, endedTime: string) =>
      endEvent(nights, { seq: 0, endedDate, endedTime, source: 'Guard' }, new Date('2026-12-20T00:00Z'));
    expect(ended('2026-12-03', '01:00')).toMatchObject({
      ...{
        from: '2026-12-01T21:00Z',
        to: '2026-12-02T05:00Z',
        again: [{ from: '2026-12-02T21:00Z', to: '2026-12-03T00:00Z' }],
      },
    });
    const afterTheFirst = ended('2026-12-02', '12:00');
    expect(afterTheFirst).toMatchObject({ to: '2026-12-02T05:00Z' });
    expect(afterTheFirst).not.toHaveProperty('again');
    expect(ended('2026-12-01', '12:00')).toMatchObject({ from: '2026-12-01T21:00Z', to: '2026-12-01T11:00Z' });
    expect(isPast(ended('2026-12-01', '12:00'), new Date('2026-12-01T12:00Z'))).toBe(true);
  });
});
