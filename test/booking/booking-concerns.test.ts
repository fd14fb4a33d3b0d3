import { describe, expect, it } from '@jest/globals';
import { bookingConcerns } from '../../src/booking/booking-concerns.ts';
import type { Notification } from '../../src/notification/notification.ts';
import { asKnown, meetingOf, tellBoth, tellOfMove } from '../../src/booking/booking-tells.ts';
import { reasonField, sealReasons } from '../../src/booking/seal-reasons.ts';
import type { CrossingEvent } from '../../src/crossing/crossing-event.ts';
import { aCaseFile, aSlot } from '../support/builders.ts';

const now = new Date('2026-11-26T08:00:00Z');
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);

describe('what speaks against a booking', () => {
  const event: CrossingEvent = {
    ...{ id: 'closed', crossings: ['pl-ua-medyka'], effect: 'no-service', modes: ['foot'], direction: 'both' },
    ...{ from: hours(2).toISOString(), to: hours(3).toISOString(), appliesTo: 'everyone' },
    ...{
      cause: 'unknown',
      wording: { en: 'closed by a strike', uk: '-', ru: '-' },
      sources: [],
      confidence: 'high',
      checked: '2026-11-26',
    },
  } as unknown as CrossingEvent;
  const pass = { crossing: 'pl-ua-medyka', direction: 'to-UA', mode: 'foot', from: hours(8), to: hours(9) } as const;
  const world = {
    ...{ events: [event], rowOf: (): string | undefined => 'row-1', crossingName: (id: string) => `Crossing ${id}` },
    ...{ nationality: 'RU', hubZone: 'Europe/Warsaw' },
  };
  const demand = { latest: hours(1), estimate: false, borders: [pass] };

  it('is nothing while she can still set out and no event touches her', () => {
    expect(bookingConcerns(demand, { ...world, events: [] }, now)).toEqual([]);
  });

  it('is that she had to set out, at that very moment too, on the clock of her hub', () => {
    const [late] = bookingConcerns({ ...demand, latest: now, borders: [] }, world, now);
    expect(late).toMatchObject({ code: 'too-late-to-set-out' });
    expect(late?.text).toContain('was 09:00 on Thursday 26 November, and');
    const [guess] = bookingConcerns({ ...demand, latest: now, borders: [], estimate: true }, world, now);
    expect(guess?.text).toContain('November (an estimate), and');
  });

  it('is an event at her border, from six hours before she is due there', () => {
    const concern = { code: 'crossing-event/row-1', text: 'Crossing pl-ua-medyka: closed by a strike.' };
    expect(bookingConcerns(demand, world, now)).toEqual([concern]);
    expect(bookingConcerns(demand, { ...world, rowOf: () => undefined }, now)[0]?.code).toBe('crossing-event');
    const due = (from: number) => ({ ...demand, borders: [{ ...pass, from: hours(from), to: hours(from + 1) }] });
    expect(bookingConcerns(due(8.9), world, now)).toHaveLength(1);
    expect(bookingConcerns(due(9.1), world, now)).toEqual([]);
  });

  it('is a visa that lets in once and is used up by then, in the words of the rule', () => {
    const usedUp = 'Her visa lets her in once.';
    expect(bookingConcerns({ ...demand, borders: [] }, { ...world, usedUp }, now)).toEqual([
      { code: 'single-entry', text: usedUp },
    ]);
  });

  it('is a rule for her nationality, and for any while hers is not known', () => {
    const events = [{ ...event, appliesTo: 'citizens' as const, countries: ['RU'] }];
    const codes = (nationality: string | undefined) =>
      bookingConcerns(demand, { ...world, events, nationality }, now).length;
    expect([codes('RU'), codes(undefined), codes('PL')]).toEqual([1, 1, 0]);
  });
});

