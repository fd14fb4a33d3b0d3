import { describe, expect, it } from '@jest/globals';
import { seriesSchema } from '../../src/slot/series.ts';
import {
  assignManySchema,
  cancelSlotSchema,
  CapacityTaken,
  checkStart,
  createSlotSchema,
  editSlotSchema,
  listSlotsSchema,
  SlotHasBookings,
} from '../../src/slot/slot-input.ts';
import { refusalOf } from '../support/refusal.ts';

const now = new Date('2026-11-24T10:00:00Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);
const DAY = 86_400_000;

interface Schema {
  safeParse(value: unknown): { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } };
}
const says = (schema: Schema, value: unknown): unknown[] =>
  schema.safeParse(value).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];

describe('the start of a slot', () => {
  it('lies ahead, and no farther than a year and a day', () => {
    expect(() => checkStart(later(1), now)).not.toThrow();
    expect(() => checkStart(later(366 * DAY), now)).not.toThrow();
    expect(refusalOf(() => checkStart(now, now))).toMatchObject({ type: 'slot-in-past', status: 422 });
    expect(refusalOf(() => checkStart(later(366 * DAY + 1), now))).toMatchObject({ type: 'slot-too-far', status: 422 });
  });
});

it('what a slot refuses because somebody is on it says how many seats, or what would not fit', () => {
  expect(new CapacityTaken(2)).toMatchObject({ status: 409, type: 'capacity-taken', facts: { taken: 2 } });
  expect(new CapacityTaken(2).message).toContain('2 seat(s)');
  expect(new SlotHasBookings('another time')).toMatchObject({ status: 409, type: 'slot-has-bookings' });
  expect(new SlotHasBookings('another time').message).toContain('and another time would');
});

describe('slots are asked for', () => {
  const from = '2026-11-01T00:00:00Z';

  it('by both bounds or by none', () => {
    expect(says(listSlotsSchema, {})).toEqual([]);
    expect(says(listSlotsSchema, { from, to: '2026-11-08T00:00:00Z' })).toEqual([]);
    for (const one of [{ from }, { to: from }])
      expect(says(listSlotsSchema, one)).toEqual([['', 'Give both from and to, or neither.']]);
  });

  it('for 31 days at most', () => {
    expect(says(listSlotsSchema, { from, to: '2026-12-02T00:00:00Z' })).toEqual([]);
    expect(says(listSlotsSchema, { from, to: '2026-12-02T00:00:01Z' })).toEqual([['', 'Ask for 31 days at most.']]);
  });
});

describe('a slot is asked for', () => {
  const slot = { meetingPointId: 'kiosk', date: '2026-11-26', time: '14:30', capacity: 3 };

  it('with a place, a day, a time and seats; the window is forty minutes unless said', () => {
    expect(editSlotSchema.parse(slot)).toEqual({ ...slot, windowMinutes: 40 });
    expect(createSlotSchema.parse({ ...slot, escortId: '' })).toMatchObject({ escortId: '' });
  });

  it.each([
    [{ meetingPointId: '' }, 'Choose one.'],
    [{ time: '24:00' }, 'Write the time as HH:MM, such as 14:30.'],
    [{ time: '14:60' }, 'Write the time as HH:MM, such as 14:30.'],
    [{ time: '114:30' }, 'Write the time as HH:MM, such as 14:30.'],
    [{ time: '14:300' }, 'Write the time as HH:MM, such as 14:30.'],
  ])('and is told what is wrong: %j', (change, message) => {
    expect(says(editSlotSchema, { ...slot, ...change })).toEqual([[Object.keys(change)[0], message]]);
  });

  it.each([
    ...[{ windowMinutes: 9 }, { windowMinutes: 721 }, { capacity: 0 }, { capacity: 51 }, { capacity: 1.5 }],
    ...[{ meetingPointId: 'x'.repeat(65) }, { status: 'open' }],
  ])('and nothing else: %j', (change) => {
    expect(editSlotSchema.safeParse({ ...slot, ...change }).success).toBe(false);
  });

  it('cancelled for a reason, given to one escort sixty at a time', () => {
    expect(says(cancelSlotSchema, { reason: ' ill ' })).toEqual([]);
    expect(says(cancelSlotSchema, { reason: ' no ' })).toEqual([
      ['reason', 'Write the reason, three letters at least.'],
    ]);
    const many = (count: number) => ({ escortId: 'olena', slotIds: Array.from({ length: count }, String) });
    expect(says(assignManySchema, many(60))).toEqual([]);
    expect(says(assignManySchema, many(0))).toEqual([['slotIds', 'Tick one slot at least.']]);
    expect(assignManySchema.safeParse(many(61)).success).toBe(false);
  });
});

describe('a series is asked for', () => {
  const series = {
    ...{ meetingPointId: 'kiosk', weekdays: [1, 7], localTimes: ['14:30'], capacity: 2 },
    ...{ validFrom: '2026-12-01', validTo: '2026-12-01' },
  };

  it('for one day at least, and is told which field is wrong', () => {
    expect(says(seriesSchema, series)).toEqual([]);
    expect(says(seriesSchema, { ...series, validTo: '2026-11-30' })).toEqual([
      ['validTo', 'The last day lies before the first.'],
    ]);
    expect(says(seriesSchema, { ...series, weekdays: [] })).toEqual([['weekdays', 'Tick one weekday at least.']]);
    expect(says(seriesSchema, { ...series, localTimes: [] })).toEqual([['localTimes', 'Write one time at least.']]);
  });

  it.each([
    ...[{ weekdays: [0] }, { weekdays: [8] }, { weekdays: [1, 1, 1, 1, 1, 1, 1, 1] }],
    ...[{ localTimes: ['1:30'] }, { localTimes: Array.from({ length: 7 }, () => '14:30') }],
  ])('and nothing else: %j', (change) => {
    expect(seriesSchema.safeParse({ ...series, ...change }).success).toBe(false);
  });
});
