import { z } from 'zod';
import { RECORDED_STATES } from '../case-file/case-state.ts';
import { progressSchema, type ProgressService } from '../case-file/progress-service.ts';
import { dayField } from '../platform/day-fields.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { dateTimeFields, radioGroup, textField } from '../platform/form.ts';
import { html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { localDateTime, resolveLocal } from '../platform/zone-time.ts';
import { caseAddress } from './case-cells.ts';
import type { LoadCaseDesk } from './case-desk.ts';
import { backToCase, caseFormEndpoints, casePage } from './case-form.ts';
import type { SendPage } from './console-frame.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { DESK_ZONE } from './when.ts';
import { optionsOf, PROGRESS_WORDS } from './words.ts';

const schema = z.strictObject({
  state: progressSchema.shape.state,
  saidBy: progressSchema.shape.saidBy,
  date: dayField,
  time: z.iso.time({ precision: -1 }),
});

interface Dependencies {
  progress: ProgressService;
  loadCase: LoadCaseDesk;
}

/** Where she is on her way: who said so, and when. */
export const caseProgressEndpoints = (send: SendPage, { progress, loadCase }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/progress',
    act: 'case-file.record-progress',
    schema,
    load: loadCase,
    render: (desk, state) => {
      const allowed = RECORDED_STATES.filter((each) => desk.view.nextStates.includes(each));
      const now = localDateTime(desk.now, DESK_ZONE);
      return casePage(
        desk,
        'Record how far she is',
        filledForm(state, {
          action: `${caseAddress(desk.view.caseFileId)}/progress`,
          submit: 'Record it',
          body: (field) => html`
${radioGroup({ ...field('state', allowed.length === 1 ? allowed[0] : undefined), label: 'What happened', options: optionsOf(PROGRESS_WORDS, allowed), required: true })}
${textField({ ...field('saidBy'), label: 'Who said so', hint: 'She, the escort, the office in Kyiv: and how', required: true })}
${dateTimeFields({ ...field('date', now.date), label: 'Day' }, { ...field('time', now.time), label: 'Time' }, 'When, on the clock of Warsaw')}`,
          beside: backToCase(desk.view.caseFileId),
        }),
      );
    },
    run: async (act, { state, saidBy, date, time }, call) => {
      const id = parseParam(call.req, 'id');
      const at = resolveLocal({ date, time, zone: DESK_ZONE }).instant.toISOString();
      await progress.recordProgress(act, id, { state, saidBy, at });
      return withNotice(caseAddress(id), 'progress');
    },
  });
