import { z } from 'zod';
import { placeSchema } from '../case-file/place.ts';
import type { PlaceService } from '../case-file/place-service.ts';
import { dayField } from '../platform/day-fields.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { dateTimeFields, radioGroup, textField, type Option } from '../platform/form.ts';
import { html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { localDateTime, resolveLocal } from '../platform/zone-time.ts';
import { caseAddress } from './case-cells.ts';
import type { CaseDesk, LoadCaseDesk } from './case-desk.ts';
import { backToCase, caseFormEndpoints, casePage } from './case-form.ts';
import type { SendPage } from './console-frame.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { DESK_ZONE } from './when.ts';

const schema = placeSchema.omit({ at: true }).extend({ date: dayField, time: z.iso.time({ precision: -1 }) });

interface Dependencies {
  place: PlaceService;
  loadCase: LoadCaseDesk;
  /** The rides and borders of her path, as they are chosen from. */
  listPlaces: (view: CaseDesk['view']) => readonly Option[];
}

/** Where somebody on the road is now: her times count from there. */
export const casePlaceEndpoints = (send: SendPage, { place, loadCase, listPlaces }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/place',
    act: 'case-file.record-place',
    schema,
    load: loadCase,
    render: (desk, state) => {
      const now = localDateTime(desk.now, DESK_ZONE);
      return casePage(
        desk,
        'Record where she is',
        filledForm(state, {
          action: `${caseAddress(desk.view.caseFileId)}/place`,
          submit: 'Record it',
          body: (field) => html`
${radioGroup({ ...field('stageKey'), label: 'Where she is now', options: listPlaces(desk.view), required: true })}
${textField({ ...field('saidBy'), label: 'Who said so', hint: 'She, a fellow traveller, the escort: and how', required: true })}
${dateTimeFields({ ...field('date', now.date), label: 'Day' }, { ...field('time', now.time), label: 'Time' }, 'Since when, on the clock of Warsaw')}`,
          beside: backToCase(desk.view.caseFileId),
        }),
      );
    },
    run: async (act, { stageKey, saidBy, date, time }, call) => {
      const id = parseParam(call.req, 'id');
      const at = resolveLocal({ date, time, zone: DESK_ZONE }).instant.toISOString();
      await place.recordPlace(act, id, { stageKey, saidBy, at });
      return withNotice(caseAddress(id), 'place');
    },
  });
