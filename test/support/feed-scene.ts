import type { CaseFile } from '../../src/case-file/case-file.ts';
import type { PathChoice } from '../../src/route/path.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { startTestApp, type TestApp } from './app.ts';
import { aBooking, aCaseFile, anAct, aSlot } from './builders.ts';
import type { TestClock } from './clock.ts';
import { readFeed, type ReadEvent } from './feed-reader.ts';

/** A house with one escort, her feed, a verified meeting point and a desk that can be called. */
export interface FeedScene {
  home: TestApp;
  escortId: string;
  meetingPointId: string;
  /** Address of the feed, token and all. */
  path: string;
  feedId: string;
  addSlot(changes?: Partial<Slot>): Promise<Slot>;
  addCase(changes?: Partial<CaseFile>): Promise<CaseFile>;
  /** A stored, confirmed booking on a slot that the feed has not been read with yet. */
  addBooking(slot: Slot, caseFile: CaseFile): Promise<void>;
  /** What the calendar of a phone shows after a poll. */
  read(): Promise<ReadEvent[]>;
}

const OVER_MEDYKA: PathChoice = {
  hub: 'minsk',
  mode: 'bus',
  entryCrossing: 'by-pl-terespol',
  exitCrossing: 'pl-ua-medyka',
  exitMode: 'foot',
};

export async function startFeedScene(clock?: TestClock): Promise<FeedScene> {
  const home = await startTestApp(clock ? { clock } : {});
  const { services } = home;
  const escortId = await addEscort(home, 'Olena');
  const { meetingPointId } = await services.meetingPoint.create(anAct(), {
    crossingId: 'pl-ua-medyka',
    side: 'ukrainian',
    name: 'Medyka',
    descriptionEn: 'By the yellow kiosk.',
    descriptionUk: 'Біля жовтого кіоску.',
    descriptionRu: 'У жёлтого киоска.',
  });
  await services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  const { feedId, url } = await services.feedDesk.issue(anAct(), escortId);
  const path = new URL(url).pathname;
  return {
    ...{ home, escortId, meetingPointId, path, feedId },
    addSlot: async (changes = {}) => {
      const published = { seq: 1, at: new Date('2026-11-20T08:00:00Z') };
      const slot = aSlot({ escortId, meetingPointId, published, ...changes });
      await services.stores.slots.insertMany([slot]);
      await services.stores.changes.insert({ _id: slot._id, escortId, slotId: slot._id, seq: 1, at: home.clock.now() });
      return slot;
    },
    addCase: async (changes = {}) => {
      const caseFile = aCaseFile({ path: OVER_MEDYKA, ...changes });
      await services.stores.caseFiles.insert(caseFile);
      return caseFile;
    },
    addBooking: ({ _id: slotId }, { _id: caseFileId, party: seats }) =>
      services.stores.bookings.insert(aBooking({ slotId, caseFileId, seats })),
    read: async () => {
      const { text } = await home.browser().get(path).expect(200);
      return readFeed(text).events;
    },
  };
}

export async function addEscort({ services }: TestApp, name: string): Promise<string> {
  const input = { name, phone: '+380 00 000 0000', language: 'en' as const, zone: 'Europe/Kyiv', crossingIds: [] };
  return (await services.escort.create(anAct(), input)).escortId;
}
