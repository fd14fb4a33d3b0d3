import { z } from 'zod';
import { feedViewSchema, type FeedDeskService } from '../feed/feed-desk-service.ts';
import { api } from '../platform/api-endpoint.ts';
import { nothing, type Endpoint } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import { resourceEndpoints, writesOn } from '../platform/resource-http.ts';
import { shownSchema } from '../platform/shown.ts';
import { escortSchema, escortViewSchema } from './escort.ts';
import type { EscortService } from './escort-service.ts';

interface Services {
  escort: EscortService;
  feedDesk: FeedDeskService;
}

const ESCORTS = '/api/v1/escorts';
const write = writesOn(ESCORTS);
const named = z.strictObject({ escortId: z.string() });
const feedId = z.string();
const issued = z.strictObject({ feedId, url: z.string() });
const phone = z.strictObject({ phone: z.string(), shown: z.string() });

export const escortEndpoints = (services: Services): Endpoint[] => [
  ...personEndpoints(services),
  ...feedEndpoints(services),
];

const personEndpoints = ({ escort }: Services): Endpoint[] => [
  ...resourceEndpoints({
    path: ESCORTS,
    noun: 'escort',
    plural: 'escorts',
    schema: escortSchema,
    item: escortViewSchema,
    made: named,
    list: () => escort.list(),
    create: (act, input) => escort.create(act, input),
  }),
  write('edit', 'escort.edit', { body: escortSchema, reply: named }, (act, id, input) => escort.edit(act, id, input)),
  write('retire', 'escort.retire', { body: nothing, reply: named }, (act, id) => escort.retire(act, id)),
  write('phone', 'escort.phone', { body: nothing, reply: phone }, (act, id) => escort.readPhone(act, id)),
  write('verify', 'escort.verify', { body: shownSchema, reply: named }, (act, id, { shown }) =>
    escort.verify(act, id, shown),
  ),
];

const feedEndpoints = ({ escort, feedDesk }: Services): Endpoint[] => [
  write('feeds', 'escort.feeds', { body: nothing, reply: issued }, (act, id) => feedDesk.issue(act, id)),
  write('rotate-feed', 'escort.rotate-feed', { body: nothing, reply: issued }, (act, id) => feedDesk.rotate(act, id)),
  api({
    method: 'get',
    path: `${ESCORTS}/:id/feeds`,
    reply: z.strictObject({ feeds: z.array(feedViewSchema) }),
    run: async ({ req }) => {
      const { escortId } = await escort.get(parseParam(req, 'id'));
      return { feeds: await feedDesk.listOf(escortId) };
    },
  }),
  writesOn('/api/v1/feeds')('revoke', 'feed.revoke', { body: nothing, reply: z.strictObject({ feedId }) }, (act, id) =>
    feedDesk.revoke(act, id),
  ),
];
