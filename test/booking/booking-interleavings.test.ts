import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seatsTaken } from '../../src/booking/booking.ts';
import { DomainError } from '../../src/platform/domain-error.ts';
import { apply, orders, seatsInSlot, type Model, type Op } from '../support/booking-model.ts';
import { aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const RUNS = Number(process.env['RUNS'] ?? 40);
const START = '2026-11-24T10:00:00Z';
const minute = (count: number): Date => new Date(new Date(START).getTime() + count * 60_000);

const SLOTS = [
  { capacity: 2, from: 100, freeAt: 200 },
  { capacity: 1, from: 150, freeAt: 250 },
  { capacity: 3, from: 45, freeAt: 90 },
];
const PARTIES = [1, 2, 1];
const ESCORTS = 2;

const ofCase = fc.nat({ max: PARTIES.length - 1 });
const ofSlot = fc.nat({ max: SLOTS.length - 1 });
const anOp: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ do: fc.constantFrom('hold' as const, 'book' as const, 'move' as const), case: ofCase, slot: ofSlot }),
  fc.record({
    do: fc.constantFrom('confirm' as const, 'extend' as const, 'cancel' as const, 'end' as const, 'take-back' as const),
    case: ofCase,
  }),
  fc.record({ do: fc.constant('assign' as const), slot: ofSlot, escort: fc.nat({ max: ESCORTS - 1 }) }),
);
/** Acts at one moment, begun together; between moments the clock moves on. */
const moments = fc.array(
  fc.record({ wait: fc.constantFrom(0, 3, 9, 11, 26), ops: fc.array(anOp, { minLength: 1, maxLength: 3 }) }),
  { minLength: 2, maxLength: 5 },
);

