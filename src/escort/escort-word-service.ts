import type { Perform } from '../audit/act-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { formatReference } from '../case-file/codes.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { FeedEvent } from '../feed/feed-event.ts';
import type { Feed } from '../feed/feed.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import type { Language } from '../platform/language.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { EscortStore } from './escort-store.ts';
import type { EscortLink } from './escort-link.ts';
import { standingWords, type EscortWord, type EscortWordKind, type SayWord } from './escort-word.ts';
import type { EscortWordStore } from './escort-word-store.ts';
import { offerWords } from './offer-words.ts';
import { decideWord, EscortLinkOver } from './say-word.ts';

/** A button or a word of his, with the family's code where it speaks of one. */
export interface SpokenWord {
  kind: EscortWordKind;
  reference?: string;
}

/** What his link opens: the meeting as his calendar shows it, what he has said of it, and the buttons that fit now. */
export interface EscortView {
  language: Language;
  event: FeedEvent;
  said: (SpokenWord & { at: Date })[];
  offers: SpokenWord[];
  now: Date;
}

interface Dependencies {
  perform: Perform;
  feeds: FeedStore;
  slots: SlotStore;
  escorts: EscortStore;
  bookings: BookingStore;
  caseFiles: CaseFileStore;
  notifications: NotificationStore;
  words: EscortWordStore;
  /** One slot as this calendar shows it now, in its escort's language. */
  findEvent(feed: Feed, slotId: string): Promise<{ language: Language; event?: FeedEvent }>;
  clock: Clock;
  ids: Ids;
}

export type EscortWordService = ReturnType<typeof escortWordService>;

/** What escorts say by the link in their calendar, without an account. */
export const escortWordService = (dependencies: Dependencies) => ({
  /** Whose link it is. A feed never changes its escort; whether it has ended is decided under the lock. */
  findEscort: async ({ feedId }: EscortLink): Promise<string | undefined> =>
    (await dependencies.feeds.find(feedId))?.escortId,
  look: looking(dependencies),
  say: saying(dependencies),
});

async function loadBooked({ bookings, caseFiles }: Dependencies, slotId: string) {
  const live = await bookings.listLiveInSlot(slotId);
  return { live, caseFiles: await caseFiles.findMany(live.map(({ caseFileId }) => caseFileId)) };
}

/** Undefined once the link has ended. It changes nothing: messengers open links too. */
const looking =
  (dependencies: Dependencies) =>
  async ({ feedId, slotId }: EscortLink): Promise<EscortView | undefined> => {
    const feed = await dependencies.feeds.find(feedId);
    if (!feed || feed.revokedAt) return undefined;
    const { language, event } = await dependencies.findEvent(feed, slotId);
    if (!event) return undefined;
    const words = await dependencies.words.listOfSlots([slotId]);
    const own = words.filter(({ escortId }) => escortId === feed.escortId);
    const { caseFiles } = await loadBooked(dependencies, slotId);
    const now = dependencies.clock();
    return { language, event, now, ...toShow(event, own, caseFiles, now) };
  };

/**
 * One touch. Locks the slot and the escort: whoever takes the slot from him, or ends his link, meets these locks.
 * Throws EscortLinkOver, MeetingChanged, NotInThisMeeting, NotFound.
 */
function saying(dependencies: Dependencies) {
  const { perform, feeds, slots, escorts, notifications, words, ids } = dependencies;

  /** What he has been shown he need not be phoned about: his open lines of this slot are told, in his name. */
  const tickOff = async ({ slotId, escortId }: EscortWord, name: string, now: Date): Promise<boolean> => {
    const open = await notifications.listOpenOfEscort(escortId, slotId);
    for (const { _id } of open) await notifications.markTold(_id, name, now);
    return open.length > 0;
  };

  return (act: ActContext, { feedId, slotId }: EscortLink, input: SayWord): Promise<{ wordId: string }> =>
    perform(act, `slot/${slotId}`, async (now) => {
      const slot = await slots.lock(slotId);
      const feed = await feeds.find(feedId);
      if (!feed || feed.revokedAt) throw new EscortLinkOver();
      const { name } = await escorts.lock(feed.escortId);
      const booked = await loadBooked(dependencies, slotId);
      const facts = { slot, escortId: feed.escortId, words: await words.listOfSlots([slotId]), ...booked, now };
      const decided = decideWord(facts, input);
      const word = 'said' in decided ? decided.said : { ...decided.fresh, _id: ids.id(), at: now };
      if ('fresh' in decided) await words.insert(word);
      const told = input.kind === 'knows' && (await tickOff(word, name, now));
      const which = { slotId, escortId: feed.escortId, feedId, wordId: word._id };
      return {
        reply: { wordId: word._id },
        which: { ...which, ...(word.caseFileId === undefined ? {} : { caseFileId: word.caseFileId }) },
        fields: [...('fresh' in decided ? ['word'] : []), ...(told ? ['told'] : [])],
      };
    });
}

/** His words and buttons with codes in place of ids; a family that has left the meeting has no button. */
function toShow(
  event: FeedEvent,
  words: readonly EscortWord[],
  caseFiles: readonly CaseFile[],
  now: Date,
): Pick<EscortView, 'said' | 'offers'> {
  const codes = new Map(caseFiles.map(({ _id, reference }) => [_id, formatReference(reference)]));
  const withCode = (caseFileId: string | undefined): { reference?: string } => {
    const reference = codes.get(caseFileId ?? '');
    return reference === undefined ? {} : { reference };
  };
  const idOf = new Map(caseFiles.map(({ _id, reference }) => [formatReference(reference), _id]));
  // In the order in which the page lists them.
  const caseFileIds = event.bookings.flatMap(({ reference }) => idOf.get(reference) ?? []);
  const offers = offerWords({ window: event.window, seen: event.seq, caseFileIds, words }, now);
  return {
    said: standingWords(words, event.window, now).map(({ kind, caseFileId, at }) => ({
      kind,
      at,
      ...withCode(caseFileId),
    })),
    offers: offers.map(({ kind, caseFileId }) => ({ kind, ...withCode(caseFileId) })),
  };
}
