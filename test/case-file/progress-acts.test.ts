import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBooking, anAct, aSlot } from '../support/builders.ts';
import { startCaseFiles } from '../support/case-files.ts';

let world: Awaited<ReturnType<typeof startCaseFiles>>;
beforeAll(async () => {
  world = await startCaseFiles();
});
beforeEach(() => world.clock.advance({ minutes: 1 }));
afterAll(() => world.stop());

const linesOf = async (caseFileId: string) =>
  (await world.core.stores.notifications.listOpenOfCase(caseFileId)).map(
    ({ about, audience }) => `${about} ${audience}`,
  );
const readOf = async (caseFileId: string) => world.core.reading.read(anAct(), caseFileId);

describe('a proof', () => {
  const proof = (confirmedAt: string) => ({ confirmedBy: 'the bureau', reference: 'A-1', confirmedAt });
  const record = (caseFileId: string, confirmedAt: string, seen?: number) =>
    world.core.progress.recordProof(anAct(seen === undefined ? {} : { seen }), caseFileId, proof(confirmedAt));

  it('is recorded once, sealed, with its code, and she is told', async () => {
    const caseFileId = await world.open();
    const after = await world.expectWrite(caseFileId, (seen) => record(caseFileId, '2026-11-20', seen));
    expect(after).toMatchObject({
      ...{ state: 'confirmed', proofAt: new Date('2026-11-20T00:00:00Z'), proofIndex: expect.any(String) },
      lastChange: { from: 'received', to: 'confirmed', by: 'Anna', byId: 'anna', released: [] },
    });
    expect(await world.lastEntry()).toMatchObject({ which: { caseFileId }, fields: ['proof'] });
    expect(await linesOf(caseFileId)).toEqual(['proof-recorded traveller']);
    const { personal } = await readOf(caseFileId);
    expect(personal).toMatchObject({ proofConfirmedBy: 'the bureau', proofReference: 'A-1' });
    expect(personal.proofCode).toMatch(/^[\dA-Z]{10}$/);
    await expect(record(caseFileId, '2026-11-20')).rejects.toMatchObject({
      ...{ type: 'illegal-transition', facts: { from: 'confirmed', to: 'confirmed' } },
    });
  });

  it('is of a day that has begun somewhere, and not from more than ten years ago', async () => {
    const late = { status: 422, type: 'not-then', detail: expect.stringContaining('10 years') };
    const caseFileId = await world.open();
    const noon = new Date(world.clock.now()).setUTCHours(36, 0, 0, 0);
    const daysFromIt = (days: number) => new Date(noon + days * 86_400_000).toISOString().slice(0, 10);
    world.clock.set(new Date(noon - 1000).toISOString());
    await expect(record(caseFileId, daysFromIt(1))).rejects.toMatchObject(late);
    await expect(record(caseFileId, daysFromIt(-3676))).rejects.toMatchObject(late);
    world.clock.set(new Date(noon).toISOString());
    await record(caseFileId, daysFromIt(1));
    // 3,660 days, and the half day that the clock of its place may be ahead.
    const other = await world.open();
    await expect(record(other, daysFromIt(-3660))).rejects.toMatchObject(late);
    await record(other, daysFromIt(-3659));
  });

  it('is not recorded where her key is gone', async () => {
    const caseFileId = await world.open();
    await world.keys.destroyCaseKey(caseFileId, world.clock.now());
    await expect(record(caseFileId, '2026-11-20')).rejects.toMatchObject({ status: 409, type: 'not-ready' });
  });
});

describe('a step on her way', () => {
  it('is recorded with who said it, now or then, and can be taken back', async () => {
    const { caseFileId } = await world.aBooked();
    const step = { state: 'travelling' as const, saidBy: 'herself' };
    const after = await world.expectWrite(caseFileId, (seen) =>
      world.core.progress.recordProgress(anAct({ seen }), caseFileId, step),
    );
    expect(after).toMatchObject({
      ...{ state: 'travelling', lastChange: { from: 'booked', to: 'travelling', byId: 'anna' } },
      progress: [{ state: 'travelling', at: world.clock.now(), by: 'Anna' }],
    });
    expect(await world.lastEntry()).toMatchObject({ which: { caseFileId }, fields: ['state'] });
    expect((await readOf(caseFileId)).progress[0]?.saidBy).toBe('herself');
    const then = new Date(world.clock.now().getTime() - 3_600_000).toISOString();
    const met = { state: 'met' as const, saidBy: 'the escort', at: then };
    expect(await world.core.progress.recordProgress(anAct(), caseFileId, met)).toEqual({ state: 'met' });
    const { progress } = await readOf(caseFileId);
    expect(progress.map(({ state, at }) => [state, at])).toEqual([
      ...[
        ['travelling', world.clock.now().toISOString()],
        ['met', then],
      ],
    ]);
    const later = {
      ...met,
      state: 'accompanied' as const,
      at: new Date(world.clock.now().getTime() + 1).toISOString(),
    };
    await expect(world.core.progress.recordProgress(anAct(), caseFileId, later)).rejects.toMatchObject({
      type: 'not-then',
    });
    await expect(world.core.progress.recordProgress(anAct(), caseFileId, step)).rejects.toMatchObject({
      type: 'illegal-transition',
    });
  });
});

