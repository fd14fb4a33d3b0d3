import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../src/crossing/recorded-event.ts';
import { buildFeedEvents, type FeedMaterial } from '../../src/feed/build-feed-events.ts';
import type { FeedClosures } from '../../src/feed/feed-warnings.ts';
import { planBorders, type AskedWay } from '../../src/itinerary/plan-borders.ts';
import { spotName } from '../../src/itinerary/spot.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';
import { reference, stagesOf } from '../support/way.ts';
import { PATH } from '../support/her-path.ts';

/** Recorded at 16:00 in Warsaw on Tuesday, two days before the meeting. */
const aRow = (changes: Partial<RecordedEvent['event']> = {}): RecordedEvent => ({
  ...{ _id: 'row', eventId: 'row', seq: 0, what: 'reported', by: 'Anna', at: new Date('2026-11-24T15:00:00Z') },
  event: {
    ...{ id: 'row', crossings: ['by-pl-terespol'], effect: 'no-service', modes: ['bus'], direction: 'both' },
    ...{ from: '2026-11-24T14:00Z', to: null, appliesTo: 'everyone', confidence: 'medium', asOf: '2026-11-24' },
    ...{ sources: ['Guard'], cause: 'unknown', wording: { en: 'Closed', uk: 'Закрито', ru: 'Закрыто' } },
    ...changes,
  },
});

const slot = aSlot({ _id: 'slot' });
const place = { name: 'Kiosk', side: 'polish', description: 'By the door', crossingName: 'Medyka' } as const;
const hers = aBooking({ slotId: 'slot', caseFileId: 'her' });
const closures = (...rows: RecordedEvent[]): FeedClosures => ({
  rows,
  bordersOf: planBorders(reference, ({ path }) => path && stagesOf(path)),
  crossingName: (id) => spotName(reference, id),
});
const material: FeedMaterial = {
  ...{ language: 'en', slots: [slot], left: [], bookings: [hers] },
  caseFiles: [aCaseFile({ _id: 'her', path: PATH, state: 'met' })],
  ...{ placeOf: () => place, linkOf: () => 'https://desk/e', closures: closures(aRow()) },
};
const warn = (changes: Partial<FeedMaterial> = {}) => buildFeedEvents({ ...material, ...changes })[0];

describe('what an escort reads first of a closed crossing', () => {
  it('is which one, since when and what to do, in his language, whatever she has said herself', () => {
    expect(warn()?.warning).toBe(
      'Terespol–Brest is closed since Tue 24 Nov, 15:00 (Warsaw time). Call the desk before you go.',
    );
    expect(warn({ language: 'uk' })?.warning).toMatch(/закрито з .* Зателефонуйте координаторам, перш ніж їхати\.$/);
    expect(warn({ language: 'ru' })?.warning).toMatch(/закрыто с .* Позвоните координаторам, прежде чем ехать\.$/);
  });

  it('says of what begins only after it was recorded that it will be so', () => {
    const ahead = closures(aRow({ from: '2026-11-25T02:00Z', effect: 'restricted' }));
    expect(warn({ closures: ahead })?.warning).toMatch(/^Terespol–Brest will be restricted from Wed 25 Nov, 03:00 /);
  });

  it('says the same only once, and two things one after the other', () => {
    const twice = [aRow(), { ...aRow({ id: 'two' }), _id: 'two', eventId: 'two' }];
    expect(warn({ closures: closures(...twice) })?.warning?.match(/Terespol/g)).toHaveLength(1);
    const other = { ...aRow({ id: 'two', crossings: ['pl-ua-medyka'], modes: ['foot'] }), _id: 'two', eventId: 'two' };
    expect(warn({ closures: closures(aRow(), other) })?.warning).toMatch(
      /^Medyka.* closed since .*\)\. Terespol.* closed since /,
    );
  });

  it('is absent where nothing is recorded, nobody on the way, or nothing speaks against it', () => {
    expect(warn({ closures: closures() })).not.toHaveProperty('warning');
    expect(warn({ bookings: [] })).not.toHaveProperty('warning');
    expect(warn({ closures: closures(aRow({ crossings: ['by-pl-bobrowniki'] })) })).not.toHaveProperty('warning');
  });

  it('asks for her way to the side where they meet, by her booking alone and by nothing that she reports', () => {
    const asked: AskedWay[] = [];
    const bordersOf = (way: AskedWay) => (asked.push(way), { passes: [], ahead: [] });
    warn({ closures: { ...closures(aRow()), bordersOf } });
    expect(asked).toMatchObject([{ slot: { _id: 'slot' }, side: 'polish', words: [], caseFile: { state: 'booked' } }]);
  });
});
