import { z } from 'zod';
import { api } from '../platform/api-endpoint.ts';
import { nothing, type Endpoint } from '../platform/endpoint.ts';
import { writesOn } from '../platform/resource-http.ts';
import { pathChoiceSchema } from '../route/path.ts';
import { acceptAllSchema, acceptSchema, type ProposalService } from './proposal-service.ts';
import { PROPOSAL_STATUSES, type Proposal } from './proposal.ts';
import { BECAUSE, rederivationCountsSchema } from './rederivation.ts';
import type { RederivationService } from './rederivation-service.ts';

const PATH = '/api/v1/proposals';
const write = writesOn(PATH);
const instant = z.iso.datetime();
const named = z.strictObject({ proposalId: z.string(), status: z.enum(PROPOSAL_STATUSES) });

const proposalSchema = named.extend({
  caseFileId: z.string(),
  bookingId: z.string(),
  slotId: z.string(),
  toSlotId: z.string(),
  path: pathChoiceSchema,
  reasons: z.array(
    z.strictObject({ code: z.string(), crossing: z.string().exactOptional(), eventId: z.string().exactOptional() }),
  ),
  at: instant,
  endsAt: instant,
  decidedBy: z.string().exactOptional(),
});

const toView = (proposal: Proposal): z.infer<typeof proposalSchema> => ({
  ...{ proposalId: proposal._id, status: proposal.status, caseFileId: proposal.caseFileId },
  ...{ bookingId: proposal.bookingId, slotId: proposal.slotId, toSlotId: proposal.toSlotId, path: proposal.path },
  reasons: proposal.reasons,
  ...{ at: proposal.at.toISOString(), endsAt: proposal.endsAt.toISOString() },
  ...(proposal.decidedBy === undefined ? {} : { decidedBy: proposal.decidedBy }),
});

const rederivationSchema = z.strictObject({
  rederivationId: z.string(),
  because: z.enum(BECAUSE),
  counts: rederivationCountsSchema,
  at: instant,
  doneAt: instant.exactOptional(),
});

interface Services {
  proposal: ProposalService;
  rederivation: RederivationService;
}

/** What would put journeys right, and what becomes of it; and how far the looking has come. */
export const proposalEndpoints = ({ proposal, rederivation }: Services): Endpoint[] => [
  api({
    method: 'get',
    path: PATH,
    reply: z.strictObject({ proposals: z.array(proposalSchema) }),
    run: async () => ({ proposals: [...(await proposal.listOpen()), ...(await proposal.listDecided())].map(toView) }),
  }),
  api({
    method: 'post',
    path: `${PATH}/accept-all`,
    body: nothing,
    reply: acceptAllSchema,
    run: (call) => proposal.acceptAll(call.act('proposal.accept-all')),
  }),
  write('accept', 'proposal.accept', { body: acceptSchema, reply: named }, (act, id, input) =>
    proposal.accept(act, id, input),
  ),
  write('refuse', 'proposal.refuse', { body: nothing, reply: named }, (act, id) => proposal.refuse(act, id)),
  write('undo', 'proposal.undo', { body: acceptSchema, reply: named }, (act, id, input) =>
    proposal.undo(act, id, input),
  ),
  api({
    method: 'get',
    path: '/api/v1/rederivations',
    reply: z.strictObject({ rederivations: z.array(rederivationSchema) }),
    run: async () => ({
      rederivations: (await rederivation.listLately()).map(({ _id, because, counts, at, doneAt }) => ({
        ...{ rederivationId: _id, because, counts, at: at.toISOString() },
        ...(doneAt ? { doneAt: doneAt.toISOString() } : {}),
      })),
    }),
  }),
];
