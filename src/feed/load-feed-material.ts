import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import { dayOf } from '../platform/days.ts';
import type { Language } from '../platform/language.ts';
import { EVERY_ESCORT, type SlotChange } from '../slot/slot-change.ts';
import type { SlotChangeStore } from '../slot/slot-change-store.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { FeedMaterial, PlaceOf } from './build-feed-events.ts';
import type { FeedClosures } from './feed-warnings.ts';
import { feedWindow, type Feed } from './feed.ts';

export interface FeedSources {
  slots: SlotStore;
  changes: SlotChangeStore;
  bookings: BookingStore;
  caseFiles: CaseFileStore;
  escorts: Pick<EscortStore, 'get'>;
  /** The places of these meeting points, retired ones too, in one language, as they stand today. */
  loadPlaces: (meetingPointIds: readonly string[], language: Language, today: Date) => Promise<PlaceOf>;
  findDeskPhone: () => Promise<string | undefined>;
  /** The address at which the escort of this feed confirms this slot. */
  linkOf: (link: { feedId: string; slotId: string }) => string;
  /** What is recorded of crossings at this moment. */
  loadClosures: () => Promise<FeedClosures>;
}

/** Clocks of two processes may differ by this much and no change is missed. */
const CLOCK_DOUBT_MS = 15 * 60_000;
const shifted = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);
const concerning = (feed: Feed): string[] => [feed.escortId, EVERY_ESCORT];

/** The changes that a feed written at `since` may not show yet. */
export const listChangesSince = ({ changes }: FeedSources, feed: Feed, since: Date, now: Date): Promise<SlotChange[]> =>
  changes.listBetween(concerning(feed), shifted(since, -CLOCK_DOUBT_MS), shifted(now, CLOCK_DOUBT_MS));

/** Reads all that a feed is made of. */
export async function loadFeedMaterial(sources: FeedSources, feed: Feed, now: Date): Promise<FeedMaterial> {
  const { from, to } = feedWindow(now);
  const { language } = await sources.escorts.get(feed.escortId);
  // Slots before bookings: then no text under a slot's new number is made of its old bookings.
  const slots = await sources.slots.list({ from, to, escortId: feed.escortId });
  const [left, general, bookings, deskPhone] = await Promise.all([
    sources.changes.listLeft(feed.escortId, from, to),
    sources.changes.listGeneral(concerning(feed), new Date(0), shifted(now, CLOCK_DOUBT_MS)),
    sources.bookings.listLiveInSlots(slots.map(({ _id }) => _id)),
    sources.findDeskPhone(),
  ]);
  const caseFiles = await sources.caseFiles.findMany([...new Set(bookings.map(({ caseFileId }) => caseFileId))]);
  const spots = [...slots, ...left.flatMap((change) => change.left ?? [])].map((each) => each.meetingPointId);
  const placeOf = await sources.loadPlaces([...new Set(spots)], language, dayOf(now));
  // Likewise after the slots: a text under a slot's new number shows what that number was raised for.
  const closures = await sources.loadClosures();
  const last = general.at(-1);
  return {
    ...{ language, slots, left, bookings, caseFiles, placeOf, closures },
    linkOf: (slotId) => sources.linkOf({ feedId: feed._id, slotId }),
    ...(deskPhone === undefined ? {} : { deskPhone }),
    ...(last ? { general: { times: general.length, at: last.at } } : {}),
  };
}
