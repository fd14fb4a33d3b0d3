import { hasSeen } from '../booking/event-code.ts';
import { idsOf, isOpen, type Notification, type Tell } from '../notification/notification.ts';
import type { Slot } from '../slot/slot.ts';
import type { CrossingEvent } from './crossing-event.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { closuresOfSlot, hindrancesOfSlot, type BookedPasses, type SlotClosure } from './slot-closures.ts';
import { tellPerson, type Hit, type Person, type Told } from './tell-person.ts';
import { hindrancesOn, kindOf, type Pass } from './touched-way.ts';

/** A slot with whoever is booked there; `ahead` are the borders that nobody's word has put behind her yet. */
export interface SweptSlot {
  slot: Slot;
  booked: readonly (BookedPasses & { ahead: readonly Pass[] })[];
}

/** All that the decision about one batch looks at. */
export interface Batch {
  /** The row that is swept. */
  row: RecordedEvent;
  /** Every row there is. */
  rows: readonly RecordedEvent[];
  /** The events of data/. */
  documented: readonly CrossingEvent[];
  slots: readonly SweptSlot[];
  /** What these people had to hear of crossing events, the oldest first. */
  lines: readonly Notification[];
  now: Date;
}

export interface BatchDecision {
  tells: Tell[];
  /** Lines that nobody has told yet and that are no longer true. */
  withdrawn: string[];
  /** Slots whose event in the escort's calendar reads differently now. */
  changed: Slot[];
}

/** What was recorded before this row, one state for each row of its event that it follows: a sweep may have been left half way. */
interface Worlds {
  before: readonly (readonly RecordedEvent[])[];
  after: readonly RecordedEvent[];
}

/** Who must hear of the row, whose lines are taken back, and whose calendar changes. */
export function decideBatch(batch: Batch): BatchDecision {
  const worlds = worldsOf(batch);
  const decisions = batch.slots.flatMap((swept) => [
    ...swept.booked.map((one) => tellTraveller(batch, worlds, swept.slot, one)),
    tellEscort(batch, worlds, swept),
  ]);
  return {
    tells: decisions.flatMap(({ tell }) => tell ?? []),
    withdrawn: decisions.flatMap(({ withdrawn }) => withdrawn),
    changed: batch.slots.flatMap(({ slot, booked }) => {
      const now = textOf(closuresOfSlot(slot, booked, worlds.after));
      return worlds.before.some((rows) => textOf(closuresOfSlot(slot, booked, rows)) !== now) ? slot : [];
    }),
  };
}

function worldsOf({ row, rows }: Batch): Worlds {
  const latest = new Map<string, RecordedEvent>();
  for (const each of [...rows].sort((one, other) => one.seq - other.seq)) latest.set(each.eventId, each);
  latest.delete(row.eventId);
  const others = [...latest.values()];
  const earlier = rows.filter(({ eventId, seq }) => eventId === row.eventId && seq < row.seq);
  const before = earlier.length === 0 ? [others] : earlier.map((each) => [...others, each]);
  return { before, after: [...others, row] };
}

const textOf = (closures: readonly SlotClosure[]): string =>
  JSON.stringify(closures.map(({ crossing, kind, from, ahead }) => [crossing, kind, from, ahead]));

const hitsOn = (passes: readonly Pass[], events: readonly CrossingEvent[], now: Date): Hit[] =>
  passes.flatMap((pass) =>
    hindrancesOn(pass, events, now).map((event) => ({
      eventId: event.id,
      crossing: pass.crossing,
      kind: kindOf(event, pass.mode),
    })),
  );

/** What an event ever said, the rows of the desk and what stands in data/. */
const contentsOf = ({ rows, documented }: Batch, eventId: string): CrossingEvent[] =>
  [...rows.map(({ event }) => event), ...documented].filter(({ id }) => id === eventId);

/** The crossings of an event that lie on a way. */
const crossingsOf =
  (batch: Batch, onWay: readonly string[]): Person['crossingsOf'] =>
  (eventId) =>
    new Set(
      contentsOf(batch, eventId)
        .flatMap(({ crossings }) => crossings)
        .filter((crossing) => onWay.includes(crossing)),
    );

/** A rule of data/ about who is let in holds at nearly every border and was weighed when she was booked. */
const keepsShut =
  ({ documented }: Batch) =>
  ({ eventId, kind }: Hit): boolean =>
    kind === 'closed' || documented.every(({ id }) => id !== eventId);

function tellTraveller(
  batch: Batch,
  { before, after }: Worlds,
  slot: Slot,
  { booking, ahead }: SweptSlot['booked'][number],
): Told {
  const { row, documented, lines, now } = batch;
  const eventsOf = (state: readonly RecordedEvent[]) => [...documented, ...state.map(({ event }) => event)];
  const hinders = hitsOn(ahead, eventsOf(after), now);
  const rowOf = (eventId: string) => after.find((each) => each.eventId === eventId)?._id;
  const known = before.map((state) => new Set(hitsOn(ahead, eventsOf(state), now).map(({ eventId }) => eventId)));
  const crossings = ahead.map(({ crossing }) => crossing);
  return tellPerson(row, {
    key: booking._id,
    tell: { audience: 'traveller', caseFileId: booking.caseFileId, slotId: slot._id },
    lines: lines.filter((line) => line.audience === 'traveller' && line.caseFileId === booking.caseFileId),
    hinders,
    unseen: hinders.filter(({ eventId }) => !hasSeen(booking, rowOf(eventId))),
    isNews: (eventId) => known.some((ids) => !ids.has(eventId)),
    stillAhead: (eventId) => {
      const held = contentsOf(batch, eventId).map((event) => ({ ...event, to: null }));
      return hitsOn(ahead, held, now).length > 0;
    },
    crossingsOf: crossingsOf(batch, crossings),
    // Whichever border it is at: she comes to it on the same way.
    leftOf: () => hinders.filter(keepsShut(batch)),
  });
}

function tellEscort(batch: Batch, { before, after }: Worlds, { slot, booked }: SweptSlot): Told {
  const { row, documented, lines, now } = batch;
  const theirs = lines.filter((line) => line.audience === 'escort' && line.slotId === slot._id);
  const isOurs = ({ escortId }: Notification): boolean => escortId === slot.escortId;
  if (slot.escortId === undefined || booked.length === 0) return { withdrawn: idsOf(theirs.filter(isOpen)) };
  const known = before.map((rows) => new Set(closuresOfSlot(slot, booked, rows).map(({ eventId }) => eventId)));
  const passes = booked.flatMap((each) => each.passes);
  // Of data/ only what closes a way that somebody goes: his own crossing is asked for every way, and some are always shut.
  const shut = hitsOn(passes, [...documented, ...after.map(({ event }) => event)], now).filter(({ eventId }) =>
    documented.some(({ id }) => id === eventId),
  );
  const hinders: Hit[] = [...hindrancesOfSlot(slot, booked, after), ...shut];
  const ofSlot = crossingsOf(batch, [slot.crossingId, ...passes.map(({ crossing }) => crossing)]);
  return tellPerson(row, {
    key: slot._id,
    tell: { audience: 'escort', escortId: slot.escortId, slotId: slot._id },
    lines: theirs.filter(isOurs),
    hinders,
    unseen: closuresOfSlot(slot, booked, after),
    isNews: (eventId) => known.some((ids) => !ids.has(eventId)),
    stillAhead: () => true,
    crossingsOf: ofSlot,
    // His travellers come different ways.
    leftOf: (eventId) => hinders.filter((hit) => ofSlot(eventId).has(hit.crossing)).filter(keepsShut(batch)),
  });
}