describe('an ending', () => {
  const end = (caseFileId: string, seen?: number) =>
    world.core.progress.end(anAct(seen === undefined ? {} : { seen }), caseFileId, {
      ...{ ending: 'withdrawn', reason: 'they called' },
    });

  it('gives her place to others, says what it gave up, and leaves her one thing to hear', async () => {
    const { caseFileId, slot } = await world.aBooked();
    const ended = await world.expectWrite(caseFileId, (seen) => end(caseFileId, seen));
    const was = { from: slot.from, zone: slot.zone, meetingPointId: slot.meetingPointId };
    expect(ended).toMatchObject({
      ...{ state: 'withdrawn', ending: { at: world.clock.now(), from: 'booked' } },
      lastChange: { from: 'booked', to: 'withdrawn', byId: 'anna' },
    });
    expect(ended.lastChange?.released.map(({ slotId, seats }) => [slotId, seats])).toEqual([[slot._id, 1]]);
    expect(ended.lastChange?.released[0]?.was).toMatchObject(was);
    expect(ended).not.toHaveProperty('nextAt');
    expect(await world.lastEntry()).toMatchObject({ which: { caseFileId }, fields: ['state'] });
    expect((await readOf(caseFileId)).personal.endingReason).toBe('they called');
    expect((await linesOf(caseFileId)).filter((line) => line.endsWith('traveller'))).toEqual(['case-ended traveller']);
    const [booking] = await world.core.stores.bookings.listOfCase(caseFileId);
    expect(booking).toMatchObject({ status: 'released', live: false });
    expect((await readOf(caseFileId)).bookings[0]).toMatchObject({ reason: 'case ended' });
  });

  it('of a hold whose time is over only tidies it, and of one on the road gives nothing up', async () => {
    const held = await world.aBooked(true);
    world.clock.advance({ minutes: 30 });
    await end(held.caseFileId);
    expect((await world.get(held.caseFileId)).lastChange?.released).toEqual([]);
    const [booking] = await world.core.stores.bookings.listOfCase(held.caseFileId);
    expect(booking).toMatchObject({ status: 'expired', live: false });
    const { caseFileId } = await world.aBooked();
    await world.core.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'herself' });
    const before = await world.get(caseFileId);
    await end(caseFileId);
    expect(await world.get(caseFileId)).toMatchObject({ nextAt: before.nextAt, lastChange: { released: [] } });
    expect(await world.core.stores.bookings.listLiveOfCase(caseFileId)).toHaveLength(1);
  });

  it('keeps no reason in clear where her key is gone', async () => {
    const caseFileId = await world.open();
    await world.keys.destroyCaseKey(caseFileId, world.clock.now());
    expect(await end(caseFileId)).toEqual({ state: 'withdrawn' });
    expect((await world.get(caseFileId)).sealed).not.toHaveProperty('endingReason');
  });

  it('is reopened after a day with a reason, as an entry that says what it takes back', async () => {
    const { caseFileId } = await world.aBooked();
    const reopen = (seen?: number) =>
      world.core.progress.reopen(anAct(seen === undefined ? {} : { seen }), caseFileId, { reason: 'she called' });
    await expect(reopen()).rejects.toMatchObject({ status: 409, type: 'not-ready' });
    await end(caseFileId);
    await expect(reopen()).rejects.toMatchObject({ status: 409, type: 'take-it-back' });
    world.clock.advance({ hours: 25 });
    const after = await world.expectWrite(caseFileId, (seen) => reopen(seen));
    expect(after).toMatchObject({ state: 'confirmed', progress: [{ state: 'confirmed', takesBack: 'withdrawn' }] });
    for (const field of ['ending', 'lastChange']) expect(after).not.toHaveProperty(field);
    expect(await world.lastEntry()).toMatchObject({ which: { caseFileId }, fields: ['state'] });
    expect((await readOf(caseFileId)).progress[0]?.saidBy).toBe('she called');
    expect(await linesOf(caseFileId)).toContain('booking-cancelled traveller');
  });

  it('returns, reopened, to where she was while her place still stands, and to no other once a hold is all she has', async () => {
    const { caseFileId } = await world.aBooked();
    await world.core.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'herself' });
    await end(caseFileId);
    world.clock.advance({ hours: 25 });
    const reopened = await world.core.progress.reopen(anAct(), caseFileId, { reason: 'she called' });
    expect(reopened).toEqual({ state: 'travelling' });
    const held = await world.aBooked(true);
    const ending = { at: world.clock.now(), from: 'travelling' as const };
    const ended = { state: 'died' as const, ending };
    await world.core.stores.caseFiles.update(held.caseFileId, ended, { at: world.clock.now(), by: 'Anna' });
    expect(await world.core.progress.reopen(anAct(), held.caseFileId, { reason: 'she called' })).toEqual({
      state: 'confirmed',
    });
  });
});