describe(`acts begun together end as if one had followed the other (seed ${SEED})`, () => {
  let database: TestDatabase;
  let core: TestCore;
  const clock = testClock(START);

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  it('over random interleavings: seats, stages and escorts are never given twice', async () => {
    await fc.assert(
      fc.asyncProperty(moments, async (story) => {
        const world = await aWorld();
        for (const { wait, ops } of story) await liveThrough(world, wait, ops);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  }, 240_000);

  async function aWorld() {
    clock.set(START);
    const firstEscorts = await Promise.all(SLOTS.map(() => core.addEscort()));
    const slots = SLOTS.map(({ capacity, from, freeAt }, index) =>
      aSlot({ capacity, from: minute(from), freeAt: minute(freeAt), escortId: firstEscorts[index] ?? '' }),
    );
    const escortIds = await Promise.all(Array.from({ length: ESCORTS }, () => core.addEscort()));
    await core.stores.slots.insertMany(slots);
    const cases = PARTIES.map((party) => aCaseFile({ party }));
    for (const each of cases) await core.stores.caseFiles.insert(each);
    const model: Model = {
      now: 0,
      slots: SLOTS.map((slot) => ({ ...slot, escort: undefined, open: true })),
      cases: PARTIES.map((party) => ({ party, state: 'confirmed', newest: undefined })),
    };
    return { slots, cases, escortIds, model, newest: new Map<number, string>() };
  }
  type World = Awaited<ReturnType<typeof aWorld>>;

  async function liveThrough(world: World, wait: number, wished: readonly Op[]): Promise<void> {
    clock.advance({ minutes: wait });
    apply(world.model, { do: 'wait', minutes: wait });
    const ops = wished.filter((op) => !asksForABooking(op) || world.newest.has(op.case));
    const bookingOf = new Map(world.newest);
    const ends = await Promise.all(ops.map((op) => run(world, bookingOf, op)));
    const state = await look(world);
    const fitting = orders(ops.map((op, index) => ({ op, index })))
      .map((order) => tell(world.model, order, bookingOf, ends))
      .find((model) => model !== undefined && JSON.stringify(summary(model)) === JSON.stringify(state));
    expect({ ops, ends, state, explained: fitting !== undefined }).toMatchObject({ explained: true });
    if (fitting) world.model = fitting;
    await checkPromises(world);
  }

  /** The model after the acts in this order, or undefined when it would have answered otherwise. */
  function tell(
    before: Model,
    order: { op: Op; index: number }[],
    bookingOf: ReadonlyMap<number, string>,
    ends: readonly string[],
  ): Model | undefined {
    const model = structuredClone(before);
    // An act names the booking it saw when it began; one that another act has made meanwhile is not the one it meant.
    const meant = model.cases.map(({ newest }) => newest);
    for (const { op, index } of order) {
      const replaced = asksForABooking(op) && bookingOf.has(op.case) && model.cases[op.case]?.newest !== meant[op.case];
      const end = replaced ? afterReplaced(model, meant[op.case]) : apply(model, op);
      if (end !== ends[index]) return undefined;
    }
    return model;
  }
  const afterReplaced = (model: Model, meant: Model['cases'][number]['newest']): string =>
    meant?.kind === 'held' && meant.heldUntil <= model.now ? 'hold-expired' : 'booking-ended';

  async function run(world: World, bookingOf: ReadonlyMap<number, string>, op: Op): Promise<string> {
    try {
      const made = await begin(world, bookingOf, op);
      if (made && 'case' in op) world.newest.set(op.case, made);
      return 'ok';
    } catch (error) {
      if (error instanceof DomainError) return error.type;
      throw error;
    }
  }

  async function begin(world: World, bookingOf: ReadonlyMap<number, string>, op: Op): Promise<string | undefined> {
    const caseFileId = 'case' in op ? (world.cases[op.case]?._id ?? '') : '';
    const bookingId = 'case' in op ? (bookingOf.get(op.case) ?? '') : '';
    const slotId = 'slot' in op ? (world.slots[op.slot]?._id ?? '') : '';
    switch (op.do) {
      case 'hold':
      case 'book':
        return (await core.booking.book(anAct(), slotId, { caseFileId, hold: op.do === 'hold' })).bookingId;
      case 'move':
        return (await core.booking.move(anAct(), bookingId, { slotId })).bookingId;
      case 'confirm':
        await core.booking.confirm(anAct(), bookingId);
        return undefined;
      case 'extend':
        await core.booking.extend(anAct(), bookingId);
        return undefined;
      case 'cancel':
        await core.booking.cancel(anAct(), bookingId, { reason: 'she called' });
        return undefined;
      case 'end':
        await core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'she called' });
        return undefined;
      case 'take-back':
        await core.takeBack.takeBack(anAct(), 'coordinator', caseFileId, { reason: 'she called' });
        return undefined;
      case 'assign':
        await core.assignEscort(anAct(), slotId, world.escortIds[op.escort] ?? '');
        return undefined;
      case 'wait':
        return undefined;
    }
  }

  /** What stands in the database, as little as tells two ends apart. */
  async function look(world: World) {
    const live = await core.stores.bookings.listLiveInSlots(world.slots.map(({ _id }) => _id));
    const cases = await core.stores.caseFiles.findMany(world.cases.map(({ _id }) => _id));
    const slots = await core.stores.slots.findMany(world.slots.map(({ _id }) => _id));
    const escortOf = new Map(slots.map(({ _id, escortId }) => [_id, world.escortIds.indexOf(escortId ?? '')]));
    return {
      seats: world.slots.map(({ _id }) =>
        seatsTaken(
          live.filter((each) => each.slotId === _id),
          clock.now(),
        ),
      ),
      states: world.cases.map(({ _id }) => cases.find((each) => each._id === _id)?.state),
      escorts: world.slots.map(({ _id }) => escortOf.get(_id)),
    };
  }

  async function checkPromises(world: World): Promise<void> {
    const live = await core.stores.bookings.listLiveInSlots(world.slots.map(({ _id }) => _id));
    for (const slot of world.slots) {
      const inSlot = live.filter((each) => each.slotId === slot._id);
      expect(seatsTaken(inSlot, clock.now())).toBeLessThanOrEqual(slot.capacity);
    }
    const stages = live.filter(({ ofStage }) => ofStage).map(({ caseFileId, stageKey }) => `${caseFileId} ${stageKey}`);
    expect(new Set(stages).size).toBe(stages.length);
    const slots = await core.stores.slots.findMany(world.slots.map(({ _id }) => _id));
    for (const one of slots)
      for (const other of slots)
        if (one !== other && one.escortId === other.escortId)
          expect(one.freeAt <= other.from || other.freeAt <= one.from).toBe(true);
  }
});

const asksForABooking = (op: Op): op is Extract<Op, { do: 'confirm' | 'extend' | 'cancel' | 'move' }> =>
  ['confirm', 'extend', 'cancel', 'move'].includes(op.do);

const summary = (model: Model) => ({
  seats: model.slots.map((_, index) => seatsInSlot(model, index)),
  states: model.cases.map(({ state }) => state),
  escorts: model.slots.map(({ escort }) => escort ?? -1),
});
