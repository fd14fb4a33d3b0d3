import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Concern } from '../../src/booking/booking-refusals.ts';
import { reasonField } from '../../src/booking/seal-reasons.ts';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import type { WrongJourney } from '../../src/itinerary/wrong-journeys.ts';
import { openKeyRing, type KeyRing } from '../../src/platform/key-ring.ts';
import { Busy } from '../../src/platform/domain-error.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { proposalService, type ProposalService } from '../../src/proposal/proposal-service.ts';
import { createProposalStore, type ProposalStore } from '../../src/proposal/proposal-store.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { PATH } from '../support/her-path.ts';

const START = '2026-11-24T10:00:00Z';
const NOW = new Date(START);
const OTHER_WAY = { ...PATH, hub: 'kaliningrad', entryCrossing: 'ru-pl-mamonovo' } as const;
const closed: Concern = { code: 'crossing-event/row-1', text: 'Medyka: closed since 16:40.' };
const eva = { kind: 'staff', id: 'eva', name: 'Eva' } as const;
const lastChange = { from: 'received', to: 'confirmed', at: NOW, by: 'Anna', byId: 'anna', released: [] } as const;

interface Family {
  caseFileId: string;
  bookingId: string;
  from: Slot;
  to: Slot;
  proposalId: string;
}

