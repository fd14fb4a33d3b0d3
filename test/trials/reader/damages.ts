import type { Connection } from 'mongoose';
import { randomIds } from '../../../src/platform/ids.ts';
import { aSlot } from '../../support/builders.ts';

/** The moment at which the good database was filled. */
export const GOOD_AT = new Date('2026-11-24T10:00:00Z');

const LATER = new Date('2026-11-24T11:00:00Z');

type Fields = Record<string, unknown>;

/** Changes single rows past all rules, and can put them back. */
export type Tools = ReturnType<typeof toolsOf>;

export function toolsOf(connection: Connection, ids: Record<string, string>) {
  const undoing: (() => Promise<unknown>)[] = [];
  const rows = (name: string) => connection.getClient().db(connection.name).collection<Fields>(name);
  const one = async (name: string, filter: Fields): Promise<Fields> => {
    const row = await rows(name).findOne(filter);
    if (!row) throw new Error(`The good database has no such row of ${name}.`);
    return row;
  };
  const change = async (name: string, filter: Fields, change: Fields): Promise<void> => {
    const row = await one(name, filter);
    const own = { _id: row['_id'] } as Fields;
    await rows(name).updateOne(own, change);
    undoing.push(() => rows(name).replaceOne(own, row));
  };
  const remove = async (name: string, filter: Fields): Promise<void> => {
    const row = await one(name, filter);
    await rows(name).deleteOne({ _id: row['_id'] } as Fields);
    undoing.push(() => rows(name).insertOne(row));
  };
  const copy = async (name: string, filter: Fields, changes: Fields): Promise<void> => {
    const _id = randomIds.id();
    await rows(name).insertOne({ ...(await one(name, filter)), ...changes, _id } as never);
    undoing.push(() => rows(name).deleteOne({ _id } as Fields));
  };
  const id = (name: string): string => ids[name] ?? `no ${name}`;
  const set = (name: string, what: string, fields: Fields): Promise<void> =>
    change(name, { _id: id(what) }, { $set: fields });
  const unset = (name: string, what: string, field: string): Promise<void> =>
    change(name, { _id: id(what) }, { $unset: { [field]: 1 } });
  const insertSlot = async (changes: Fields): Promise<void> => {
    const { escortId, ...slot } = aSlot({ from: new Date('2026-11-26T15:00:00Z'), status: 'closed' });
    await rows('slots').insertOne({ ...slot, ...changes } as never);
    undoing.push(() => rows('slots').deleteOne({ _id: slot._id } as Fields));
  };

  const insertProposal = async (changes: Fields): Promise<void> => {
    const _id = randomIds.id();
    await rows('proposals').insertOne({ _id, open: true, ...changes } as never);
    undoing.push(() => rows('proposals').deleteOne({ _id } as Fields));
  };

  const undo = async (): Promise<void> => {
    for (const back of undoing.splice(0).reverse()) await back();
  };
  return { rows, change, remove, copy, id, set, unset, insertSlot, insertProposal, undo };
}

