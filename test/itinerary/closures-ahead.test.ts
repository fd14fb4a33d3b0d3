import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../src/crossing/recorded-event.ts';
import type { Pass } from '../../src/crossing/touched-way.ts';
import { closuresAhead } from '../../src/itinerary/closures-ahead.ts';

const at = (time: string): Date => new Date(`2026-11-24T${time}:00Z`);
const aRow = (id: string, changes: Partial<RecordedEvent['event']> = {}): RecordedEvent => ({
  ...{ _id: `${id}/0`, eventId: id, seq: 0, what: 'reported', by: 'Anna', at: at('12:00') },
  event: {
    ...{ id, crossings: ['terespol'], effect: 'no-service', modes: ['bus'], direction: 'both' },
    ...{ from: '2026-11-24T14:00Z', to: null, appliesTo: 'everyone', confidence: 'medium', asOf: '2026-11-24' },
    ...{ sources: ['Guard'], cause: 'unknown', wording: { en: 'Closed', uk: 'Закрито', ru: 'Закрыто' } },
    ...changes,
  },
});
const pass = (crossing: string): Pass => ({
  ...{ crossing, direction: 'to-PL', mode: 'bus', from: at('13:00'), to: at('23:00') },
});
const name = (id: string) => ({ en: id, uk: id, ru: id });
const seen = (...codes: `crossing-event/${string}`[]) => ({ acknowledged: { codes, reason: 'sealed' } });

const ahead = (
  rows: RecordedEvent[],
  { booking = {}, onRoad = false, now = at('12:30'), passes = [pass('terespol')] } = {},
): string[] =>
  closuresAhead(passes, { ...booking, onRoad }, rows, name, now).map(
    ({ crossing, kind, from }) => `${crossing.en} ${kind} ${from.toISOString().slice(11, 16)}`,
  );

describe('what she is told of the borders ahead of her', () => {
  it('is each recorded event that was not seen when she was booked, what is closed before what is restricted', () => {
    expect(ahead([aRow('one')])).toEqual(['terespol closed 14:00']);
    expect(ahead([])).toEqual([]);
    const rows = [
      aRow('mild', { effect: 'restricted', from: '2026-11-24T13:30Z' }),
      aRow('late', { crossings: ['medyka'], from: '2026-11-24T16:00Z' }),
      aRow('one', { crossings: ['terespol'] }),
    ];
    expect(ahead(rows, { passes: [pass('terespol'), pass('medyka')] })).toEqual([
      ...['terespol closed 14:00', 'medyka closed 16:00', 'terespol restricted 13:30'],
    ]);
  });

  it('is nothing of a border that she does not pass, nor of what was seen when she was booked', () => {
    expect(ahead([aRow('one', { crossings: ['medyka'] })])).toEqual([]);
    expect(ahead([aRow('one')], { booking: seen('crossing-event/one/0') })).toEqual([]);
    expect(ahead([aRow('one'), aRow('two')], { booking: seen('crossing-event/one/0') })).toHaveLength(1);
    expect(ahead([aRow('one')], { booking: seen('crossing-event/other/0') })).toHaveLength(1);
  });

  it('is nothing that is not published yet while she is at home, and all of it on the road', () => {
    const row = aRow('one', { publish: { from: '2026-11-24T13:00Z', to: null } });
    expect(ahead([row], { now: at('12:59') })).toEqual([]);
    expect(ahead([row], { now: at('12:59'), onRoad: true })).toHaveLength(1);
    expect(ahead([row], { now: at('13:00') })).toHaveLength(1);
    const past = aRow('one', { publish: { from: '2026-11-24T10:00Z', to: '2026-11-24T12:00Z' } });
    expect(ahead([past])).toEqual([]);
  });

  it('is, on the road, also what was seen, from the moment that it is in force', () => {
    const road = { booking: seen('crossing-event/one/0'), onRoad: true };
    expect(ahead([aRow('one')], { ...road, now: at('13:59') })).toEqual([]);
    expect(ahead([aRow('one')], { ...road, now: at('14:00') })).toEqual(['terespol closed 14:00']);
    expect(ahead([aRow('one')], { ...road, onRoad: false, now: at('14:00') })).toEqual([]);
  });
});
