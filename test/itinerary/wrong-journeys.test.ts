import { describe, expect, it } from '@jest/globals';
import type { CrossingEvent } from '../../src/crossing/crossing-event.ts';
import { byCrossing, type WorldThen } from '../../src/itinerary/border-grounds.ts';
import type { OfferedSlot } from '../../src/itinerary/way-to.ts';
import { findWrong, type AskedJourneys, type Journey } from '../../src/itinerary/wrong-journeys.ts';
import { listPaths } from '../../src/route/path.ts';
import { currentRouteRef } from '../../src/route/reference.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';
import { PATH } from '../support/her-path.ts';
import { reference } from '../support/way.ts';

const ref = currentRouteRef(reference);
const paths = listPaths(reference, ref);
const NOW = new Date('2022-03-10T08:00:00Z');
const at = (day: number, hour = 12): Date => new Date(Date.UTC(2022, 2, day, hour));
const world: WorldThen = {
  ...{ now: NOW, crossings: reference.crossings, events: new Map(), curfews: [], documents: [] },
  ...{ rest: reference.defaults.get('night-rest'), checkDays: () => 100_000 },
};
const shut = (changes: Partial<CrossingEvent> = {}): CrossingEvent => ({
  ...{ id: 'shut', crossings: ['by-pl-terespol'], effect: 'no-service', direction: 'both', modes: ['bus'] },
  ...{ from: '2022-03-12', to: null, appliesTo: 'everyone', asOf: null, confidence: 'high', sources: ['s'] },
  ...{ cause: { en: 'Shut', uk: 'x', ru: 'x' }, ...changes },
});
/** Every way into Poland from Belarus. */
const BELARUS = [...reference.crossings.values()].filter(({ border }) => border === 'BY-PL').map(({ id }) => id);
const meeting = (from: Date, changes: Partial<OfferedSlot['slot']> = {}): OfferedSlot => ({
  slot: aSlot({
    from,
    to: new Date(from.getTime() + 40 * 60_000),
    crossingId: 'pl-ua-medyka',
    capacity: 2,
    ...changes,
  }),
  ...{ side: 'ukrainian', inSlot: [] },
});
const journey = (changes: Partial<Journey> = {}): Journey => {
  const caseFile = aCaseFile({ state: 'booked', path: PATH, routeRef: ref, proofAt: at(1), party: 1 });
  return { caseFile, booking: aBooking({ caseFileId: caseFile._id }), meeting: meeting(at(16)), ...changes };
};
const find = (journeys: Journey[], changes: Partial<AskedJourneys> = {}) =>
  findWrong({ ...{ journeys, offered: [], pathsOf: () => paths, rowOf: () => undefined, world }, ...changes });
const closed = (event: CrossingEvent) => ({ ...world, events: byCrossing([event]) });

describe('what is now wrong', () => {
  it('is nothing while all can go as they are booked', () => {
    expect(find([journey(), journey()])).toEqual([]);
  });

  it('is a journey over a crossing that is closed then, with the same meeting by another path', () => {
    const mine = journey();
    const [wrong, ...more] = find([mine], { world: closed(shut()) });
    expect(more).toEqual([]);
    expect(wrong?.journey).toBe(mine);
    expect(wrong?.reasons).toMatchObject([{ code: 'crossing-closed', crossing: 'by-pl-terespol' }]);
    expect(wrong?.remedy?.slot).toBe(mine.meeting.slot);
    expect(wrong?.remedy?.way.choice).toMatchObject({ hub: 'minsk', exitCrossing: 'pl-ua-medyka' });
  });

  it('is put right by the next meeting on her path with room for her, once no path leads to hers', () => {
    const event = shut({ crossings: BELARUS, modes: ['bus', 'car', 'foot'], to: '2022-03-20' });
    const [full, soon, later] = [meeting(at(24), { capacity: 1 }), meeting(at(25)), meeting(at(26))];
    const taken = { ...full, inSlot: [aBooking({ seats: 1 })] };
    const [wrong] = find([journey()], { world: closed(event), offered: [taken, soon, later] });
    expect(wrong?.remedy?.slot).toBe(soon.slot);
    expect(wrong?.remedy?.way.choice).toEqual(PATH);
  });

  it('gives the same seats to one family only, the soonest meeting first', () => {
    const event = shut({ crossings: BELARUS, modes: ['bus', 'car', 'foot'], to: '2022-03-20' });
    const [one, other] = [meeting(at(25), { capacity: 1 }), meeting(at(26), { capacity: 1 })];
    const [late, early] = [journey({ meeting: meeting(at(17)) }), journey({ meeting: meeting(at(15)) })];
    const wrong = find([late, early, journey({ meeting: meeting(at(18)) })], {
      ...{ world: closed(event), offered: [one, other] },
    });
    expect(wrong.map(({ journey: each }) => each).slice(0, 2)).toEqual([early, late]);
    expect(wrong.map(({ remedy }) => remedy?.slot._id)).toEqual([one.slot._id, other.slot._id, undefined]);
  });

  it('is met at another crossing from the same city where hers is out of reach', () => {
    const event = shut({ crossings: ['pl-ua-medyka'], modes: ['foot', 'bus', 'car'] });
    const elsewhere = meeting(at(17), { crossingId: 'pl-ua-hrebenne' });
    const [wrong] = find([journey()], { world: closed(event), offered: [meeting(at(18)), elsewhere] });
    expect(wrong?.remedy?.slot).toBe(elsewhere.slot);
    expect(wrong?.remedy?.way.choice).toMatchObject({ hub: 'minsk', exitCrossing: 'pl-ua-hrebenne' });
  });

  it('is not what was seen and acknowledged when she was booked', () => {
    const seen = (codes: string[]) => journey({ booking: aBooking({ acknowledged: { codes } }) });
    const asked = { world: closed(shut()), rowOf: (id: string) => (id === 'shut' ? 'row-2' : undefined) };
    expect(find([seen(['crossing-event/row-2'])], asked)).toEqual([]);
    expect(find([seen(['crossing-event/row-1'])], asked)).toHaveLength(1);
  });

  it('is asked from where she is, once she has set out, and of her citizenship, where that is known', () => {
    const past = { spot: 'lublin', at: NOW };
    const soon = meeting(at(10, 9));
    expect(find([journey({ here: past, meeting: soon })])[0]?.reasons).toEqual([{ code: 'too-late' }]);
    // Of whoever is still at home Today says when she should have left.
    expect(find([journey({ meeting: soon })])).toEqual([]);
    expect(find([journey({ here: past })], { world: closed(shut({ from: '2022-03-01' })) })).toEqual([]);
    const russians = closed(shut({ appliesTo: 'citizens-of-ru' }));
    expect(find([journey()], { world: russians })).toHaveLength(1);
    expect(find([journey({ nationality: 'UA' })], { world: russians })).toEqual([]);
  });

  it('says nothing of a family without a path', () => {
    const { path: _none, ...pathless } = journey().caseFile;
    expect(find([journey({ caseFile: pathless })], { world: closed(shut()) })).toEqual([]);
  });
});