describe('who hears of a booking', () => {
  const caseFile = aCaseFile({ _id: 'case' });
  const from = aSlot({ _id: 'from', escortId: 'olena' });
  const to = aSlot({ _id: 'to', escortId: 'taras', meetingPointId: 'medyka-gate' });
  const { escortId: _, ...alone } = aSlot({ _id: 'alone' });

  it('is she, and the escort where there is one', () => {
    const facts = { about: 'booking-made', slotId: 'from', caseFileId: 'case' };
    expect(tellBoth('booking-made', from, caseFile)).toEqual([
      { ...facts, audience: 'traveller' },
      { ...facts, audience: 'escort', escortId: 'olena' },
    ]);
    expect(tellBoth('booking-made', alone, caseFile).map(({ audience }) => audience)).toEqual(['traveller']);
    expect(tellBoth('booking-made', from, caseFile, to)[0]?.was).toEqual(meetingOf(to));
  });

  it('of a move is the escort whom she leaves too, unless he is the same one or there was none', () => {
    const hears = (one: typeof from | typeof alone, other: typeof to | typeof alone) =>
      tellOfMove(one, other, caseFile).map(({ audience, escortId, slotId }) => [audience, escortId, slotId]);
    const moved = tellOfMove(from, to, caseFile);
    expect(new Set(moved.map(({ about }) => about))).toEqual(new Set(['booking-moved']));
    expect(moved.map(({ caseFileId }) => caseFileId)).toEqual(['case', 'case', 'case']);
    expect(hears(from, to)).toEqual([
      ['traveller', undefined, 'to'],
      ['escort', 'taras', 'to'],
      ['escort', 'olena', 'from'],
    ]);
    expect(moved[0]?.was).toEqual(meetingOf(from));
    expect(hears(alone, to)).toHaveLength(2);
    expect(hears(from, alone)).toHaveLength(2);
    expect(hears(from, { ...to, escortId: 'olena' })).toHaveLength(2);
  });

  it('hears of the one before where it was theirs: she always, an escort when he had that too', () => {
    const before = (one: typeof from, other: typeof to) =>
      tellBoth('booking-moved', other, caseFile, one).map(({ was }) => was);
    expect(before(from, to)).toEqual([meetingOf(from), undefined]);
    expect(before(from, { ...to, escortId: 'olena' })).toEqual([meetingOf(from), meetingOf(from)]);
  });

  it('hears of the meeting that he or she knows, by the lines that nobody told', () => {
    const known = meetingOf(to);
    expect(known).toEqual({ from: to.from, zone: 'Europe/Kyiv', meetingPointId: 'medyka-gate' });
    const tells = tellBoth('booking-cancelled', from, caseFile, from);
    const untold = (line: Partial<Notification>): Notification[] => [
      { _id: 'line', about: 'booking-moved', audience: 'traveller', at: new Date(0), was: known, ...line },
    ];
    const hear = (line: Partial<Notification>) => asKnown(tells, untold(line)).map(({ was }) => was);
    expect(hear({})).toEqual([known, meetingOf(from)]);
    expect(hear({ audience: 'escort', escortId: 'olena' })).toEqual([meetingOf(from), known]);
    expect(hear({ audience: 'escort', escortId: 'taras' })).toEqual([meetingOf(from), meetingOf(from)]);
    expect(hear({ about: 'slot-changed' })).toEqual([meetingOf(from), meetingOf(from)]);
    expect(asKnown(tells, [])).toEqual(tells);
    expect(asKnown(tellBoth('booking-made', from, caseFile), untold({}))[0]).not.toHaveProperty('was');
  });
});

describe('reasons, as they are stored', () => {
  const booking = { _id: 'b', caseFileId: 'c' };
  const sealer = { seal: (field: string, text: string) => `${field}|${text}`, open: () => '' };
  const keys = (found: unknown) => ({ findSealer: () => Promise.resolve(found) }) as never;
  const acknowledged = { codes: ['crossing-event'], reason: 'why' };

  it('are sealed for their own booking', async () => {
    expect(reasonField('b')).toBe('booking/b');
    expect(await sealReasons(keys(sealer), booking, { reason: 'because', acknowledged })).toEqual({
      reason: 'booking/b|because',
      acknowledged: { codes: ['crossing-event'], reason: 'booking/b|why' },
    });
    expect(await sealReasons(keys(sealer), booking, { reason: 'because' })).toEqual({ reason: 'booking/b|because' });
    expect(await sealReasons(keys(sealer), booking, { acknowledged: { codes: [] } })).toEqual({
      acknowledged: { codes: [] },
    });
  });

  it('are left out without a key, and ask for none where there is no reason', async () => {
    expect(await sealReasons(keys(undefined), booking, { reason: 'because', acknowledged })).toEqual({
      acknowledged: { codes: ['crossing-event'] },
    });
    const untouched = { findSealer: () => Promise.reject(new Error('asked')) };
    expect(await sealReasons(untouched, booking, {})).toEqual({});
  });
});
