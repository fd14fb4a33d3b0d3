import { z } from 'zod';
import { formatReference } from '../case-file/codes.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { facts } from '../platform/parts.ts';
import { postForm } from '../platform/post-form.ts';
import { acceptSchema, type ProposalService } from '../proposal/proposal-service.ts';
import type { Proposal } from '../proposal/proposal.ts';
import type { Slot } from '../slot/slot.ts';
import { bothOrNeither, BOTH } from './case-book-page.ts';
import { caseAddress } from './case-cells.ts';
import { heading, type SendPage } from './console-frame.ts';
import { formEndpoints } from './form-page.ts';
import { backLink, filledForm } from './form-parts.ts';
import type { LoadNames, Names } from './names.ts';
import { withNotice } from './notices.ts';
import { acknowledgement, sayPath } from './slot-choice.ts';
import { DESK_ZONE, momentText } from './when.ts';

interface Dependencies {
  proposal: ProposalService;
  stores: {
    caseFiles: { findMany: (ids: readonly string[]) => Promise<{ _id: string; reference: string }[]> };
    slots: { findMany: (ids: readonly string[]) => Promise<Slot[]> };
  };
  loadNames: LoadNames;
}

interface Loaded {
  proposal: Proposal;
  reference: string;
  from: Slot | undefined;
  to: Slot | undefined;
  names: Names;
}

const schema = acceptSchema.extend({ seen: z.literal('yes').optional() }).refine(bothOrNeither, BOTH);

/** One proposal: how it is, how it would be, and the two buttons. */
export const proposalAcceptEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] =>
  formEndpoints(send, {
    path: '/console/proposals/:id/accept',
    act: 'proposal.accept',
    schema,
    load: (call) => load(dependencies, parseParam(call.req, 'id')),
    render: (loaded, state, call) => {
      const address = `/console/proposals/${loaded.proposal._id}`;
      const body = html`${heading(`A proposal for ${formatReference(loaded.reference)}`)}
<p class="lead">Call her before you accept it: her page and the escorts’ calendars change at once.</p>
${renderProposal(loaded)}
${filledForm(state, {
  ...{ action: `${address}/accept`, submit: 'Accept it', beside: backLink('/console/wrong', 'Back without deciding') },
  body: (field) => acknowledgement(field, state.refusal),
})}
<div class="actions">${postForm({ action: `${address}/refuse`, keys: call.formKeys(), submit: 'Refuse it and give the seats back', tone: 'quiet' })}</div>`;
      return { title: 'A proposal', section: 'crossings', body };
    },
    run: async (act, { acknowledgedReason }, call) => {
      await dependencies.proposal.accept(act, parseParam(call.req, 'id'), { acknowledgedReason });
      return withNotice('/console/wrong', 'proposal-accepted');
    },
  });

async function load({ proposal, stores, loadNames }: Dependencies, id: string): Promise<Loaded> {
  const found = [...(await proposal.listOpen()), ...(await proposal.listDecided())].find(({ _id }) => _id === id);
  if (!found) throw new NotFound('proposal');
  const [family] = await stores.caseFiles.findMany([found.caseFileId]);
  const slots = new Map((await stores.slots.findMany([found.slotId, found.toSlotId])).map((slot) => [slot._id, slot]));
  return {
    ...{ proposal: found, reference: family?.reference ?? '', names: await loadNames() },
    ...{ from: slots.get(found.slotId), to: slots.get(found.toSlotId) },
  };
}

function renderProposal({ proposal, from, to, names }: Loaded): Html {
  const meeting = (slot: Slot | undefined) =>
    slot && html`${momentText(slot.from, slot.zone)}, ${names.meetingPoint(slot.meetingPointId)}`;
  return facts([
    ['Family', html`<a href="${caseAddress(proposal.caseFileId)}">her case file</a>`],
    ['Booked now', meeting(from)],
    ['Proposed', proposal.slotId === proposal.toSlotId ? 'the same meeting' : meeting(to)],
    ['Her way there', sayPath({ choice: proposal.path, risks: [] }, names)],
    ['Seats held until', momentText(proposal.endsAt, DESK_ZONE)],
  ]);
}
