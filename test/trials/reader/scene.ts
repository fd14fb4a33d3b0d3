import type { ActContext } from '../../../src/platform/act-context.ts';
import { anAct } from '../../support/builders.ts';
import type { TestCore } from '../../support/core.ts';
import { aMeetingPoint } from '../../support/meeting-point.ts';
import type { Told } from './told.ts';
import { PATH } from '../../support/her-path.ts';

/** A database that acts alone have filled: the ids of what they left by what each is here, and what was told of the bookings. */
export interface Scene {
  ids: Record<string, string>;
  told: Told[];
}

/** Two families booked, one of them moved; one held and let go, one cancelled, one ended; an escort who changed. */
export async function fillWell(core: TestCore, now: Date): Promise<Scene> {
  const scene: Scene = { ids: {}, told: [] };
  await fillSlots(core, scene, now);
  for (const name of ['anna', 'bela', 'cora', 'dana']) scene.ids[name] = await openCase(core);
  await fillBookings(core, scene);
  return scene;
}

async function fillSlots(core: TestCore, { ids }: Scene, now: Date): Promise<void> {
  const meetingPointId = await aMeetingPoint(core);
  ids['olena'] = await core.addEscort();
  ids['taras'] = await core.addEscort();
  const series = { meetingPointId, weekdays: [4], localTimes: ['14:30'], windowMinutes: 40, capacity: 2 };
  const valid = { validFrom: '2026-11-01', validTo: '2027-11-01', escortId: ids['olena'] };
  const { seriesId } = await core.series.create(anAct({ name: 'series.create' }), { ...series, ...valid });
  const slots = await core.stores.slots.list({ seriesId, from: now, to: new Date('2027-01-31T00:00:00Z') });
  for (const [index, { _id }] of slots.entries()) ids[`slot ${index}`] = _id;
}

async function openCase({ intake, progress }: TestCore): Promise<string> {
  const opened = { language: 'uk', channel: 'phone', party: 1 } as const;
  const { caseFileId } = await intake.open(anAct({ name: 'case-file.open' }), opened);
  await intake.choosePath(anAct({ name: 'case-file.choose-path' }), caseFileId, PATH);
  const proof = { confirmedBy: 'the staff', reference: 'list 7', confirmedAt: '2026-11-20' };
  await progress.recordProof(anAct({ name: 'case-file.record-proof' }), caseFileId, proof);
  return caseFileId;
}

async function fillBookings({ booking, progress, assign }: TestCore, { ids, told }: Scene): Promise<void> {
  const id = (name: string): string => ids[name] ?? '';
  const book = async (name: string, slot: string, hold = false): Promise<string> => {
    const [act, slotId, caseFileId] = [anAct({ name: 'booking.book' }), id(slot), id(name)];
    const reply = await booking.book(act, slotId, { caseFileId, hold });
    told.push({ key: act.id, what: act.name, which: { slotId, caseFileId }, outcome: 'done', reply: { ...reply } });
    return reply.bookingId;
  };
  const act = (name: string): ActContext => anAct({ name });
  ids['of anna'] = await book('anna', 'slot 0');
  ids['hold of bela'] = await book('bela', 'slot 0', true);
  await booking.confirm(act('booking.confirm'), id('hold of bela'));
  const moved = await booking.move(act('booking.move'), id('hold of bela'), { slotId: id('slot 1') });
  ids['of bela'] = moved.bookingId;
  ids['of cora'] = await book('cora', 'slot 2');
  await booking.cancel(act('booking.cancel'), id('of cora'), { reason: 'she asked for it' });
  ids['of dana'] = await book('dana', 'slot 2');
  const ending = { ending: 'withdrawn', reason: 'she stays at home' } as const;
  await progress.end(act('case-file.end'), id('dana'), ending);
  await assign.assign(act('slot.assign'), id('slot 3'), id('taras'));
}
