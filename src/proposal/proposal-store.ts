import { Schema, type Connection } from 'mongoose';
import { NotFound } from '../platform/domain-error.ts';
import type { Proposal } from './proposal.ts';

const reason = new Schema({ code: String, crossing: String, eventId: String }, { _id: false });
const proposalSchema = new Schema(
  {
    _id: String,
    caseFileId: String,
    bookingId: String,
    slotId: String,
    toSlotId: String,
    toBookingId: String,
    path: Schema.Types.Mixed,
    reasons: [reason],
    status: String,
    open: Boolean,
    at: Date,
    endsAt: Date,
    decidedAt: Date,
    decidedBy: String,
    was: Schema.Types.Mixed,
  },
  { autoIndex: false, versionKey: false },
)
  // The second lock on the door: one open proposal a booking.
  .index({ bookingId: 1 }, { unique: true, partialFilterExpression: { open: true } })
  .index({ open: 1, at: 1 }, { partialFilterExpression: { open: true } })
  .index({ decidedAt: 1 });

export type ProposalStore = ReturnType<typeof createProposalStore>;

export function createProposalStore(connection: Connection) {
  const proposals = connection.model('Proposal', proposalSchema, 'proposals');
  return {
    get: async (id: string): Promise<Proposal> => {
      const proposal = await proposals.findById(id).lean<Proposal>();
      if (!proposal) throw new NotFound('proposal');
      return proposal;
    },
    findOpenOf: async (bookingId: string): Promise<Proposal | undefined> =>
      (await proposals.findOne({ bookingId, open: true }).lean<Proposal>()) ?? undefined,
    /** Those that nobody has decided, the oldest first. */
    listOpen: (): Promise<Proposal[]> => proposals.find({ open: true }).sort({ at: 1 }).lean<Proposal[]>(),
    /** Decided in `[from, to)`, the newest first. */
    listDecided: (from: Date, to: Date): Promise<Proposal[]> =>
      proposals
        .find({ decidedAt: { $gte: from, $lt: to } })
        .sort({ decidedAt: -1 })
        .lean<Proposal[]>(),
    insert: async (proposal: Proposal): Promise<void> => {
      await proposals.insertMany([proposal], { lean: true });
    },
    /** Of a proposal whose case file this transaction has locked. */
    decide: async (
      id: string,
      change: Pick<Proposal, 'status' | 'decidedAt' | 'decidedBy'> & Pick<Partial<Proposal>, 'was'>,
    ): Promise<void> => {
      await proposals.updateOne({ _id: id }, { $set: change, $unset: { open: 1 } });
    },
  };
}
