import type { FeedBooking, FeedEvent } from '../../src/feed/feed-event.ts';

/** An event as most are: Medyka, the Ukrainian side, 11:00 to 13:00 in Kyiv on a winter Tuesday. */
export function aFeedEvent(changes: Partial<FeedEvent> = {}): FeedEvent {
  return {
    slotId: '5f0c7be2a4d94c0e8f1d2b3a49586776',
    seq: 3,
    at: new Date('2026-11-20T09:30:15.250Z'),
    status: 'confirmed',
    window: { from: new Date('2026-11-24T09:00:00Z'), to: new Date('2026-11-24T11:00:00Z') },
    until: new Date('2026-11-24T21:00:00Z'),
    zone: 'Europe/Kyiv',
    otherClocks: ['Europe/Warsaw', 'Europe/Kyiv'],
    capacity: 4,
    place: {
      name: 'Medyka',
      side: 'ukrainian',
      description: 'Behind the last barrier; the blue kiosk, left hand.',
      crossingName: 'Medyka–Shehyni',
    },
    bookings: [aFeedBooking()],
    deskPhone: '+380 44 000 00 00',
    ...changes,
  };
}

export function aFeedBooking(changes: Partial<FeedBooking> = {}): FeedBooking {
  return {
    reference: '4820137',
    seats: 2,
    language: 'ru',
    word: { cyrillic: 'калина', latin: 'kalyna' },
    ...changes,
  };
}