describe('taking a change back', () => {
  const back = (caseFileId: string, seen?: number) =>
    world.core.takeBack.takeBack(anAct(seen === undefined ? {} : { seen }), 'coordinator', caseFileId, {
      reason: 'my mistake',
    });

  it('writes it, says why, and clears what an ending left', async () => {
    const { caseFileId } = await world.aBooked();
    await world.core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'they called' });
    const after = await world.expectWrite(caseFileId, (seen) => back(caseFileId, seen));
    expect(after.state).toBe('confirmed');
    for (const field of ['ending', 'lastChange']) expect(after).not.toHaveProperty(field);
    expect(await world.lastEntry()).toMatchObject({ which: { caseFileId }, fields: ['state'] });
    expect((await readOf(caseFileId)).progress.map(({ saidBy }) => saidBy)).toEqual(['they called', 'my mistake']);
  });

  it('offers a place only while its seats are enough for her party and it is still ahead', async () => {
    const freeAfter = async (meanwhile: (slotId: string) => Promise<unknown>) => {
      const { caseFileId, slot } = await world.aBooked();
      await world.core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'they called' });
      await meanwhile(slot._id);
      return (await back(caseFileId)).released;
    };
    const take = async (slotId: string, party: number) => {
      const other = await world.open({ party });
      await world.prove(other);
      await world.core.booking.book(anAct(), slotId, { caseFileId: other, hold: false });
    };
    expect(await freeAfter((slotId) => take(slotId, 2))).toMatchObject([{ seats: 1, free: true }]);
    expect(await freeAfter((slotId) => take(slotId, 3))).toMatchObject([{ seats: 1, free: false }]);
    expect(await freeAfter((slotId) => world.core.stores.slots.update(slotId, { status: 'closed' }))).toMatchObject([
      { free: false },
    ]);
    const [of] = await freeAfter((slotId) =>
      world.core.stores.slots.update(slotId, { from: new Date(world.clock.now().getTime() - 1) }),
    );
    expect(of).not.toHaveProperty('escortToldBy');
    expect(of?.free).toBe(false);
  });

  it('says of each place that was given up who has told its own escort, and of the other nobody', async () => {
    const { caseFileId, slot } = await world.aBooked();
    const other = aSlot({ stageKey: 'meet:other', escortId: 'escort-ivan' });
    await world.core.stores.slots.insertMany([other]);
    await world.core.stores.bookings.insert(aBooking({ slotId: other._id, caseFileId, stageKey: other.stageKey }));
    await world.core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'they called' });
    const toldOf = async (slotId: string) =>
      (await world.core.stores.notifications.listOpenOfSlot(slotId)).filter(
        ({ about, audience }) => about === 'booking-cancelled' && audience === 'escort',
      );
    const [line] = await toldOf(other._id);
    await world.core.stores.notifications.markTold(line?._id ?? '', 'Marta', world.clock.now());
    const { released } = await back(caseFileId);
    expect(new Map(released.map(({ slotId, escortToldBy }) => [slotId, escortToldBy]))).toEqual(
      new Map([
        [slot._id, undefined],
        [other._id, 'Marta'],
      ]),
    );
  });
});
