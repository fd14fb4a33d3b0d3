import { describe, expect, it } from '@jest/globals';
import { buildFeedEvents, type FeedMaterial } from '../../src/feed/build-feed-events.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';

const slot = aSlot({ _id: 'slot', published: { seq: 3, at: new Date('2026-11-20T08:00:00Z') } });
const place = { name: 'Kiosk', side: 'ukrainian', description: 'By the door', crossingName: 'Medyka' } as const;
const material: FeedMaterial = {
  ...{ language: 'en', slots: [slot], left: [], bookings: [], caseFiles: [] },
  ...{ placeOf: () => place, linkOf: (slotId: string) => `https://desk/e/${slotId}` },
};
const build = (changes: Partial<FeedMaterial>) => buildFeedEvents({ ...material, ...changes });
const left = { _id: 'row', escortId: 'olena', slotId: 'gone', seq: 2, at: slot.from, left: slot };

describe('when an event of a calendar last changed', () => {
  const dated = (changes: Partial<FeedMaterial>) => build(changes)[0]?.at.toISOString();

  it('is when the slot was published, or a second for each change on either side after the later of the two', () => {
    expect(dated({})).toBe('2026-11-20T08:00:00.000Z');
    expect(dated({ general: { times: 2, at: new Date('2026-11-19T08:00:00Z') } })).toBe('2026-11-20T08:00:05.000Z');
    expect(dated({ general: { times: 2, at: new Date('2026-11-21T08:00:00Z') } })).toBe('2026-11-21T08:00:05.000Z');
  });

  it('is the day on which it began to say that nobody has checked the place, while that came later', () => {
    const said = (saidSince: string) => dated({ placeOf: () => ({ ...place, lastChecked: checked(saidSince) }) });
    const checked = (saidSince: string) => ({ at: new Date('2026-08-01T10:00:00Z'), saidSince: new Date(saidSince) });
    expect(said('2026-11-21T00:00:00Z')).toBe('2026-11-21T00:00:00.000Z');
    expect(said('2026-11-19T00:00:00Z')).toBe('2026-11-20T08:00:00.000Z');
  });

  it('is not moved by the place of a cancelled slot, which says nothing of it', () => {
    const lastChecked = { at: new Date('2026-08-01T10:00:00Z'), saidSince: new Date('2026-11-21T00:00:00Z') };
    const cancelled = { slots: [{ ...slot, status: 'cancelled' as const }] };
    expect(dated({ ...cancelled, placeOf: () => ({ ...place, lastChecked }) })).toBe('2026-11-20T08:00:00.000Z');
  });
});

describe('the events of a calendar', () => {
  it('stand in the order of their windows, those of one window by their id', () => {
    const later = aSlot({ _id: 'a', from: new Date(slot.from.getTime() + 60_000) });
    const same = ['z', 'b', 'm'].map((_id) => aSlot({ _id }));
    const order = (slots: typeof same) => build({ slots }).map(({ slotId }) => slotId);
    expect(order([later, ...same])).toEqual(['b', 'm', 'z', 'a']);
    expect(order([...same.toReversed(), later])).toEqual(['b', 'm', 'z', 'a']);
  });

  it('name whom the desk has by their references in order, and leave out a booking whose family is gone', () => {
    const families = ['9172085', '1172085', '4172085'].map((reference) => aCaseFile({ reference }));
    const bookings = families.map(({ _id }) => aBooking({ slotId: 'slot', caseFileId: _id, seats: 2 }));
    const lost = aBooking({ slotId: 'slot', caseFileId: 'nobody' });
    const references = (of: typeof bookings) =>
      build({ bookings: of, caseFiles: families })[0]?.bookings.map(({ reference }) => reference);
    expect(references([...bookings, lost])).toEqual(['117-2085', '417-2085', '917-2085']);
    expect(references(bookings.toReversed())).toEqual(['117-2085', '417-2085', '917-2085']);
  });

  it('show the desk’s number where there is one, and both clocks of the border', () => {
    expect(build({})[0]).not.toHaveProperty('deskPhone');
    const [event] = build({ deskPhone: '+48 000 000 000' });
    expect(event).toMatchObject({ deskPhone: '+48 000 000 000', otherClocks: ['Europe/Warsaw', 'Europe/Kyiv'] });
  });

  it('show nothing of a row that says no slot or keeps nothing of it, nor of what came back as a draft', () => {
    const { slotId: _slotId, ...withoutSlot } = left;
    const { left: _left, ...withoutLeft } = left;
    expect(build({ slots: [], left: [withoutSlot, withoutLeft] })).toEqual([]);
    const draft = aSlot({ _id: 'gone', status: 'draft' });
    expect(build({ slots: [draft], left: [left] })).toEqual([]);
  });

  it('show of a slot that left twice what he knew last', () => {
    const again = { ...left, _id: 'again', seq: 5 };
    expect(build({ slots: [], left: [left, again] }).map(({ seq }) => seq)).toEqual([5]);
  });
});
