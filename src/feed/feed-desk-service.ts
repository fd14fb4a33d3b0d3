import { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import { DomainError, NotFound } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';
import { tokenHash } from './feed-service.ts';
import type { FeedStore } from './feed-store.ts';

/** A feed as the desk sees it; its address is shown once, when it is issued. */
export const feedViewSchema = z.strictObject({
  feedId: z.string(),
  escortId: z.string(),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().exactOptional(),
  lastFetchedAt: z.iso.datetime().exactOptional(),
});
export type FeedView = z.infer<typeof feedViewSchema>;

interface Dependencies {
  perform: Perform;
  feeds: FeedStore;
  escorts: EscortStore;
  ids: Ids;
  publicUrl: string;
}

class FeedEnded extends DomainError {
  constructor() {
    super({
      status: 410,
      type: 'feed-ended',
      detail:
        'The address that this gave has ended since, so it is not shown again. Open the escort’s page and give a new one.',
    });
  }
}

export type FeedDeskService = ReturnType<typeof feedDeskService>;

const revokingAll =
  ({ feeds }: Pick<Dependencies, 'feeds'>) =>
  async (escortId: string, now: Date): Promise<void> => {
    for (const feed of await feeds.listOf([escortId])) if (!feed.revokedAt) await feeds.revoke(feed._id, now);
  };

/** Throws FeedEnded where the same act was done before and what it gave has ended since. */
const issuing =
  ({ perform, feeds, escorts, ids, publicUrl }: Dependencies) =>
  async (act: ActContext, escortId: string, ending: boolean): Promise<{ feedId: string; url: string }> => {
    const token = ids.token();
    const made = await perform(act, `escort/${escortId}`, async (now) => {
      const { language } = await escorts.lock(escortId);
      if (ending) await revokingAll({ feeds })(escortId, now);
      const feedId = ids.id();
      await feeds.insert({ _id: feedId, tokenHash: tokenHash(token), escortId, language, createdAt: now });
      return {
        reply: { feedId, url: `${publicUrl}/feeds/${token}.ics` },
        which: { escortId, feedId },
        fields: ['feed'],
      };
    });
    if ((await feeds.find(made.feedId))?.revokedAt) throw new FeedEnded();
    return made;
  };

/** Giving escorts the secret address of their calendar, and ending it. */
export function feedDeskService(dependencies: Dependencies) {
  const { perform, feeds, escorts } = dependencies;
  const revokeAll = revokingAll(dependencies);
  const issue = issuing(dependencies);

  return {
    /** Another address beside those that stand. */
    issue: (act: ActContext, escortId: string) => issue(act, escortId, false),
    /** A new address; all old ones end at once. */
    rotate: (act: ActContext, escortId: string) => issue(act, escortId, true),
    revoke: (act: ActContext, feedId: string): Promise<{ feedId: string }> =>
      perform(act, `feed/${feedId}`, async (now) => {
        const feed = await feeds.find(feedId);
        if (!feed) throw new NotFound('feed');
        await escorts.lock(feed.escortId);
        await feeds.revoke(feedId, now);
        return { reply: { feedId }, which: { feedId, escortId: feed.escortId }, fields: ['feed'] };
      }),
    /** A feed never changes its escort, so this needs no lock. Throws NotFound when it is another escort's. */
    checkOf: async (escortId: string, feedId: string): Promise<void> => {
      if ((await feeds.find(feedId))?.escortId !== escortId) throw new NotFound('feed');
    },
    /** For the act that retires an escort: inside it, with the escort locked. */
    revokeAll,
    listOf: async (escortId: string): Promise<FeedView[]> =>
      (await feeds.listOf([escortId])).map(({ _id, createdAt, revokedAt, lastFetchedAt }) => ({
        feedId: _id,
        escortId,
        createdAt: createdAt.toISOString(),
        ...(revokedAt ? { revokedAt: revokedAt.toISOString() } : {}),
        ...(lastFetchedAt ? { lastFetchedAt: lastFetchedAt.toISOString() } : {}),
      })),
    /** When a calendar of each escort last came; those that never did are absent. */
    lastFetches: async (escortIds: readonly string[]): Promise<Map<string, Date>> => {
      const latest = new Map<string, Date>();
      for (const { escortId, lastFetchedAt } of await feeds.listOf(escortIds)) {
        const known = latest.get(escortId);
        if (lastFetchedAt && (!known || known < lastFetchedAt)) latest.set(escortId, lastFetchedAt);
      }
      return latest;
    },
  };
}
