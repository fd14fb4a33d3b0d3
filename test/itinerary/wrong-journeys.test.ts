import { describe, expect, it } from '@jest/globals';
import type { CrossingEvent } from '../../src/crossing/crossing-event.ts';
import { byCrossing, type WorldThen } from '../../src/itinerary/border-grounds.ts';
import type { OfferedSlot } from '../../src/itinerary/way-to.ts';
import { findWrong, type AskedJourneys, type Journey } from '../../src/itinerary/wrong-journeys.ts';
import { listPaths, type PathChoice } from '../../src/route/path.ts';
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
  ...{ cause: 'unknown', wording: { en: 'Shut', uk: 'x', ru: 'x' }, ...changes },
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
    const mine = journey();
    const [wrong] = find([mine], { world: closed(event), offered: [mine.meeting, taken, soon, later] });
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

  it('is put right after a long closure too, however many meetings lie in it', () => {
    const event = shut({ crossings: BELARUS, modes: ['bus', 'car', 'foot'], to: '2022-04-05' });
    const within = Array.from({ length: 60 }, (_, index) => meeting(at(12 + Math.floor(index / 3), 9 + (index % 3))));
    const after = meeting(at(38), { capacity: 2 });
    const wrong = find([journey(), journey(), journey()], { world: closed(event), offered: [...within, after] });
    expect(wrong.map(({ remedy }) => remedy?.slot._id)).toEqual([after.slot._id, after.slot._id, undefined]);
  });

  it('is put right from where she is by the first meeting that she comes to in time, over a crossing that lets her pass', () => {
    const world = closed(shut({ crossings: ['pl-ua-medyka'], modes: ['foot', 'bus', 'car'], from: '2022-03-01' }));
    const here = { spot: 'lublin', at: NOW };
    const elsewhere = (day: number, hour: number) => meeting(at(day, hour), { crossingId: 'pl-ua-hrebenne' });
    const [early, inTime] = [elsewhere(10, 9), elsewhere(14, 12)];
    const offered = [early, meeting(at(12)), meeting(at(13)), inTime, elsewhere(15, 12)];
    expect(find([journey({ here })], { world, offered })[0]?.remedy?.slot).toBe(inTime.slot);
    // Standing at the exit, she passes nothing before a meeting on this side; one on the other side is no dead end by that.
    const atExit = { spot: 'pl-ua-medyka', at: NOW };
    const polish = { ...meeting(at(11)), side: 'polish' as const };
    const across = find([journey({ here: atExit, meeting: meeting(at(10, 7)) })], {
      offered: [polish, meeting(at(12))],
    });
    expect(across[0]?.remedy?.slot.from).toEqual(at(12));
    expect(
      find([journey({ here })], { world, offered: [early, meeting(at(12)), meeting(at(13))] })[0],
    ).not.toHaveProperty('remedy');
  });

  it('keeps what is proposed for it while that can be gone, and looks for another remedy once it cannot', () => {
    const event = shut({ crossings: BELARUS, modes: ['bus', 'car', 'foot'], to: '2022-03-20' });
    const [soon, later] = [meeting(at(25)), meeting(at(26))];
    const mine = journey();
    const proposed = (toSlotId: string) => new Map([[mine.booking._id, { toSlotId, path: PATH }]]);
    const look = (toSlotId: string, offered: OfferedSlot[]) =>
      find([mine], { world: closed(event), offered, standing: proposed(toSlotId) })[0];
    expect(look(later.slot._id, [soon, later])).toMatchObject({ stands: true });
    expect(look(later.slot._id, [soon, later])).not.toHaveProperty('remedy');
    expect(look(later.slot._id, [soon])?.remedy?.slot).toBe(soon.slot);
    expect(look(mine.meeting.slot._id, [soon])?.remedy?.slot).toBe(soon.slot);
    const otherwise: PathChoice = { ...PATH, entryCrossing: 'by-pl-bobrowniki' };
    const world = closed(shut());
    const standing = (path: PathChoice) => new Map([[mine.booking._id, { toSlotId: mine.meeting.slot._id, path }]]);
    expect(find([mine], { world, standing: standing(PATH) })[0]?.stands).toBeUndefined();
    expect(find([mine], { world, standing: standing(otherwise) })[0]?.stands).toBe(true);
  });

  it('gives a last seat to who needs one, after it was too few for who needs two', () => {
    const event = shut({ crossings: BELARUS, modes: ['bus', 'car', 'foot'], to: '2022-03-20' });
    const [one, two, more] = [meeting(at(25), { capacity: 1 }), meeting(at(26)), meeting(at(27))];
    const pair = journey({ meeting: meeting(at(15)) });
    const wrong = find([{ ...pair, caseFile: { ...pair.caseFile, party: 2 } }, journey({ meeting: meeting(at(16)) })], {
      ...{ world: closed(event), offered: [one, two, more] },
    });
    expect(wrong.map(({ remedy }) => remedy?.slot._id)).toEqual([two.slot._id, one.slot._id]);
  });

  it('is met at another crossing from the same city where hers is out of reach', () => {
    const event = shut({ crossings: ['pl-ua-medyka'], modes: ['foot', 'bus', 'car'] });
    const elsewhere = meeting(at(17), { crossingId: 'pl-ua-hrebenne' });
    const [wrong] = find([journey()], { world: closed(event), offered: [meeting(at(18)), elsewhere] });
    expect(wrong?.remedy?.slot).toBe(elsewhere.slot);
    expect(wrong?.remedy?.way.choice).toMatchObject({ hub: 'minsk', exitCrossing: 'pl-ua-hrebenne' });
  });

  it('keeps her on her path for a later meeting, be there a sooner one at another crossing', () => {
    const event = shut({ crossings: BELARUS, modes: ['bus', 'car', 'foot'], to: '2022-03-20' });
    const path: PathChoice = { ...PATH, exitMode: 'bus' };
    const mine = journey();
    const [elsewhere, later] = [meeting(at(25), { crossingId: 'pl-ua-hrebenne' }), meeting(at(26))];
    const [wrong] = find([{ ...mine, caseFile: { ...mine.caseFile, path } }], {
      ...{ world: closed(event), offered: [elsewhere, later] },
    });
    expect([wrong?.remedy?.slot, wrong?.remedy?.way.choice]).toEqual([later.slot, path]);
  });

  it('is met by who is past a border at a meeting that nobody behind it can come to', () => {
    const modes: CrossingEvent['modes'] = ['bus', 'car', 'foot'];
    const behind = shut({ crossings: BELARUS, modes });
    const exit = shut({ id: 'exit', crossings: ['pl-ua-hrebenne'], modes, from: '2022-03-01' });
    const there = journey({ here: { spot: 'lublin', at: NOW } });
    const path: PathChoice = { ...PATH, exitCrossing: 'pl-ua-hrebenne', exitMode: 'bus' };
    const past = {
      ...{ ...there, caseFile: { ...there.caseFile, path } },
      meeting: meeting(at(18), { crossingId: 'pl-ua-hrebenne' }),
    };
    const soon = meeting(at(17));
    const world = { ...closed(behind), events: byCrossing([behind, exit]) };
    const found = find([journey(), past], { world, offered: [soon] });
    expect(found.map(({ journey: each, remedy }) => [each.here?.spot, remedy?.slot._id])).toEqual([
      [undefined, undefined],
      ['lublin', soon.slot._id],
    ]);
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
    const russians = closed(shut({ appliesTo: 'citizens', countries: ['RU'] }));
    expect(find([journey()], { world: russians })).toHaveLength(1);
    expect(find([journey({ nationality: 'UA' })], { world: russians })).toEqual([]);
    const together = meeting(at(16));
    const [hers, his] = [
      journey({ nationality: 'RU', meeting: together }),
      journey({ nationality: 'UA', meeting: together }),
    ];
    expect(find([hers, his], { world: russians }).map(({ journey: each }) => each)).toEqual([hers]);
  });

  it('says nothing of a family without a path', () => {
    const { path: _none, ...pathless } = journey().caseFile;
    expect(find([journey({ caseFile: pathless })], { world: closed(shut()) })).toEqual([]);
  });
});
