import type { Logger } from 'pino';
import { escortLinks as createEscortLinks } from './escort/escort-link.ts';
import { escortWordService } from './escort/escort-word-service.ts';
import type { Core } from './composition-core.ts';
import type { SlotNouns } from './composition-slots.ts';
import type { CrossingEventStore } from './crossing/crossing-event-store.ts';
import { checkAgainFrom, verifiedLongAgo, type MeetingPoint } from './crossing/meeting-point.ts';
import { feedDeskService } from './feed/feed-desk-service.ts';
import { renderFeed, renderFeedEvent, renderTombstone } from './feed/feed-ics.ts';
import { feedService } from './feed/feed-service.ts';
import type { FeedStore } from './feed/feed-store.ts';
import type { PlaceOf } from './feed/build-feed-events.ts';
import type { FeedPlace } from './feed/feed-event.ts';
import type { PlanBorders } from './itinerary/plan-borders.ts';
import { spotName } from './itinerary/spot.ts';
import type { Clock } from './platform/clock.ts';
import type { Ids } from './platform/ids.ts';
import type { KeyRing } from './platform/key-ring.ts';
import type { Language } from './platform/language.ts';
import type { Reference } from './route/reference.ts';

interface FeedDependencies {
  core: Core;
  slotNouns: SlotNouns;
  feedStore: FeedStore;
  reference: Reference;
  keys: KeyRing;
  clock: Clock;
  ids: Ids;
  publicUrl: string;
  log: Logger;
  crossingEvents: CrossingEventStore;
  bordersOf: PlanBorders;
}

/** Said of a place only once it is long ago. */
const lastCheckOf = ({ verifiedAt }: MeetingPoint, today: Date): FeedPlace['lastChecked'] =>
  verifiedAt && verifiedLongAgo({ verifiedAt }, today)
    ? { at: verifiedAt, saidSince: checkAgainFrom(verifiedAt) }
    : undefined;

export function composeFeeds(dependencies: FeedDependencies) {
  const { core, slotNouns, feedStore, reference, keys, clock, ids, publicUrl, log } = dependencies;
  const { slots, changes, bookings, caseFiles } = core.stores;
  const { meetingPoints, escorts } = slotNouns.stores;

  const loadPlaces = async (wanted: readonly string[], language: Language, today: Date): Promise<PlaceOf> => {
    const points = new Map((await meetingPoints.findMany(wanted)).map((point) => [point._id, point]));
    return ({ meetingPointId, crossingId }) => {
      const point = points.get(meetingPointId);
      const crossingName = reference.crossings.get(crossingId)?.names[language] ?? crossingId;
      const { name = crossingName, side = 'ukrainian', description } = point ?? {};
      const lastChecked = point && lastCheckOf(point, today);
      const place = { name, side, description: description?.[language] ?? '', crossingName };
      return { ...place, ...(lastChecked ? { lastChecked } : {}) };
    };
  };

  const escortLinks = createEscortLinks(keys, publicUrl);
  const feed = feedService({
    ...{ feeds: feedStore, slots, changes, bookings, caseFiles, escorts, loadPlaces, clock },
    findDeskPhone: async () => (await slotNouns.contact.listVerified())[0]?.phone,
    linkOf: escortLinks.build,
    loadClosures: async () => ({
      rows: await dependencies.crossingEvents.listCurrent(),
      bordersOf: dependencies.bordersOf,
      crossingName: (id) => spotName(reference, id),
    }),
    ics: { renderFeed, renderFeedEvent, renderTombstone },
    onTrouble: (error) => log.warn({ err: error }, 'a feed’s fetch was not noted'),
  });
  return {
    feed,
    feedDesk: feedDeskService({ perform: core.perform, feeds: feedStore, escorts, ids, publicUrl }),
    escortLinks,
    escortWord: escortWordService({
      ...{ perform: core.perform, feeds: feedStore, slots, escorts, bookings, caseFiles, clock, ids },
      notifications: core.stores.notifications,
      words: slotNouns.stores.escortWords,
      findEvent: feed.findEvent,
    }),
  };
}
