import type { FeedDeskService } from '../feed/feed-desk-service.ts';
import { nothing, type Endpoint } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import { resourceEndpoints, writesOn } from '../platform/resource-http.ts';
import { shownSchema } from '../platform/shown.ts';
import { escortSchema } from './escort.ts';
import type { EscortService } from './escort-service.ts';

interface Services {
  escort: EscortService;
  feedDesk: FeedDeskService;
}

export const escortEndpoints = ({ escort, feedDesk }: Services): Endpoint[] => [
  ...resourceEndpoints({
    path: '/api/v1/escorts',
    noun: 'escort',
    plural: 'escorts',
    schema: escortSchema,
    list: () => escort.list(),
    create: (act, input) => escort.create(act, input),
    edit: (act, id, input) => escort.edit(act, id, input),
    acts: {
      retire: (act, id) => escort.retire(act, id),
      phone: (act, id) => escort.readPhone(act, id),
      feeds: (act, id) => feedDesk.issue(act, id),
      'rotate-feed': (act, id) => feedDesk.rotate(act, id),
    },
  }),
  writesOn('/api/v1/escorts')('verify', 'escort.verify', shownSchema, (act, id, { shown }) =>
    escort.verify(act, id, shown),
  ),
  {
    method: 'get',
    path: '/api/v1/escorts/:id/feeds',
    handle: async ({ req, res }) => {
      const { escortId } = await escort.get(parseParam(req, 'id'));
      res.json({ feeds: await feedDesk.listOf(escortId) });
    },
  },
  {
    method: 'post',
    path: '/api/v1/feeds/:id/revoke',
    body: nothing,
    handle: async (call) =>
      void call.res.json(await feedDesk.revoke(call.act('feed.revoke'), parseParam(call.req, 'id'))),
  },
];
