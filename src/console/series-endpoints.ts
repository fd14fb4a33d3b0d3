import { z } from 'zod';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import { parseInput, parseParam } from '../platform/parse.ts';
import { table } from '../platform/parts.ts';
import { postForm } from '../platform/post-form.ts';
import { clockName } from '../platform/zone-time.ts';
import type { SeriesService, Untouched } from '../slot/series-service.ts';
import { seriesSchema, type Series, type SeriesInput } from '../slot/series.ts';
import { heading, linkButton, type SendPage } from './console-frame.ts';
import { buttonEndpoint, formEndpoints, type AfterAct, type FormState } from './form-page.ts';
import { backLink, filledForm } from './form-parts.ts';
import type { LoadNames, Names } from './names.ts';
import { withNotice, type Notice } from './notices.ts';
import { seriesFields, untouchedPage, WEEKDAYS } from './series-page.ts';
import type { LoadSlotChoices } from './slot-desk.ts';
import type { SlotChoices } from './slot-fields.ts';

interface Dependencies {
  series: SeriesService;
  loadNames: LoadNames;
  loadChoices: LoadSlotChoices;
}

const PAGE = '/console/series';

/** A form has one field for all times; everything else is as the series wants it. */
const formSchema = z.strictObject({ ...seriesSchema.shape, localTimes: z.string().max(100) });
const toInput = ({ localTimes, ...rest }: z.infer<typeof formSchema>): SeriesInput =>
  parseInput(seriesSchema, { ...rest, localTimes: localTimes.split(/[\s,;]+/).filter(Boolean) });

/** Slots that come again. */
export const seriesEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] => [
  {
    method: 'get',
    path: PAGE,
    handle: async (call) => {
      const rows = await dependencies.series.list();
      const body = html`${heading('Series', linkButton(`${PAGE}/new`, 'New series', 'main'))}
<p class="soft">Planned into slots four weeks ahead, each day anew. What a person changed, and what is booked, stays.</p>
<section class="card">${renderRows(rows, await dependencies.loadNames(), call)}</section>`;
      send(call, { title: 'Series', section: 'slots', body });
    },
  },
  ...newEndpoints(send, dependencies),
  ...editEndpoints(send, dependencies),
  buttonEndpoint(send, {
    path: `${PAGE}/:id/retire`,
    act: 'series.retire',
    section: 'slots',
    back: () => PAGE,
    run: async (act, call) => {
      const { untouched } = await dependencies.series.retire(act, parseParam(call.req, 'id'));
      return afterChange('The series is retired', untouched, 'retired');
    },
  }),
];

const afterChange = (title: string, untouched: readonly Untouched[], notice: Notice): AfterAct =>
  untouched.length === 0 ? withNotice(PAGE, notice) : untouchedPage(title, untouched);

const renderRows = (rows: readonly Series[], names: Names, call: Call): Html =>
  table({
    rows,
    empty: html`No series yet. <a href="/console/series/new">Plan one</a>: a meeting point, the weekdays, the times, an escort.`,
    columns: [
      {
        head: 'Where',
        cell: ({ _id, meetingPointId }) =>
          html`<a href="/console/series/${_id}/edit">${names.meetingPoint(meetingPointId)}</a><br><span class="soft small">Verified ${names.verified(meetingPointId) ?? 'by nobody'}</span>`,
      },
      {
        head: 'Days',
        cell: ({ weekdays }) =>
          [...weekdays]
            .sort()
            .map((day) => WEEKDAYS[day])
            .join(', '),
      },
      { head: 'Times', cell: ({ localTimes, zone }) => `${localTimes.join(', ')} ${clockName(zone, 'en')}` },
      { head: 'Seats', cell: ({ capacity }) => capacity, numeric: true },
      { head: 'Escort', cell: ({ escortId }) => (escortId === undefined ? 'nobody' : names.escort(escortId)) },
      { head: 'Valid', cell: ({ validFrom, validTo }) => `${validFrom} to ${validTo}` },
      {
        head: '',
        cell: ({ _id }) =>
          postForm({
            action: `${PAGE}/${_id}/retire`,
            keys: call.formKeys(),
            submit: 'Retire',
            tone: 'danger',
            small: true,
          }),
      },
    ],
  });

const formPage = (title: string, action: string, state: FormState, choices: SlotChoices, now?: Series) => ({
  title,
  section: 'slots' as const,
  body: html`${heading(title)}${filledForm(state, {
    action,
    submit: 'Save and plan',
    body: (field) => seriesFields(field, choices, now),
    beside: backLink(PAGE, 'Back without saving'),
  })}`,
});

const newEndpoints = (send: SendPage, { series, loadChoices }: Dependencies): Endpoint[] =>
  formEndpoints(send, {
    path: `${PAGE}/new`,
    act: 'series.create',
    schema: formSchema,
    load: () => loadChoices(),
    render: (choices, state) => formPage('New series', `${PAGE}/new`, state, choices),
    run: async (act, input) => {
      await series.create(act, toInput(input));
      return withNotice(PAGE, 'created');
    },
  });

const editEndpoints = (send: SendPage, { series, loadChoices }: Dependencies): Endpoint[] =>
  formEndpoints(send, {
    path: `${PAGE}/:id/edit`,
    act: 'series.edit',
    schema: formSchema,
    load: async (call) => ({ now: await series.get(parseParam(call.req, 'id')), choices: await loadChoices() }),
    render: ({ now, choices }, state) => formPage('Edit the series', `${PAGE}/${now._id}/edit`, state, choices, now),
    run: async (act, input, call) => {
      const { untouched } = await series.edit(act, parseParam(call.req, 'id'), toInput(input));
      return afterChange('The series is changed', untouched, 'saved');
    },
  });