describe('a proposal', () => {
  let database: TestDatabase;
  let core: TestCore;
  let keys: KeyRing;
  let proposals: ProposalStore;
  let service: ProposalService;
  let concerns: Concern[] = [];
  let concernsOf: () => Promise<Concern[]>;
  const clock = testClock(START);

  beforeAll(async () => {
    database = await openTestDatabase();
    const master = newKey();
    keys = await openKeyRing(database.connection, master);
    const way = {
      concernsOf: () => concernsOf(),
      stageKeysOf: () => ['meet:pl-ua-medyka'],
    };
    proposals = createProposalStore(database.connection);
    core = await startCore(database.connection, clock.now, { master, way });
    service = proposalService({
      ...{ ...core.stores, ...way, proposals, ledger: core.ledger },
      ...{ perform: core.perform, ids: randomIds, clock: clock.now },
    });
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });
  beforeEach(() => {
    clock.set(START);
    concerns = [];
    concernsOf = () => Promise.resolve(concerns);
  });

  const aStoredSlot = async (changes: Partial<Slot> = {}): Promise<Slot> => {
    const slot = aSlot(changes);
    await core.stores.slots.insertMany([slot]);
    return slot;
  };
  /** Booked on one slot, with another one of two seats proposed; or another path to the same. */
  const aFamily = async (changes: Partial<CaseFile> = {}, isElsewhere = true): Promise<Family> => {
    const caseFile = aCaseFile({ path: PATH, ...changes });
    const [from, elsewhere] = [await aStoredSlot(), await aStoredSlot({ capacity: 2, escortId: 'escort-taras' })];
    const to = isElsewhere ? elsewhere : from;
    await core.stores.caseFiles.insert(caseFile);
    await keys.createCaseKey(caseFile._id);
    const { bookingId } = await core.booking.book(anAct(), from._id, { caseFileId: caseFile._id, hold: false });
    const family = { caseFileId: caseFile._id, bookingId, from, to };
    expect(await service.propose(anAct({ actor: eva }), await wrong(family))).toBe('proposed');
    return { ...family, proposalId: (await proposals.findOpenOf(bookingId))?._id ?? '' };
  };
  const wrong = async ({ caseFileId, bookingId, to }: Pick<Family, 'caseFileId' | 'bookingId' | 'to'>) =>
    ({
      journey: { caseFile: await caseOf(caseFileId), booking: await core.stores.bookings.get(bookingId) },
      reasons: [{ code: 'no-service', crossing: 'by-pl-terespol', event: { id: 'event-1' } }, { code: 'too-late' }],
      remedy: { slot: to, way: { choice: OTHER_WAY } },
    }) as unknown as WrongJourney;
  const caseOf = (caseFileId: string) => core.stores.caseFiles.get(caseFileId);
  const accept = ({ proposalId }: Family, acknowledgedReason?: string) =>
    service.accept(anAct({ actor: eva }), proposalId, acknowledgedReason === undefined ? {} : { acknowledgedReason });
  const seqOf = async ({ _id }: Slot) => (await core.stores.slots.find(_id))?.published.seq;
  /** How many entries of the log say that a proposal of hers was written. */
  const audited = (caseFileId: string) =>
    database.connection.collection('audit').countDocuments({ 'which.caseFileId': caseFileId, fields: ['proposal'] });
  const toldOf = async (caseFileId: string) =>
    (await core.stores.notifications.listOpenOfCase(caseFileId)).map(({ about, audience }) => `${audience} ${about}`);
  const newPlace = async ({ caseFileId, bookingId }: Family) =>
    (await core.stores.bookings.listLiveOfCase(caseFileId)).find(({ _id }) => _id !== bookingId);
  const tellOf = async (family: Family, about: 'crossing-closed' | 'word-changed', slotId: string) =>
    core.transact('test', () =>
      core.stores.notifications.tell(NOW, [{ about, audience: 'traveller', caseFileId: family.caseFileId, slotId }]),
    );

  it('holds her seats elsewhere for a day, and says why and which way, in codes alone', async () => {
    const family = await aFamily({ party: 2 });
    const { caseFileId, bookingId, from, to, proposalId } = family;
    const held = await newPlace(family);
    const endsAt = new Date('2026-11-25T10:00:00Z');
    expect(await audited(caseFileId)).toBe(1);
    expect(held).toMatchObject({
      ...{ slotId: to._id, stageKey: to.stageKey, seats: 2, status: 'proposed', live: true, heldUntil: endsAt },
      ...{ madeAt: NOW, madeBy: 'Eva', movedFrom: bookingId },
    });
    expect(await proposals.get(proposalId)).toEqual({
      ...{ _id: proposalId, caseFileId, bookingId, slotId: from._id, toSlotId: to._id, toBookingId: held?._id },
      ...{ path: OTHER_WAY, status: 'open', open: true, at: NOW, endsAt },
      reasons: [{ code: 'no-service', crossing: 'by-pl-terespol', eventId: 'event-1' }, { code: 'too-late' }],
    });
    expect([await seqOf(to), (await caseOf(caseFileId)).path]).toEqual([0, PATH]);
  });

  it('is made once, for what stands as it was looked at, and where there is room', async () => {
    const family = await aFamily();
    const journey = await wrong(family);
    expect(await service.propose(anAct(), journey)).toBe('there');
    const { remedy: _, ...without } = journey;
    expect(await service.propose(anAct(), without)).toBe('gone');
    const large = await aFamily({ party: 2 }, false);
    await service.refuse(anAct(), large.proposalId);
    expect(await service.propose(anAct(), await wrong({ ...large, to: family.to }))).toBe('full');
    for (const changes of [{ status: 'closed' }, { from: NOW, freeAt: NOW }] as const)
      expect(await service.propose(anAct(), await wrong({ ...large, to: await aStoredSlot(changes) }))).toBe('full');
    const hold = await newPlace(large);
    expect(hold).toBeUndefined();
    await core.booking.cancel(anAct(), large.bookingId, { reason: 'she called' });
    expect(await service.propose(anAct(), await wrong(large))).toBe('gone');
  });

  it('that is over makes way for a new one, and says so', async () => {
    const family = await aFamily();
    clock.advance({ hours: 24 });
    expect(await service.listOpen()).not.toContainEqual(expect.objectContaining({ _id: family.proposalId }));
    expect(await service.propose(anAct(), await wrong(family))).toBe('proposed');
    expect(await proposals.get(family.proposalId)).toMatchObject({
      ...{ status: 'over', decidedAt: clock.now(), decidedBy: 'the clock' },
    });
    const next = await proposals.findOpenOf(family.bookingId);
    await service.refuse(anAct(), next?._id ?? '');
  });

  it('accepted, the held seats are her place: who, when, her path, her next meeting, both calendars, all three calls', async () => {
    const family = await aFamily({ lastChange: { ...lastChange, released: [] } });
    const { caseFileId, bookingId, from, to, proposalId } = family;
    const held = await newPlace(family);
    clock.advance({ hours: 1 });
    const at = clock.now();
    expect(await accept(family)).toEqual({ proposalId, status: 'accepted' });
    expect(await core.stores.bookings.get(bookingId)).toMatchObject({
      ...{ status: 'moved', live: false, endedAt: at, endedBy: 'Eva', movedTo: held?._id },
    });
    const taken = await core.stores.bookings.get(held?._id ?? '');
    expect(taken).toMatchObject({ status: 'booked', live: true, ofStage: true, madeAt: at, madeBy: 'Eva' });
    expect(taken.acknowledged).toBeUndefined();
    const caseFile = await caseOf(caseFileId);
    expect(caseFile).toMatchObject({ state: 'booked', path: OTHER_WAY, nextAt: to.from, changed: { at, by: 'Eva' } });
    expect(caseFile.lastChange).toBeUndefined();
    expect([await seqOf(from), await seqOf(to)]).toEqual([2, 1]);
    expect((await toldOf(caseFileId)).sort()).toEqual([
      ...['escort booking-moved', 'escort booking-moved', 'traveller booking-moved'],
    ]);
    const accepted = await proposals.get(proposalId);
    expect(accepted).toMatchObject({ status: 'accepted', decidedAt: at, decidedBy: 'Eva', was: PATH });
    expect(accepted.open).toBeUndefined();
    expect(await service.listDecided()).toContainEqual(accepted);
    clock.advance({ hours: 23, minutes: 59 });
    expect(await service.listDecided()).toContainEqual(accepted);
    clock.advance({ minutes: 2 });
    expect(await service.listDecided()).not.toContainEqual(accepted);
  });

  it('is not accepted unseen: what speaks against it is acknowledged, sealed for its own booking', async () => {
    const family = await aFamily();
    concerns = [closed];
    await expect(accept(family)).rejects.toMatchObject({ type: 'needs-acknowledgement' });
    expect((await core.stores.bookings.get(family.bookingId)).status).toBe('booked');
    await accept(family, 'She has spoken to the carrier');
    expect(await audited(family.caseFileId)).toBe(2);
    const place = await newPlace(family);
    expect(place?.acknowledged?.codes).toEqual([closed.code]);
    expect(place?.acknowledged?.reason).not.toContain('carrier');
    const sealer = await keys.findSealer(family.caseFileId);
    expect(sealer?.open(reasonField(place?._id ?? ''), place?.acknowledged?.reason ?? '')).toBe(
      'She has spoken to the carrier',
    );
  });

  it('asks for nothing that was seen when she was booked, and keeps that it was', async () => {
    concerns = [closed];
    const caseFile = aCaseFile({ path: PATH });
    await core.stores.caseFiles.insert(caseFile);
    await keys.createCaseKey(caseFile._id);
    const [from, to] = [await aStoredSlot(), await aStoredSlot()];
    const input = { caseFileId: caseFile._id, hold: false, acknowledgedReason: 'she knows' };
    const { bookingId } = await core.booking.book(anAct(), from._id, input);
    await service.propose(anAct(), await wrong({ caseFileId: caseFile._id, bookingId, to }));
    const { _id: proposalId = '' } = (await proposals.findOpenOf(bookingId)) ?? {};
    await service.accept(anAct(), proposalId, {});
    const [place] = await core.stores.bookings.listLiveOfCase(caseFile._id);
    expect(place?.acknowledged).toEqual({ codes: [closed.code] });
  });

  it.each([
    ['the slot is closed', { status: 'closed' }, 'is closed or has begun'],
    ['the slot has begun', { from: NOW }, 'is closed or has begun'],
  ] as const)('is not accepted where %s meanwhile', async (_name, changes, why) => {
    const family = await aFamily();
    await core.transact('test', () =>
      database.connection.collection('slots').updateOne({ _id: family.to._id as never }, { $set: changes }),
    );
    await expect(accept(family)).rejects.toThrow(why);
    await service.refuse(anAct(), family.proposalId);
  });

  it('is not accepted once her booking is another, once it is decided, or at the end of its day', async () => {
    const family = await aFamily();
    clock.advance({ hours: 24 });
    await expect(accept(family)).rejects.toThrow('was open for a day and is over');
    clock.set(START);
    await core.booking.cancel(anAct(), family.bookingId, { reason: 'she called' });
    await expect(accept(family)).rejects.toThrow('Her booking has changed meanwhile.');
    await service.refuse(anAct({ actor: eva }), family.proposalId);
    await expect(accept(family)).rejects.toThrow('Eva has made this proposal “refused”.');
  });

  it('is not accepted once its seats were taken from it', async () => {
    const family = await aFamily();
    await core.booking.cancel(anAct(), (await newPlace(family))?._id ?? '', { reason: 'by hand' });
    await expect(accept(family)).rejects.toMatchObject({ type: 'booking-ended' });
    await service.refuse(anAct(), family.proposalId);
    expect((await core.stores.bookings.get(family.bookingId)).live).toBe(true);
  });

  it('of another path asks for no room where she has her seat already', async () => {
    const family = await aFamily({ party: 3 }, false);
    expect(family.to.capacity).toBe(3);
    expect(await proposals.get(family.proposalId)).toMatchObject({ toSlotId: family.from._id });
    await service.refuse(anAct(), family.proposalId);
  });

  it('of another path to the same meeting changes the path alone: her call, his calendar, and no seat', async () => {
    const family = await aFamily({ lastChange: { ...lastChange, released: [] } }, false);
    const { caseFileId, bookingId, from, proposalId } = family;
    await tellOf(family, 'crossing-closed', from._id);
    await tellOf(family, 'crossing-closed', 'another slot');
    await tellOf(family, 'word-changed', from._id);
    expect(await newPlace(family)).toBeUndefined();
    clock.advance({ hours: 1 });
    await accept(family);
    expect(await core.stores.bookings.get(bookingId)).toMatchObject({ status: 'booked', live: true, slotId: from._id });
    expect((await core.stores.bookings.get(bookingId)).acknowledged).toBeUndefined();
    const caseFile = await caseOf(caseFileId);
    expect(caseFile).toMatchObject({ state: 'booked', path: OTHER_WAY, changed: { at: clock.now(), by: 'Eva' } });
    expect(caseFile.lastChange).toBeUndefined();
    expect(await seqOf(from)).toBe(2);
    expect((await toldOf(caseFileId)).sort()).toEqual([
      ...['escort booking-made', 'traveller booking-made', 'traveller crossing-closed', 'traveller path-changed'],
      'traveller word-changed',
    ]);
    const [line] = await core.stores.notifications
      .listOpenOfCase(caseFileId)
      .then((lines) => lines.filter(({ about }) => about === 'crossing-closed'));
    expect(line?.slotId).toBe('another slot');
    expect(await proposals.get(proposalId)).toMatchObject({ status: 'accepted', was: PATH });
  });

  it('of another path keeps an acknowledgement, sealed; and on the road she still hears what is closed', async () => {
    const family = await aFamily({}, false);
    await tellOf(family, 'crossing-closed', family.from._id);
    await core.stores.caseFiles.update(family.caseFileId, { state: 'travelling' }, { at: NOW, by: 'Anna' });
    concerns = [closed];
    await expect(accept(family)).rejects.toMatchObject({ type: 'needs-acknowledgement' });
    await accept(family, 'She knows the way');
    const { acknowledged } = await core.stores.bookings.get(family.bookingId);
    expect(acknowledged?.codes).toEqual([closed.code]);
    const sealer = await keys.findSealer(family.caseFileId);
    expect(sealer?.open(reasonField(family.bookingId), acknowledged?.reason ?? '')).toBe('She knows the way');
    expect(await toldOf(family.caseFileId)).toContain('traveller crossing-closed');
    expect((await caseOf(family.caseFileId)).state).toBe('travelling');
  });

  it('refused, gives the seats back, says who and when, and changes nothing of hers', async () => {
    const family = await aFamily();
    const held = await newPlace(family);
    const refuse = (status?: 'over') => service.refuse(anAct({ actor: eva }), family.proposalId, status);
    expect(await refuse()).toEqual({ proposalId: family.proposalId, status: 'refused' });
    expect(await core.stores.bookings.get(held?._id ?? '')).toMatchObject({
      ...{ status: 'released', live: false, endedAt: NOW, endedBy: 'Eva' },
    });
    expect(await core.stores.bookings.get(family.bookingId)).toMatchObject({ status: 'booked', live: true });
    expect(await proposals.get(family.proposalId)).toMatchObject({ decidedAt: NOW, decidedBy: 'Eva' });
    await expect(refuse()).rejects.toThrow('This proposal is “refused”.');
    expect(await refuse('over')).toEqual({ proposalId: family.proposalId, status: 'refused' });
    const needless = await aFamily();
    expect(await service.refuse(anAct(), needless.proposalId, 'over')).toMatchObject({ status: 'over' });
  });

  it('undone, she is where she was, by a booking of its own that names the one she leaves', async () => {
    const family = await aFamily();
    await accept(family);
    const taken = await newPlace(family);
    clock.advance({ hours: 2 });
    await service.undo(anAct({ actor: eva }), family.proposalId, {});
    const [place, ...others] = await core.stores.bookings.listLiveOfCase(family.caseFileId);
    expect(others).toEqual([]);
    expect(place).toMatchObject({
      ...{ slotId: family.from._id, status: 'booked', madeBy: 'Eva', madeAt: clock.now(), movedFrom: taken?._id },
    });
    expect(await core.stores.bookings.get(taken?._id ?? '')).toMatchObject({ status: 'moved', movedTo: place?._id });
    expect(await caseOf(family.caseFileId)).toMatchObject({ path: PATH, nextAt: family.from.from });
    expect(await proposals.get(family.proposalId)).toMatchObject({
      ...{ status: 'undone', decidedAt: clock.now(), decidedBy: 'Eva' },
    });
  });

  it('of a path is undone to the former one, within a day, while her booking stands', async () => {
    const family = await aFamily({}, false);
    const undo = () => service.undo(anAct({ actor: eva }), family.proposalId, {});
    await expect(undo()).rejects.toThrow('This proposal is “open”: there is nothing to undo.');
    await accept(family);
    clock.advance({ hours: 24 });
    await expect(undo()).rejects.toThrow('more than a day ago');
    clock.set(START);
    expect(await undo()).toMatchObject({ status: 'undone' });
    expect(await caseOf(family.caseFileId)).toMatchObject({ path: PATH });
    expect(await proposals.get(family.proposalId)).toMatchObject({ decidedBy: 'Eva' });
    const left = await aFamily();
    await accept(left);
    await core.booking.cancel(anAct(), (await newPlace(left))?._id ?? '', { reason: 'she called' });
    await expect(service.undo(anAct(), left.proposalId, {})).rejects.toThrow('Her booking has changed since.');
  });

  it('undone, her former slot is asked as for any booking: what speaks against it is acknowledged', async () => {
    const family = await aFamily();
    await accept(family);
    concerns = [closed];
    await expect(service.undo(anAct(), family.proposalId, {})).rejects.toMatchObject({ type: 'needs-acknowledgement' });
    await service.undo(anAct(), family.proposalId, { acknowledgedReason: 'it opens on Friday' });
    const [place] = await core.stores.bookings.listLiveOfCase(family.caseFileId);
    expect(place?.acknowledged?.codes).toEqual([closed.code]);
  });

  it('with all that are open is accepted, each in an act of its own; what is refused stays, with why', async () => {
    for (const { _id } of await proposals.listOpen()) await service.refuse(anAct(), _id);
    const [one, other] = [await aFamily(), await aFamily()];
    await core.booking.cancel(anAct(), one.bookingId, { reason: 'she called' });
    const act = anAct();
    expect(await service.acceptAll(act)).toEqual({
      accepted: 1,
      left: [{ proposalId: one.proposalId, why: 'Her booking has changed meanwhile. Look at what is wrong now.' }],
    });
    expect(await proposals.get(other.proposalId)).toMatchObject({ status: 'accepted' });
    const third = await aFamily();
    for (const [refusal, why] of [
      [new Busy(), 'at the same moment'],
      [new Error('the planner is broken'), 'the planner is broken'],
    ] as const) {
      concernsOf = () => Promise.reject(refusal);
      await expect(service.acceptAll(anAct())).rejects.toThrow(why);
    }
    await service.refuse(anAct(), third.proposalId);
    const acts = database.connection.collection('acts');
    expect(await acts.countDocuments({ _id: `${act.id}/${other.proposalId}` as never })).toBe(1);
  });
});
