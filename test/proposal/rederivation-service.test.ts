import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WrongJourney } from '../../src/itinerary/wrong-journeys.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { hashData } from '../../src/proposal/data-hash.ts';
import type { Proposed } from '../../src/proposal/propose-service.ts';
import type { Proposal } from '../../src/proposal/proposal.ts';
import { rederivationService, type RederivationService } from '../../src/proposal/rederivation-service.ts';
import { createRederivationStore, type RederivationStore } from '../../src/proposal/rederivation-store.ts';
import type { Reference } from '../../src/route/reference.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const actor = { kind: 'job', name: 'test' } as const;

describe('looking at every journey anew', () => {
  let database: TestDatabase;
  let core: TestCore;
  let rederivations: RederivationStore;
  let service: RederivationService;
  /** What the planner finds, what is proposed already, and what each proposing ends with: the planner's own tests are elsewhere. */
  let world: { wrong: WrongJourney[]; open: Proposal[]; outcomes: Record<string, Proposed[]>; data: string };
  let proposed: string[];
  let released: string[];
  const clock = testClock(NOW.toISOString());

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
    rederivations = createRederivationStore(database.connection);
    service = rederivationService({
      ...{ perform: core.perform, rederivations, clock: clock.now, ids: randomIds, dataNow: () => world.data },
      wrongJourney: { list: () => Promise.resolve([...world.wrong]) } as never,
      proposal: {
        listOpen: () => Promise.resolve([...world.open]),
        propose: (_act, { journey }) => {
          proposed.push(journey.booking._id);
          return Promise.resolve(world.outcomes[journey.booking._id]?.shift() ?? 'proposed');
        },
        refuse: (_act, proposalId, status) => {
          released.push(`${proposalId} ${status ?? ''}`);
          world.open = world.open.filter(({ _id }) => _id !== proposalId);
          return Promise.resolve({ proposalId, status: 'over' });
        },
      },
    });
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });
  beforeEach(() => {
    world = { wrong: [], open: [], outcomes: {}, data: 'as it was' };
    [proposed, released] = [[], []];
    clock.set(NOW.toISOString());
  });

  const aWrong = (bookingId: string, changes: object = {}) =>
    ({ journey: { booking: { _id: bookingId } }, reasons: [], remedy: {}, ...changes }) as unknown as WrongJourney;
  const many = (count: number): WrongJourney[] =>
    Array.from({ length: count }, (_, index) => aWrong(`b${String(index).padStart(2, '0')}`)).reverse();
  const ask = async () => {
    const id = await core.transact('test', () => service.begin('asked', clock.now()));
    await service.runOpen(actor);
    return rederivations.get(id);
  };
  const acts = (what: string) => database.connection.collection('audit').countDocuments({ what });

  it('proposes for each once, in the order of the bookings, and counts: in portions, behind each of which it goes on', async () => {
    world.wrong = many(41);
    const [before, all] = [await acts('rederivation.move-on'), many(41).map(({ journey }) => journey.booking._id)];
    const done = await ask();
    expect(proposed).toEqual(all.reverse());
    expect(done).toMatchObject({ because: 'asked', cursor: 'b40', counts: { wrong: 41, proposed: 41 }, doneAt: NOW });
    expect(done.open).toBeUndefined();
    expect((await acts('rederivation.move-on')) - before).toBe(3);
  });

  it('goes on behind the booking that was done last, and a portion that is exactly full is one', async () => {
    world.wrong = many(41);
    const id = await core.transact('test', () => service.begin('wait', NOW));
    await core.transact('test', () => rederivations.moveOn(id, { cursor: 'b20', counts: { wrong: 21, proposed: 20 } }));
    const before = await acts('rederivation.move-on');
    await service.run(actor, id);
    expect([proposed.length, proposed[0]]).toEqual([20, 'b21']);
    expect(await rederivations.get(id)).toMatchObject({ cursor: 'b40', counts: { wrong: 41, proposed: 40 } });
    expect((await acts('rederivation.move-on')) - before).toBe(1);
    await service.run(actor, id);
    expect(proposed).toHaveLength(20);
  });

  it('does nothing but end where nothing is wrong', async () => {
    const before = await acts('rederivation.move-on');
    expect(await ask()).toMatchObject({ counts: { wrong: 0, proposed: 0 }, cursor: '', doneAt: NOW });
    expect(await acts('rederivation.move-on')).toBe(before);
  });

  it('leaves alone what stands and what nothing can put right, and counts what stands as wrong still', async () => {
    world.wrong = [aWrong('stands', { stands: true }), aWrong('hopeless', { remedy: undefined }), aWrong('one')];
    world.open = [{ _id: 'p', bookingId: 'stands' } as Proposal];
    expect(await ask()).toMatchObject({ counts: { wrong: 2, proposed: 1 } });
    expect([proposed, released]).toEqual([['one'], []]);
  });

  it('gives back first what no longer helps, and proposes anew for those, wherever its cursor stands', async () => {
    world.wrong = [aWrong('late'), aWrong('early')];
    world.open = [{ _id: 'p', bookingId: 'early' } as Proposal];
    const id = await core.transact('test', () => service.begin('asked', NOW));
    await core.transact('test', () => rederivations.moveOn(id, { cursor: 'f', counts: { wrong: 1, proposed: 1 } }));
    await service.run(actor, id);
    expect([released, proposed]).toEqual([['p over'], ['early', 'late']]);
  });

  it('looks again for whoever found a meeting full or another proposal there, twice at most, and counts each once', async () => {
    world.wrong = [aWrong('a'), aWrong('b'), aWrong('c')];
    world.outcomes = { a: ['full', 'full', 'full', 'full'], b: ['there'], c: ['gone'] };
    const done = await ask();
    expect(proposed).toEqual(['a', 'b', 'c', 'a', 'b', 'a']);
    expect(done.counts).toEqual({ wrong: 3, proposed: 0 });
    expect(await service.listLately()).toContainEqual(done);
    clock.advance({ hours: 24, minutes: 1 });
    expect(await service.listLately()).not.toContainEqual(done);
  });

  it('is begun when the data is another than at the last look, once, by whomever', async () => {
    const before = await acts('rederivation.begin');
    await Promise.all([service.beginIfNew(actor), service.beginIfNew(actor)]);
    await service.beginIfNew(actor);
    expect([1, 2]).toContain((await acts('rederivation.begin')) - before);
    const ofData = async () => (await service.listLately()).filter(({ because }) => because === 'data');
    expect(await ofData()).toMatchObject([
      { data: 'as it was', cursor: '', counts: { wrong: 0, proposed: 0 }, at: NOW },
    ]);
    world.data = 'another';
    clock.advance({ minutes: 1 });
    await service.beginIfNew(actor);
    expect((await ofData()).map(({ data }) => data)).toEqual(['another', 'as it was']);
    await service.runOpen(actor);
  });
});

describe('the hash of what plans rest on', () => {
  const reference = (record: object) => ({ places: new Map([['minsk', record]]) }) as unknown as Reference;

  it('is another where a record is, be it in a table within, and where the time zones are', () => {
    const hashes = [
      hashData(reference({ zone: 'Europe/Minsk' })),
      hashData(reference({ zone: 'Europe/Kyiv' })),
      hashData(reference({ hours: new Map([['mon', '8']]) })),
      hashData(reference({ hours: new Map([['mon', '9']]) })),
      hashData(reference({ zone: 'Europe/Minsk' }), '2099a'),
      hashData(reference({ zone: 'Europe/Minsk' }), ''),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashData(reference({ zone: 'Europe/Minsk' }))).toBe(hashes[0]);
  });
});
