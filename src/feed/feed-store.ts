import { Schema, type Connection } from 'mongoose';
import type { Feed } from './feed.ts';

const feedSchema = new Schema(
  {
    _id: String,
    tokenHash: String,
    escortId: String,
    language: String,
    createdAt: Date,
    revokedAt: Date,
    lastFetchedAt: Date,
  },
  { autoIndex: false, versionKey: false },
)
  .index({ tokenHash: 1 }, { unique: true })
  .index({ escortId: 1, createdAt: 1 });

export type FeedStore = ReturnType<typeof createFeedStore>;

export function createFeedStore(connection: Connection) {
  const feeds = connection.model('Feed', feedSchema, 'feeds');
  return {
    find: async (id: string): Promise<Feed | undefined> => (await feeds.findById(id).lean<Feed>()) ?? undefined,
    findByTokenHash: async (tokenHash: string): Promise<Feed | undefined> =>
      (await feeds.findOne({ tokenHash }).lean<Feed>()) ?? undefined,
    /** Every feed of these escorts, ended ones too, the oldest first. */
    listOf: (escortIds: readonly string[]): Promise<Feed[]> =>
      feeds
        .find({ escortId: { $in: escortIds } })
        .sort({ createdAt: 1 })
        .lean<Feed[]>(),
    insert: async (feed: Feed): Promise<void> => {
      await feeds.insertMany([feed], { lean: true });
    },
    revoke: async (id: string, revokedAt: Date): Promise<void> => {
      await feeds.updateOne({ _id: id }, { $set: { revokedAt } });
    },
    recordFetch: async (id: string, lastFetchedAt: Date): Promise<void> => {
      await feeds.updateOne({ _id: id }, { $set: { lastFetchedAt } });
    },
  };
}
