import type { EscortService } from '../escort/escort-service.ts';
import { escortSchema, type EscortInput } from '../escort/escort.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { checkboxes, selectField, textField, type EnteredField, type Option } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { heading, type SendPage } from './console-frame.ts';
import { formEndpoints } from './form-page.ts';
import { backLink, filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { LANGUAGE_WORDS, optionsOf } from './words.ts';

interface Dependencies {
  escort: EscortService;
  /** Crossing points with Ukraine. */
  crossingOptions: readonly Option[];
}

type Field = (name: string, initial?: string | readonly string[]) => EnteredField;

const ZONES = optionsOf({ 'Europe/Kyiv': 'Kyiv', 'Europe/Warsaw': 'Warsaw' });

const escortFields = (field: Field, options: readonly Option[], now: Partial<EscortInput>): Html => html`
${textField({ ...field('name', now.name), label: 'Name', hint: 'As travellers will hear it: a first name is enough', required: true })}
${textField({ ...field('phone', now.phone), label: 'Phone', type: 'tel', hint: 'With country code. Kept sealed; no traveller sees it', required: true })}
${selectField({ ...field('language', now.language ?? 'uk'), label: 'Language of the calendar', options: optionsOf(LANGUAGE_WORDS) })}
${selectField({ ...field('zone', now.zone ?? 'Europe/Kyiv'), label: 'The clock of daily life', options: ZONES })}
${checkboxes({ ...field('crossingIds', now.crossingIds), label: 'Crossing points known', options, across: true })}`;

/** Entering an escort, and correcting one. Showing the number again is an act in the audit. */
export const escortFormEndpoints = (send: SendPage, { escort, crossingOptions }: Dependencies): Endpoint[] => [
  ...formEndpoints(send, {
    path: '/console/escorts/new',
    act: 'escort.create',
    schema: escortSchema,
    load: () => Promise.resolve(),
    render: (_, state) => ({
      title: 'New escort',
      section: 'escorts',
      body: html`${heading('New escort')}${filledForm(state, {
        action: '/console/escorts/new',
        submit: 'Enter the escort',
        body: (field) => escortFields(field, crossingOptions, {}),
        beside: backLink('/console/escorts', 'Back without saving'),
      })}`,
    }),
    run: async (act, input) => withNotice(`/console/escorts/${(await escort.create(act, input)).escortId}`, 'created'),
  }),
  ...formEndpoints(send, {
    path: '/console/escorts/:id/edit',
    act: 'escort.edit',
    schema: escortSchema,
    load: (call) => loadForEdit(escort, call),
    render: ({ escortId, ...now }, state) => ({
      title: `Edit ${now.name}`,
      section: 'escorts',
      body: html`${heading(`Edit ${now.name}`)}${filledForm(state, {
        action: `/console/escorts/${escortId}/edit`,
        submit: 'Save',
        body: (field) => escortFields(field, crossingOptions, now),
        beside: backLink(`/console/escorts/${escortId}`, 'Back without saving'),
      })}`,
    }),
    run: async (act, input, call) => {
      const id = parseParam(call.req, 'id');
      await escort.edit(act, id, input);
      return withNotice(`/console/escorts/${id}`, 'saved');
    },
  }),
];

async function loadForEdit(escort: EscortService, call: Call) {
  const view = await escort.get(parseParam(call.req, 'id'));
  // After a refusal the number stands in what was typed; it is not read a second time.
  if (call.req.method !== 'GET') return { ...view, phone: '' };
  return { ...view, ...(await escort.readPhone(call.act('escort.read-phone'), view.escortId)) };
}
