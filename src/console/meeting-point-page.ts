import type { z } from 'zod';
import type { MeetingPointService } from '../crossing/meeting-point-service.ts';
import { meetingPointSchema, shownOfPoint, type MeetingPoint } from '../crossing/meeting-point.ts';
import type { ActContext } from '../platform/act-context.ts';
import { nothing, type Call, type Endpoint } from '../platform/endpoint.ts';
import { radioGroup, selectField, textArea, textField, type EnteredField, type Option } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { facts, tag } from '../platform/parts.ts';
import { postForm } from '../platform/post-form.ts';
import { shownSchema } from '../platform/shown.ts';
import { heading, linkButton, type SendPage } from './console-frame.ts';
import { buttonEndpoint, formEndpoints, type FormState } from './form-page.ts';
import { backLink, filledForm } from './form-parts.ts';
import type { LoadNames, Names } from './names.ts';
import { withNotice } from './notices.ts';

interface Dependencies {
  meetingPoint: MeetingPointService;
  loadNames: LoadNames;
  crossingOptions: readonly Option[];
}

const PAGE = '/console/meeting-points';
type Field = (name: string, initial?: string) => EnteredField;

/** The exact spots where travellers are met, and who has verified them. */
export const meetingPointEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] => [
  {
    method: 'get',
    path: PAGE,
    handle: async (call) => {
      const points = await dependencies.meetingPoint.list();
      const names = await dependencies.loadNames();
      const body = html`${heading('Meeting points', linkButton(`${PAGE}/new`, 'New meeting point', 'main'))}
${points.length === 0 ? none : points.map((point) => renderPoint(point, names, call))}`;
      send(call, { title: 'Meeting points', section: 'places', body });
    },
  },
  ...formsOf(send, dependencies),
  pointButton(send, 'verify', shownSchema, (act, { req, input }) =>
    dependencies.meetingPoint.verify(act, parseParam(req, 'id'), input.shown),
  ),
  pointButton(send, 'retire', nothing, (act, { req }) => dependencies.meetingPoint.retire(act, parseParam(req, 'id'))),
];

const none = html`<p class="empty">No meeting point yet. Go there, find a spot that a stranger finds too, and describe it: slots need one.</p>`;

function renderPoint(point: MeetingPoint, names: Names, call: Call): Html {
  const { _id, name, description, example } = point;
  return html`<section class="card"><h2>${names.meetingPoint(_id)} ${example === true && tag('warn', 'invented example')}</h2>
<p>${description.en}</p><details><summary>${name} in Ukrainian and Russian</summary><p lang="uk">${description.uk}</p><p lang="ru">${description.ru}</p></details>
${facts([['Verified', names.verified(_id) ?? tag('stop', 'nobody yet: its slots cannot be opened')]])}
<div class="actions">${linkButton(`${PAGE}/${_id}/edit`, 'Edit')} ${postForm({ action: `${PAGE}/${_id}/verify`, keys: call.formKeys(), hidden: { shown: shownOfPoint(point) }, submit: 'I have verified it', tone: 'quiet', small: true })} ${postForm({ action: `${PAGE}/${_id}/retire`, keys: call.formKeys(), submit: 'Retire', tone: 'danger', small: true })}</div></section>`;
}

const SIDES = [
  { value: 'ukrainian', text: 'Ukrainian side', hint: 'after both borders; Kyiv time' },
  { value: 'polish', text: 'Polish side', hint: 'before the border; Warsaw time' },
];

const fields = (field: Field, crossings: readonly Option[], now?: MeetingPoint): Html => html`
${selectField({ ...field('crossingId', now?.crossingId), label: 'Crossing point', options: crossings, empty: 'Choose', required: true })}
${radioGroup({ ...field('side', now?.side), label: 'Which side', options: SIDES, required: true })}
${textField({ ...field('name', now?.name), label: 'Short name', hint: 'Such as: the yellow kiosk', required: true })}
${textArea({ ...field('descriptionEn', now?.description.en), label: 'How a stranger finds it, in English', required: true })}
${textArea({ ...field('descriptionUk', now?.description.uk), label: 'In Ukrainian', more: { lang: 'uk' }, required: true })}
${textArea({ ...field('descriptionRu', now?.description.ru), label: 'In Russian', more: { lang: 'ru' }, required: true })}`;

const formsOf = (send: SendPage, { meetingPoint, crossingOptions }: Dependencies): Endpoint[] => {
  const page = (state: FormState, title: string, action: string, now?: MeetingPoint) => ({
    title,
    section: 'places' as const,
    body: html`${heading(title)}${filledForm(state, {
      action,
      submit: 'Save the meeting point',
      body: (field) => fields(field, crossingOptions, now),
      beside: backLink(PAGE, 'Back without saving'),
    })}`,
  });
  return [
    ...formEndpoints(send, {
      path: `${PAGE}/new`,
      act: 'meeting-point.create',
      schema: meetingPointSchema,
      load: () => Promise.resolve(),
      render: (_, state) => page(state, 'New meeting point', `${PAGE}/new`),
      run: async (act, input) => {
        await meetingPoint.create(act, input);
        return withNotice(PAGE, 'created');
      },
    }),
    ...formEndpoints(send, {
      path: `${PAGE}/:id/edit`,
      act: 'meeting-point.edit',
      schema: meetingPointSchema,
      load: (call) => meetingPoint.get(parseParam(call.req, 'id')),
      render: (now, state) => page(state, 'Edit the meeting point', `${PAGE}/${now._id}/edit`, now),
      run: async (act, input, call) => {
        await meetingPoint.edit(act, parseParam(call.req, 'id'), input);
        return withNotice(PAGE, 'saved');
      },
    }),
  ];
};

const pointButton = <Input>(
  send: SendPage,
  act: 'verify' | 'retire',
  body: z.ZodType<Input>,
  run: (context: ActContext, call: Call<Input>) => Promise<unknown>,
): Endpoint =>
  buttonEndpoint(send, {
    path: `${PAGE}/:id/${act}`,
    act: `meeting-point.${act}`,
    body,
    section: 'places',
    back: () => PAGE,
    run: async (context, call) => {
      await run(context, call);
      return withNotice(PAGE, act === 'verify' ? 'verified' : 'retired');
    },
  });
