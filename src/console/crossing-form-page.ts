import { z } from 'zod';
import { formatReference } from '../case-file/codes.ts';
import type { CrossingEventService, Recorded } from '../crossing/crossing-event-service.ts';
import { momentStart } from '../crossing/period.ts';
import type { EventPreview, EventPreviewService } from '../crossing/event-preview-service.ts';
import { EventChanged, type RecordedEvent } from '../crossing/recorded-event.ts';
import { correctEventSchema, endEventSchema, reportEventSchema } from '../crossing/entered-event.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { checkboxes, dateTimeFields, radioGroup, selectField, textArea, textField } from '../platform/form.ts';
import type { EnteredField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { note } from '../platform/parts.ts';
import { localDateTime } from '../platform/zone-time.ts';
import { caseAddress } from './case-cells.ts';
import { heading, type ConsolePage, type SendPage } from './console-frame.ts';
import { readForm } from './entered.ts';
import { formEndpoints, type FormState } from './form-page.ts';
import { backLink, filledForm } from './form-parts.ts';
import type { LoadNames } from './names.ts';
import { withNotice } from './notices.ts';
import { DESK_ZONE, periodText } from './when.ts';
import { APPLIES_WORDS, CAUSE_WORDS, DIRECTION_WORDS, EFFECT_WORDS, MODE_WORDS, optionsOf } from './words.ts';

export interface CrossingPageDependencies {
  crossingEvent: CrossingEventService;
  eventPreview: EventPreviewService;
  loadNames: LoadNames;
  allCrossings: readonly { value: string; text: string }[];
  clock: Clock;
}

const PAGE = '/console/crossings';
type Field = (name: string, initial?: string | readonly string[]) => EnteredField;

/** Where to go after an act, with the word whether everybody stands on To tell already. */
const afterRecorded = ({ swept }: Recorded): string =>
  withNotice(PAGE, swept?.done === true ? 'crossing-told' : 'crossing-recorded');

const EFFECTS = Object.entries(EFFECT_WORDS).map(([value, [text]]) => ({ value, text }));

/** A moment as a form shows it, on the desk's clock; nothing for an open end. */
const shown = (moment: string | null) =>
  moment === null ? { date: undefined, time: undefined } : localDateTime(momentStart(moment), DESK_ZONE);

function fields(field: Field, { allCrossings, clock }: CrossingPageDependencies, row?: RecordedEvent): Html {
  const event = row?.event;
  const from = event ? shown(event.from) : localDateTime(clock(), DESK_ZONE);
  const to = shown(event?.to ?? null);
  const published = shown(event?.publish?.from ?? null);
  return html`
${radioGroup({ ...field('effect', event?.effect), label: 'What happened', options: EFFECTS, required: true })}
${checkboxes({ ...field('crossings', event?.crossings), label: 'Which crossing points', options: allCrossings, across: true })}
${selectField({ ...field('direction', event?.direction ?? 'both'), label: 'Direction', options: optionsOf(DIRECTION_WORDS), required: true })}
${checkboxes({ ...field('modes', event?.modes ?? ['foot', 'car', 'bus']), label: 'How they cross', hint: 'Whom it concerns; of “open to some only”, those who may still pass', options: optionsOf(MODE_WORDS, ['foot', 'car', 'bus']), across: true })}
${selectField({ ...field('appliesTo', event?.appliesTo ?? 'everyone'), label: 'Whom it concerns', options: optionsOf(APPLIES_WORDS), required: true })}
${textField({ ...field('countries', event?.countries?.join(', ')), label: 'Of which countries', hint: 'Two letters each, as RU, BY; EU stands for the EU, Norway, Iceland, Liechtenstein and Switzerland. Empty for everybody.' })}
${dateTimeFields({ ...field('fromDate', from.date), label: 'Day' }, { ...field('fromTime', from.time), label: 'Time' }, 'From, on the clock of Warsaw')}
${dateTimeFields({ ...field('untilDate', to.date), label: 'Day' }, { ...field('untilTime', to.time), label: 'Time' }, 'Until, on the clock of Warsaw; empty while nobody knows')}
${!row && textArea({ ...field('again'), label: 'And again', hint: 'Where it holds more than once: a line for each further time, as 2026-12-02 22:00 – 2026-12-03 06:00. Each is told, corrected and ended by itself.' })}
${dateTimeFields({ ...field('publishDate', published.date), label: 'Day' }, { ...field('publishTime', published.time), label: 'Time' }, 'On her page from, on the clock of Warsaw; empty for at once. The desk goes by it at once')}
${selectField({ ...field('cause', event?.cause ?? 'unknown'), label: 'Why', options: optionsOf(CAUSE_WORDS), required: true })}
${textArea({ ...field('wording', event?.wording.en), label: 'What was said, in its own words', required: true })}
${textField({ ...field('source', event?.sources.join('; ')), label: 'Who says so, and how you know', required: true })}`;
}

/** The row she saw. After the refusal that names a newer one, that one: it is shown beside the form. */
function seqField(field: Field, row: RecordedEvent, { refusal }: FormState): Html {
  const changed = refusal instanceof EventChanged;
  const seen = changed ? undefined : field('seq').values[0];
  const { effect, wording } = row.event;
  return html`<input type="hidden" name="seq" value="${seen ?? String(row.seq)}">${
    changed &&
    note(
      'warn',
      html`<p>Stands now: ${EFFECT_WORDS[effect]?.[0] ?? effect}, ${periodText(row.event)}: “${wording.en}”</p>`,
    )
  }`;
}

const page = (title: string, form: Html): ConsolePage => ({
  title,
  section: 'crossings',
  body: html`${heading(title)}${form}`,
});

const how = { how: z.enum(['record', 'preview']).default('record') };
const newSchema = reportEventSchema.extend(how);
const previewButton = html`<button class="btn quiet" name="how" value="preview">Show first whom it would hit</button>`;

/** Who would stand on To tell, above the form as it was filled in. */
function renderPreview({ travellers, escorts }: EventPreview): Html {
  if (travellers.length + escorts.length === 0)
    return note('info', html`<p>As it stands below it would hit nobody who is booked. Nothing is recorded yet.</p>`);
  const families = travellers.map(
    ({ caseFileId, reference }) =>
      html`<li><a href="${caseAddress(caseFileId)}">${formatReference(reference)}</a></li>`,
  );
  return note(
    'warn',
    html`<h2>It would hit ${sayCount(travellers.length, 'family', 'families')} and ${sayCount(escorts.length, 'escort’s meeting', 'escorts’ meetings')}</h2>
<p>Nothing is recorded yet. Recorded as it stands below, they would stand on To tell:</p><ul>${families}</ul>`,
  );
}

const sayCount = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The forms: a new event, its correction, its end. */
export function crossingFormEndpoints(send: SendPage, dependencies: CrossingPageDependencies): Endpoint[] {
  const { crossingEvent, eventPreview, clock } = dependencies;
  const load = async (call: Call): Promise<RecordedEvent> => {
    const row = (await crossingEvent.listOfEvent(parseParam(call.req, 'id'))).at(-1);
    if (!row) throw new NotFound('crossing event');
    return row;
  };
  return [
    ...newEventForm(send, dependencies),
    ...followingForm(send, {
      ...{ verb: 'correct', title: 'Correct what was recorded', submit: 'Correct it and tell everybody' },
      ...{ schema: correctEventSchema.extend(how), load },
      body: (field, row, state) => html`${seqField(field, row, state)}${fields(field, dependencies, row)}`,
      record: (act, eventId, input) => crossingEvent.correct(act, eventId, input),
      preview: (eventId, input) => eventPreview.ofCorrection(eventId, input),
    }),
    ...followingForm(send, {
      ...{ verb: 'end', title: 'It is over', submit: 'End it and tell everybody' },
      ...{ schema: endEventSchema.extend(how), load },
      body: (field, row, state) => endFields(field, row, state, clock()),
      record: (act, eventId, input) => crossingEvent.end(act, eventId, input),
      preview: (eventId, input) => eventPreview.ofEnd(eventId, input),
    }),
  ];
}

const form = (state: FormState, action: string, submit: string, body: (field: Field) => Html): Html =>
  filledForm(state, { action, submit, body, beside: html`${previewButton} ${backLink(PAGE, 'Back without saving')}` });

/** The form as it was sent, to be sent again. */
const asSent = (call: Call): FormState => ({
  entered: { values: readForm(call), problems: [] },
  keys: call.formKeys(),
});

function newEventForm(send: SendPage, dependencies: CrossingPageDependencies): Endpoint[] {
  const { crossingEvent, eventPreview } = dependencies;
  const render = (state: FormState, before?: Html): ConsolePage =>
    page(
      'Close, restrict or reopen a crossing',
      html`${before}${form(state, `${PAGE}/new`, 'Record it and tell everybody', (field) =>
        fields(field, dependencies),
      )}`,
    );
  return formEndpoints(send, {
    path: `${PAGE}/new`,
    act: 'crossing-event.create',
    schema: newSchema,
    load: () => Promise.resolve(),
    render: (_, state) => render(state),
    run: async (act, { how: asked, ...input }, call) =>
      asked === 'preview'
        ? render(asSent(call), renderPreview(await eventPreview.ofNew(input)))
        : afterRecorded(await crossingEvent.report(act, input)),
  });
}

interface Following<Input extends { how: 'record' | 'preview' }> {
  verb: 'correct' | 'end';
  title: string;
  submit: string;
  schema: z.ZodType<Input>;
  load: (call: Call) => Promise<RecordedEvent>;
  body: (field: Field, row: RecordedEvent, state: FormState) => Html;
  record: (act: ActContext, eventId: string, input: Omit<Input, 'how'>) => Promise<Recorded>;
  preview: (eventId: string, input: Omit<Input, 'how'>) => Promise<EventPreview>;
}

/** The form of a further row of an event: recorded, or shown first whom it would hit. */
function followingForm<Input extends { how: 'record' | 'preview' }>(
  send: SendPage,
  { verb, title, submit, schema, load, body, record, preview }: Following<Input>,
): Endpoint[] {
  const render = (row: RecordedEvent, state: FormState, before?: Html): ConsolePage =>
    page(
      title,
      html`${before}${form(state, `${PAGE}/${row.eventId}/${verb}`, submit, (field) => body(field, row, state))}`,
    );
  return formEndpoints(send, {
    path: `${PAGE}/:id/${verb}`,
    act: `crossing-event.${verb}`,
    schema,
    load,
    render: (row, state) => render(row, state),
    run: async (act, { how: asked, ...input }, call) => {
      const eventId = parseParam(call.req, 'id');
      if (asked === 'record') return afterRecorded(await record(act, eventId, input));
      return render(await load(call), asSent(call), renderPreview(await preview(eventId, input)));
    },
  });
}

function endFields(field: Field, row: RecordedEvent, state: FormState, at: Date): Html {
  const now = localDateTime(at, DESK_ZONE);
  return html`${seqField(field, row, state)}<p>“${row.event.wording.en}”</p>
${dateTimeFields({ ...field('endedDate', now.date), label: 'Day' }, { ...field('endedTime', now.time), label: 'Time' }, 'Since when, on the clock of Warsaw')}
${textField({ ...field('source'), label: 'Who says so, and how you know', required: true })}`;
}
