import type { Booking } from '../booking/booking.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { formatReference } from '../case-file/codes.ts';
import { getMeetingWord } from '../case-file/meeting-word.ts';
import type { Language } from '../platform/language.ts';
import type { LeftSlot, SlotChange } from '../slot/slot-change.ts';
import type { Slot } from '../slot/slot.ts';
import type { FeedBooking, FeedEvent, FeedPlace } from './feed-event.ts';
import { warningOf, type FeedClosures } from './feed-warnings.ts';

export type PlaceOf = (slot: Pick<Slot, 'meetingPointId' | 'crossingId'>) => FeedPlace;

/** All that one escort's feed is made of, as it was read. */
export interface FeedMaterial {
  /** The escort's, as he reads now. */
  language: Language;
  /** The escort's own slots in the window. */
  slots: readonly Slot[];
  /** Rows of slots that left the escort, the oldest first. */
  left: readonly SlotChange[];
  bookings: readonly Booking[];
  caseFiles: readonly CaseFile[];
  placeOf: PlaceOf;
  /** Where the escort confirms a slot: this feed's own address for it. */
  linkOf: (slotId: string) => string;
  deskPhone?: string;
  closures?: FeedClosures;
  /** How often something that every event shows was changed, and when last. */
  general?: { times: number; at: Date };
}

const BOTH_SIDES = ['Europe/Warsaw', 'Europe/Kyiv'];

/**
 * The events of a feed, in the order of their windows. Holds and proposals show nowhere, drafts neither; a slot that
 * left the escort and came back is his again.
 */
export function buildFeedEvents(material: FeedMaterial): FeedEvent[] {
  const shown = material.slots.filter(({ status }) => status !== 'draft');
  const own = new Set(material.slots.map(({ _id }) => _id));
  const events = new Map<string, FeedEvent>();
  for (const { slotId, left, seq, at } of material.left) {
    if (slotId === undefined || left === undefined || own.has(slotId)) continue;
    events.set(slotId, { ...toEvent(slotId, left, { seq, at }, material), status: 'left', bookings: [] });
  }
  for (const slot of shown) {
    const status = slot.status === 'cancelled' ? 'cancelled' : 'confirmed';
    const place = status === 'cancelled' ? undefined : material.placeOf(slot);
    const published = { ...slot.published, at: laterOf(slot.published.at, place?.lastChecked?.saidSince) };
    events.set(slot._id, {
      ...toEvent(slot._id, slot, published, material),
      ...(status === 'cancelled' ? { status } : { status, link: material.linkOf(slot._id) }),
      bookings: bookingsOf(slot, material),
      ...warningFor(slot, material),
    });
  }
  return [...events.values()].sort(byWindow);
}

function warningFor(slot: Slot, material: FeedMaterial): Pick<FeedEvent, 'warning'> {
  const { closures, language, placeOf } = material;
  const { side } = placeOf(slot);
  const warning = closures && warningOf(closures, { language, slot, side, booked: bookedOn(slot, material) });
  return warning === undefined ? {} : { warning };
}

const byWindow = (one: FeedEvent, other: FeedEvent): number =>
  one.window.from.getTime() - other.window.from.getTime() || (one.slotId < other.slotId ? -1 : 1);

function toEvent(
  slotId: string,
  slot: LeftSlot,
  { seq, at }: Slot['published'],
  { placeOf, deskPhone, general }: FeedMaterial,
): Omit<FeedEvent, 'status' | 'bookings'> {
  return {
    slotId,
    seq,
    at: lastChange(seq, at, general),
    window: { from: slot.from, to: slot.to },
    until: slot.accompaniedUntil,
    zone: slot.zone,
    otherClocks: BOTH_SIDES,
    capacity: slot.capacity,
    place: placeOf(slot),
    ...(deskPhone === undefined ? {} : { deskPhone }),
  };
}

/** That nobody has checked the place for long is a change that time makes, on a day of its own. */
const laterOf = (at: Date, saidSince: Date | undefined): Date => (saidSince && at < saidSince ? saidSince : at);

/** A second for each change on either side: so every one dates the event later, though clocks of processes differ. */
function lastChange(seq: number, at: Date, general: FeedMaterial['general']): Date {
  if (!general) return at;
  return new Date(Math.max(at.getTime(), general.at.getTime()) + (seq + general.times) * 1000);
}

function bookedOn(slot: Slot, { bookings, caseFiles }: FeedMaterial): { booking: Booking; caseFile: CaseFile }[] {
  return bookings
    .filter(({ slotId, status, live }) => slotId === slot._id && live && status === 'booked')
    .flatMap((booking) => {
      const caseFile = caseFiles.find(({ _id }) => _id === booking.caseFileId);
      return caseFile ? [{ booking, caseFile }] : [];
    });
}

const bookingsOf = (slot: Slot, material: FeedMaterial): FeedBooking[] =>
  bookedOn(slot, material)
    .map(({ booking, caseFile }) => toFeedBooking(caseFile, booking.seats))
    .sort((one, other) => (one.reference < other.reference ? -1 : 1));

function toFeedBooking({ reference, language, word, previousWord }: CaseFile, seats: number): FeedBooking {
  return {
    reference: formatReference(reference),
    seats,
    language,
    word: getMeetingWord(word),
    ...(previousWord === undefined ? {} : { previousWord: getMeetingWord(previousWord) }),
  };
}
