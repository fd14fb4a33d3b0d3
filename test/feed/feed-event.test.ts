import { describe, expect, it } from '@jest/globals';
import { describeEvent } from '../../src/feed/feed-event.ts';
import type { Language } from '../../src/platform/language.ts';
import { aFeedBooking, aFeedEvent } from '../support/feed-event.ts';

const languages: Language[] = ['en', 'uk', 'ru'];

describe('what the escort reads', () => {
  it('has place, side, both clocks and the seats in its title', () => {
    expect(describeEvent(aFeedEvent(), 'en').summary).toBe(
      'Medyka, Ukrainian side 11:00 Kyiv · 10:00 Warsaw · seats: 2 of 4',
    );
    expect(describeEvent(aFeedEvent(), 'uk').summary).toBe(
      'Medyka, український бік 11:00 Київ · 10:00 Варшава · місця: 2 з 4',
    );
    expect(describeEvent(aFeedEvent(), 'ru').summary).toBe(
      'Medyka, украинская сторона 11:00 Киев · 10:00 Варшава · места: 2 из 4',
    );
  });

  it('puts the clock of the side where they meet first', () => {
    const polish = aFeedEvent({ zone: 'Europe/Warsaw', place: { ...aFeedEvent().place, side: 'polish' } });
    expect(describeEvent(polish, 'en').summary).toContain('Polish side 10:00 Warsaw · 11:00 Kyiv');
  });

  it('shows one clock for the two names of the zone of Kyiv', () => {
    const old = aFeedEvent({ zone: 'Europe/Kiev', otherClocks: ['Europe/Kyiv'] });
    expect(describeEvent(old, 'en').summary).toBe('Medyka, Ukrainian side 11:00 Kyiv · seats: 2 of 4');
  });

  it('names the day where the other clock stands on another one', () => {
    const from = new Date('2026-11-23T22:30:00Z');
    const midnight = aFeedEvent({ window: { from, to: new Date('2026-11-24T00:00:00Z') } });
    expect(describeEvent(midnight, 'en').summary).toContain('00:30 Kyiv · 23:30 Warsaw (Mon)');
  });

  it('tells everything he needs, and when it was true', () => {
    expect(describeEvent(aFeedEvent({ warning: 'A crossing event is in force.' }), 'en').description).toBe(
      [
        'A crossing event is in force.',
        '',
        'Meet between:',
        'Tue, 24 Nov 2026, 11:00–13:00 (Kyiv, UTC+2)',
        'Tue, 24 Nov 2026, 10:00–12:00 (Warsaw, UTC+1)',
        '',
        'Place: Medyka, Ukrainian side (Medyka–Shehyni)',
        'Behind the last barrier; the blue kiosk, left hand.',
        '',
        'You are needed until about:',
        'Tue, 24 Nov 2026, 23:00 (Kyiv, UTC+2)',
        'Tue, 24 Nov 2026, 22:00 (Warsaw, UTC+1)',
        '',
        'seats: 2 of 4',
        '',
        'Case file 4820137 · seats: 2 · speaks: Russian',
        'You say first: калина (kalyna)',
        '',
        'Desk: +380 44 000 00 00',
        'As of Fri, 20 Nov 2026, 11:30 (Kyiv, UTC+2). A calendar may be hours late. When in doubt, call the desk.',
      ].join('\n'),
    );
  });

  it('tells the two hours of the autumn night apart', () => {
    const window = { from: new Date('2026-10-25T00:30:00Z'), to: new Date('2026-10-25T01:30:00Z') };
    const { description } = describeEvent(aFeedEvent({ window, until: new Date('2026-10-25T12:00:00Z') }), 'en');
    expect(description).toContain('Sun, 25 Oct 2026, 03:30–03:30 (Kyiv, UTC+3 → UTC+2)');
    expect(description).toContain('Sun, 25 Oct 2026, 02:30–02:30 (Warsaw, UTC+2 → UTC+1)');
  });

  it('shows the old word beside the new one while she may still know it', () => {
    const booking = aFeedBooking({ previousWord: { cyrillic: 'сонце', latin: 'sontse' } });
    const { description } = describeEvent(aFeedEvent({ bookings: [booking] }), 'en');
    expect(description).toContain(
      'You say first: калина (kalyna)\nShe may still know the old word: say this one too: сонце (sontse)',
    );
  });

  it('says of a meeting that is off not to go, when and where it was, and how late a calendar may be', () => {
    const off = (status: 'cancelled' | 'left') => describeEvent(aFeedEvent({ status }), 'en').description.split('\n\n');
    expect(off('cancelled').map((part) => part.split('\n')[0])).toEqual([
      'This meeting is cancelled. Do not go. If you are already on the way, call the desk.',
      ...['Meet between:', 'Place: Medyka, Ukrainian side (Medyka–Shehyni)', 'Desk: +380 44 000 00 00'],
    ]);
    expect(off('left')[0]).toMatch(/^This meeting is no longer yours\. Do not go\./);
  });

  it('says below the place when it was last checked, where that is long ago, and where he confirms', () => {
    const lastChecked = { at: new Date('2026-08-03T22:00:00Z'), saidSince: new Date('2026-11-01T00:00:00Z') };
    const place = { ...aFeedEvent().place, lastChecked };
    const { description } = describeEvent(aFeedEvent({ place, link: 'https://desk/e/slot' }), 'en');
    expect(description).toContain('left hand.\nWe last checked this place on: Tue, 4 Aug 2026\n\n');
    expect(description).toContain('\n\nConfirm here: https://desk/e/slot\n\n');
  });

  it('names no number of the desk while there is none', () => {
    const { deskPhone: _deskPhone, ...event } = aFeedEvent();
    expect(describeEvent(event, 'en').description.split('\n\n').at(-1)).toMatch(/^As of Fri, 20 Nov 2026/);
  });

  it('says that nobody is booked yet', () => {
    const empty = describeEvent(aFeedEvent({ bookings: [] }), 'en');
    expect(empty.summary).toContain('seats: 0 of 4');
    expect(empty.description).toContain('Nobody is booked yet.');
  });

  it.each(languages)('says in its title that a meeting is off, and gives no word for it (%s)', (language) => {
    const cancelled = describeEvent(aFeedEvent({ status: 'cancelled' }), language);
    const left = describeEvent(aFeedEvent({ status: 'left' }), language);
    expect(cancelled.summary).toMatch(/^(CANCELLED|СКАСОВАНО|ОТМЕНЕНО): Medyka/);
    expect(left.summary).toMatch(/^(NO LONGER YOURS|БІЛЬШЕ НЕ ВАША|БОЛЬШЕ НЕ ВАША): Medyka/);
    for (const { description } of [cancelled, left]) {
      expect(description).not.toMatch(/калина|kalyna|4820137/);
      expect(description).toContain('+380 44 000 00 00');
    }
  });

  it.each(languages)('never says why anybody travels (%s)', (language) => {
    const statuses = ['confirmed', 'cancelled', 'left'] as const;
    const texts = statuses.flatMap((status) =>
      Object.values<string>({ ...describeEvent(aFeedEvent({ status }), language) }),
    );
    expect(texts.join('\n')).not.toMatch(
      /prison|captiv|\bsons?\b|handover|soldier|authorit|полон|\bсин|воїн|солдат|плен|сын|военн|передач/i,
    );
  });
});