/** What is done to a good database, by name, and what the reader must say to it. */
export const DAMAGES: [string, RegExp, (tools: Tools) => Promise<unknown>][] = [
  ['a seat too many', /oversold/, (t) => t.change('slots', { _id: t.id('slot 0') }, { $set: { capacity: 0 } })],
  [
    'a hold that takes a sold seat',
    /oversold: 3 of 2/,
    async (t) => {
      for (const caseFileId of [randomIds.id(), randomIds.id()])
        await t.copy('bookings', { _id: t.id('of anna') }, { status: 'held', heldUntil: LATER, caseFileId });
    },
  ],
  [
    'two places of one family',
    /double/,
    async (t) => {
      await t.copy('bookings', { _id: t.id('of anna') }, { slotId: t.id('slot 3'), stageKey: 'meet:pl-ua-medyka ' });
      await t.change(
        'bookings',
        { slotId: t.id('slot 3') },
        { $set: { ofStage: false, stageKey: 'meet:pl-ua-medyka' } },
      );
    },
  ],
  ['a booking without its slot', /does not exist/, (t) => t.remove('slots', { _id: t.id('slot 0') })],
  ['a booking without its family', /of case .* does not exist/, (t) => t.remove('casefiles', { _id: t.id('anna') })],
  ['a booking of another stage', /another stage/, (t) => t.set('bookings', 'of anna', { stageKey: 'meet:elsewhere' })],
  ['a place on a cancelled slot', /which is cancelled/, (t) => t.set('slots', 'slot 0', { status: 'cancelled' })],
  ['a party that grew', /seats for a party of 2/, (t) => t.set('casefiles', 'anna', { party: 2 })],
  ['an ended booking that is live', /still live/, (t) => t.set('bookings', 'of cora', { live: true })],
  ['an ended booking without its end', /without an end/, (t) => t.unset('bookings', 'of cora', 'endedAt')],
  ['a booking without its stage', /leaves its stage/, (t) => t.unset('bookings', 'of anna', 'ofStage')],
  ['an expiry before its time', /before its time/, (t) => t.set('bookings', 'of cora', { status: 'expired' })],
  ['a move to nowhere', /knows nothing of it/, (t) => t.set('bookings', 'hold of bela', { movedTo: 'nowhere' })],
  ['a move from nowhere', /did not move to it/, (t) => t.set('bookings', 'of bela', { movedFrom: 'nowhere' })],
  ['a move without its target', /move is half/, (t) => t.unset('bookings', 'hold of bela', 'movedTo')],
  ['a booked case without a place', /has no place/, (t) => t.set('casefiles', 'cora', { state: 'booked' })],
  ['a confirmed case with a place', /has a place/, (t) => t.set('casefiles', 'anna', { state: 'confirmed' })],
  ['a meeting that is not expected', /another time/, (t) => t.unset('casefiles', 'anna', 'nextAt')],
  ['a meeting that is no more', /expects a meeting/, (t) => t.set('casefiles', 'cora', { nextAt: GOOD_AT })],
  ['an ending nobody wrote', /nobody ended it/, (t) => t.set('casefiles', 'dana', { 'ending.at': GOOD_AT })],
  ['an ended case without an ending', /without an ending/, (t) => t.unset('casefiles', 'dana', 'ending')],
  [
    'an ended case with a place',
    /still takes seats/,
    (t) => t.copy('bookings', { _id: t.id('of anna') }, { caseFileId: t.id('dana'), slotId: t.id('slot 3') }),
  ],
  [
    'seats that nobody proposes',
    /proposed by 0 open/,
    (t) => t.copy('bookings', { _id: t.id('of anna') }, { slotId: t.id('slot 3'), status: 'proposed', ofStage: false }),
  ],
  [
    'a proposal without its seats',
    /without the seats/,
    (t) => t.insertProposal({ bookingId: t.id('of anna'), toBookingId: t.id('of cora') }),
  ],
  [
    'two proposals for one booking',
    /has 2 open proposals/,
    async (t) => {
      for (const bookingId of ['one', 'one']) await t.insertProposal({ bookingId });
    },
  ],
  ['an escort in two places', /committed twice/, (t) => t.insertSlot({ escortId: t.id('olena') })],
  ['a slot open without an escort', /nobody accompanies/, (t) => t.insertSlot({ status: 'open' })],
  [
    'a slot planned twice',
    /Planned 2 times/,
    async (t) => {
      await t.rows('slots').dropIndex('plannedKey_1');
      await t.copy('slots', { _id: t.id('slot 0') }, { escortId: 'somebody' });
    },
  ],
  ['a lock left out', /was locked 0 times/, (t) => t.set('slots', 'slot 0', { rev: 0 })],
  ['a lock of a case left out', /Case .* was locked 2 times/, (t) => t.set('casefiles', 'anna', { rev: 2 })],
  ['a lost change row', /no change row says so/, (t) => t.remove('slotchanges', { slotId: t.id('slot 0'), seq: 2 })],
  [
    'a lost last change row',
    /change rows end with/,
    (t) => t.remove('slotchanges', { slotId: t.id('slot 3'), seq: 2, left: { $exists: false } }),
  ],
  [
    'a lost row of the escort who left',
    /no change row says so/,
    (t) => t.remove('slotchanges', { slotId: t.id('slot 3'), left: { $exists: true } }),
  ],
  [
    'a number used twice',
    /number 2 of its feed 2 times/,
    (t) => t.copy('slotchanges', { slotId: t.id('slot 0'), seq: 2 }, {}),
  ],
  [
    'a number that was lost',
    /beyond its number/,
    (t) => t.change('slots', { _id: t.id('slot 0') }, { $inc: { 'published.seq': -1 } }),
  ],
  [
    'a row of no slot',
    /A change row speaks of slot/,
    (t) => t.copy('slotchanges', { slotId: t.id('slot 0'), seq: 2 }, { slotId: 'gone' }),
  ],
  ['an act without its audit entry', /has no audit entry/, (t) => t.remove('audit', { what: 'case-file.choose-path' })],
  [
    'an audit entry without its act',
    /has no act that was kept/,
    (t) => t.copy('audit', { what: 'series.create' }, { at: LATER }),
  ],
  [
    'a booking without its audit entry',
    /made by 0 acts/,
    (t) => t.remove('audit', { what: 'booking.book', 'which.bookingId': t.id('of anna') }),
  ],
  ['an audit entry without its booking', /not as it says/, (t) => t.remove('bookings', { _id: t.id('of anna') })],
  [
    'a confirmed hold that is a hold',
    /was confirmed and is held/,
    (t) => t.set('bookings', 'hold of bela', { status: 'held' }),
  ],
  [
    'a cancelled place that stands',
    /was cancelled and is booked/,
    (t) => t.set('bookings', 'of cora', { status: 'booked' }),
  ],
  ['an end without its act', /no act of that moment/, (t) => t.set('bookings', 'of dana', { endedAt: LATER })],
  ['an escort who was not written', /was given to/, (t) => t.set('slots', 'slot 3', { escortId: t.id('olena') })],
  [
    'a family that hears nothing of its place',
    /nothing to hear of its booking-made/,
    (t) => t.remove('notifications', { caseFileId: t.id('anna'), audience: 'traveller', slotId: t.id('slot 0') }),
  ],
  [
    'a family that hears nothing of its ending',
    /nothing to hear of its ending/,
    (t) => t.remove('notifications', { caseFileId: t.id('dana'), about: 'case-ended' }),
  ],
  [
    'a line of a place that is gone',
    /does not have/,
    (t) =>
      t.change(
        'notifications',
        { about: 'booking-moved', audience: 'traveller' },
        { $set: { slotId: t.id('slot 0') } },
      ),
  ],
  [
    'a line that is told and open',
    /open and done with/,
    (t) => t.change('notifications', { about: 'case-ended' }, { $set: { toldAt: GOOD_AT } }),
  ],
  [
    'a line that is neither',
    /neither open nor done/,
    (t) => t.change('notifications', { about: 'case-ended' }, { $unset: { open: 1 } }),
  ],
];
