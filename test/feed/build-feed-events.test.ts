import { expect, it } from '@jest/globals';
import { buildFeedEvents, type FeedMaterial } from '../../src/feed/build-feed-events.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';

const slot = aSlot({ _id: 'slot' });
const caseFile = aCaseFile({ _id: 'her', reference: '4172085' });
const place = { name: 'Kiosk', side: 'ukrainian', description: 'By the door', crossingName: 'Medyka' } as const;
const material: FeedMaterial = {
  ...{ language: 'en', slots: [slot], left: [], bookings: [], caseFiles: [caseFile] },
  ...{ placeOf: () => place, linkOf: (slotId: string) => `https://desk/e/${slotId}` },
};
const hers = aBooking({ slotId: 'slot', caseFileId: 'her' });

it('an escort reads of a place once it is booked: not of a hold, a proposal, or one that ended', () => {
  const shown = (changes: Partial<typeof hers>) =>
    buildFeedEvents({ ...material, bookings: [{ ...hers, ...changes }] })[0]?.bookings.map(
      ({ reference }) => reference,
    );
  expect(shown({})).toEqual(['417-2085']);
  for (const changes of [{ status: 'held' }, { status: 'proposed' }, { live: false }, { slotId: 'other' }] as const)
    expect(shown(changes)).toEqual([]);
});

it('a draft stands in no calendar, and what left him says so without her word and without a link', () => {
  expect(buildFeedEvents({ ...material, slots: [{ ...slot, status: 'draft' }] })).toEqual([]);
  const left = { _id: 'row', escortId: 'olena', slotId: 'gone', seq: 2, at: slot.from, left: slot };
  const [event, ...others] = buildFeedEvents({ ...material, slots: [], left: [left], bookings: [hers] });
  expect(event).toMatchObject({ slotId: 'gone', status: 'left', bookings: [], seq: 2 });
  expect([event?.link, others]).toEqual([undefined, []]);
});

it('a cancelled slot says so and has no link; one that came back is his again', () => {
  const [cancelled] = buildFeedEvents({ ...material, slots: [{ ...slot, status: 'cancelled' }] });
  expect([cancelled?.status, cancelled?.link]).toEqual(['cancelled', undefined]);
  const left = { _id: 'row', escortId: 'olena', slotId: 'slot', seq: 2, at: slot.from, left: slot };
  const events = buildFeedEvents({ ...material, left: [left] });
  expect(events.map(({ status, link }) => [status, link])).toEqual([['confirmed', 'https://desk/e/slot']]);
});
