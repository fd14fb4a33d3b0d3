import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { checkboxes, selectField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import type { AssignService } from '../slot/assign-service.ts';
import { assignManySchema } from '../slot/slot-input.ts';
import { heading, link, type SendPage } from './console-frame.ts';
import { formEndpoints } from './form-page.ts';
import { backLink, filledForm } from './form-parts.ts';
import type { LoadNames, Names } from './names.ts';
import { withNotice } from './notices.ts';
import type { LoadSlotChoices } from './slot-desk.ts';
import { slotState, type ListSlotLines, type SlotLine } from './slot-line.ts';
import { weekField, weekOf } from './week.ts';
import { momentText } from './when.ts';

interface Dependencies {
  assign: AssignService;
  listLines: ListSlotLines;
  loadNames: LoadNames;
  loadChoices: LoadSlotChoices;
  clock: Clock;
}

const shown = z.object({ week: weekField });

/** One escort for many slots of a week at once: all of them, or none. */
export const assignManyEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] => {
  const weekFor = (day: string | undefined) => weekOf(day, dependencies.clock());
  return formEndpoints(send, {
    path: '/console/slots/assign',
    act: 'slot.assign-many',
    schema: z.strictObject({ ...assignManySchema.shape, ...shown.shape }),
    query: shown,
    load: async ({ input }) => {
      const week = weekFor(input.week);
      const lines = await dependencies.listLines({ from: week.from, to: week.to });
      const now = dependencies.clock();
      return {
        week,
        lines: lines.filter(({ slot }) => slot.status !== 'cancelled' && slot.from > now),
        names: await dependencies.loadNames(),
        choices: await dependencies.loadChoices(),
      };
    },
    render: ({ lines, names, choices, week: { days, before, after } }, state) => {
      const week = days[0] ?? '';
      return {
        title: 'Assign an escort to many',
        section: 'slots',
        body: html`${heading('Assign one escort to many slots')}
<p>${link(`?week=${before}`, '← week before')} · week of ${week} · ${link(`?week=${after}`, 'week after →')}</p>
${
  lines.length === 0
    ? html`<p class="empty">No slot ahead in this week. Go to the week after.</p>`
    : filledForm(state, {
        action: '/console/slots/assign',
        hidden: { week },
        submit: 'Assign to all that are ticked',
        body: (field) => html`
${selectField({ ...field('escortId'), label: 'Escort', options: choices.escorts, empty: 'Choose', required: true })}
${checkboxes({ ...field('slotIds'), label: 'Slots', options: lines.map((line) => ({ value: line.slot._id, text: lineText(line), hint: lineHint(line, names) })) })}`,
        beside: backLink(`/console/slots?week=${week}`, 'Back without assigning'),
      })
}`,
      };
    },
    run: async (act, { slotIds, escortId, week }) => {
      await dependencies.assign.assignMany(act, slotIds, escortId);
      return withNotice(`/console/slots?week=${weekFor(week).days[0] ?? ''}`, 'assigned');
    },
  });
};

const lineText = ({ slot }: SlotLine): string => momentText(slot.from, slot.zone);

const lineHint = (line: SlotLine, names: Names): Html =>
  html`${names.meetingPoint(line.slot.meetingPointId)} · ${line.slot.escortId === undefined ? '' : `${names.escort(line.slot.escortId)} · `}${slotState(line)[1]}`;
