import { z } from 'zod';
import type { CrossingNow, PassageNow } from '../crossing/crossing-now.ts';
import type { Direction } from '../crossing/crossing.ts';
import type { ObservationService } from '../crossing/observation-service.ts';
import { checkInputSchema, waitInputSchema } from '../crossing/observation.ts';
import { sayMinutes } from '../itinerary/phrases.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { dateTimeFields, radioGroup, textField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { card, facts, table, tag } from '../platform/parts.ts';
import { localDateTime } from '../platform/zone-time.ts';
import { heading, linkButton, type SendPage } from './console-frame.ts';
import { formEndpoints, type FormState } from './form-page.ts';
import { backLink, filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { DESK_ZONE, momentText, sinceText } from './when.ts';
import { DIRECTION_WORDS, MODE_WORDS, optionsOf, STATUS_WORDS } from './words.ts';

interface Dependencies {
  observation: ObservationService;
  clock: Clock;
}

const PAGE = '/console/crossings/now';
const BORDERS = [
  ['PL-UA', 'Into Ukraine', 'to-UA'],
  ['BY-PL', 'From Belarus', 'to-PL'],
  ['RU-PL', 'From Kaliningrad', 'to-PL'],
] as const;

/** Every crossing point as it is now: who may pass, who says so and how old that is, and how long people wait. */
export function crossingNowEndpoints(send: SendPage, { observation, clock }: Dependencies): Endpoint[] {
  const show: Endpoint = {
    method: 'get',
    path: PAGE,
    handle: async (call) => {
      const now = clock();
      const all = await observation.listNow();
      const body = html`${heading('All crossings now', linkButton('/console/crossings', 'What was recorded'))}
<p class="soft">As of ${momentText(now, DESK_ZONE)}. A rule for some, such as citizens of Russia, stands here as restricted or closed.</p>
${BORDERS.map(([border, title, hers]) =>
  borderCard(
    all.filter(({ crossing }) => crossing.border === border),
    { id: border.toLowerCase(), title, hers, now },
  ),
)}`;
      send(call, { title: 'All crossings now', section: 'crossings', body });
    },
  };
  return [show, ...observingForms(send, { observation, clock })];
}

interface BorderParts {
  id: string;
  title: string;
  /** The direction of her way. */
  hers: Direction;
  now: Date;
}

const borderCard = (rows: readonly CrossingNow[], { id, title, hers, now }: BorderParts): Html =>
  card({
    id,
    title,
    body: table({
      rows,
      empty: 'None in the data.',
      columns: [
        { head: 'Crossing point', cell: (row) => renderName(row, now) },
        { head: 'Her way', cell: (row) => renderPassages(row, (direction) => direction === hers) },
        { head: 'The way back', cell: (row) => renderPassages(row, (direction) => direction !== hers) },
        { head: 'Waits of three days', cell: (row) => renderWaits(row, now) },
        {
          head: '',
          cell: ({ crossing }) =>
            html`${linkButton(address('check', crossing.id), 'I looked')} ${linkButton(address('wait', crossing.id), 'A wait')}`,
        },
      ],
    }),
  });

const address = (form: 'check' | 'wait', crossing: string): string =>
  `/console/crossings/${form}?crossing=${encodeURIComponent(crossing)}`;

const renderName = ({ crossing, lastCheck }: CrossingNow, now: Date): Html =>
  html`<b>${crossing.names.en}</b>${
    lastCheck &&
    html`<br><span class="soft">${lastCheck.by} looked, ${sinceText(lastCheck.at, now)}: ${lastCheck.source}</span>`
  }`;

/** One line for all ways of crossing of which the same holds. */
function renderPassages({ passages }: CrossingNow, isAsked: (direction: Direction) => boolean): Html {
  const alike = Map.groupBy(
    passages.filter(({ direction }) => isAsked(direction)),
    ({ status: { status, event, checked } }) => `${status} ${event?.id ?? ''} ${checked ?? ''}`,
  );
  if (alike.size === 0) return html`<span class="soft">nobody</span>`;
  return html`${[...alike.values()].map((same) => html`<div>${renderAlike(same)}</div>`)}`;
}

function renderAlike(same: readonly PassageNow[]): Html {
  const [first] = same;
  if (!first) return html``;
  const { status, event, checked, isOld } = first.status;
  const [text, tone] = STATUS_WORDS[status];
  const modes = same.map(({ mode }) => MODE_WORDS[mode] ?? mode).join(', ');
  const age = checked === null ? 'no date on its source' : `as of ${checked.slice(0, 10)}`;
  return html`${modes} ${tag(tone, text)} ${isOld && tag('warn', 'look again')}<br><span class="soft small">${event?.wording.en.replace(/\.$/, '') ?? 'By its ordinary rules'}; ${age}</span>`;
}

function renderWaits({ passages }: CrossingNow, now: Date): Html {
  const reported = passages.flatMap(({ direction, mode, wait }) => (wait ? [{ direction, mode, wait }] : []));
  if (reported.length === 0) return html`<span class="soft">fewer than three reports</span>`;
  return html`${reported.map(
    ({ direction, mode, wait }) =>
      html`<div>${DIRECTION_WORDS[direction]}, ${MODE_WORDS[mode]}: <b>${sayMinutes(wait.median, 'en')}</b> of ${String(wait.count)}<br><span class="soft small">newest ${sayMinutes(wait.newest.minutes, 'en')}, ${sinceText(wait.newest.at, now)}</span></div>`,
  )}`;
}

const chosen = z.strictObject({ crossing: z.string().max(60) });

function observingForms(send: SendPage, { observation, clock }: Dependencies): Endpoint[] {
  const load = async ({ input }: { input: z.infer<typeof chosen> }): Promise<CrossingNow> => {
    const found = (await observation.listNow()).find(({ crossing }) => crossing.id === input.crossing);
    if (!found) throw new NotFound('crossing point');
    return found;
  };
  const hidden = ({ crossing }: CrossingNow): Html =>
    html`<input type="hidden" name="crossing" value="${crossing.id}">`;
  const back = backLink(PAGE, 'Back without saving');
  return [
    ...formEndpoints(send, {
      ...{
        path: '/console/crossings/check',
        act: 'crossing-check.create',
        schema: checkInputSchema,
        query: chosen,
        load,
      },
      render: (row, state) => ({
        ...{ title: 'I looked', section: 'crossings' },
        body: html`${heading(`${row.crossing.names.en}: all that stands here holds`)}${facts([
          ['Her way', renderPassages(row, () => true)],
        ])}${filledForm(state, {
          ...{ action: '/console/crossings/check', submit: 'It holds', beside: back },
          body: (field) =>
            html`${hidden(row)}${textField({ ...field('source'), label: 'Where you looked, or whom you asked', required: true })}`,
        })}`,
      }),
      run: async (act, input) => {
        await observation.check(act, input);
        return withNotice(PAGE, 'crossing-checked');
      },
    }),
    ...formEndpoints(send, {
      ...{ path: '/console/crossings/wait', act: 'crossing-wait.create', schema: waitInputSchema, query: chosen, load },
      render: (row, state) => ({
        ...{ title: 'A wait', section: 'crossings' },
        body: html`${heading(`${row.crossing.names.en}: how long somebody waited`)}${waitForm(row, state, { back, at: clock(), hidden: hidden(row) })}`,
      }),
      run: async (act, input) => {
        await observation.reportWait(act, input);
        return withNotice(PAGE, 'wait-noted');
      },
    }),
  ];
}

function waitForm(
  { passages }: CrossingNow,
  state: FormState,
  { back, at, hidden }: { back: Html; at: Date; hidden: Html },
): Html {
  const now = localDateTime(at, DESK_ZONE);
  const directions = [...new Set(passages.map(({ direction }) => direction))];
  return filledForm(state, {
    ...{ action: '/console/crossings/wait', submit: 'Note it', beside: back },
    body: (field) => html`${hidden}
${radioGroup({ ...field('direction', directions[0]), label: 'Which way', options: optionsOf(DIRECTION_WORDS, directions), required: true })}
${radioGroup({ ...field('mode', 'foot'), label: 'How they crossed', options: optionsOf(MODE_WORDS, ['foot', 'bus', 'car']), required: true })}
${textField({ ...field('minutes'), label: 'Minutes from the end of the queue to the other side', required: true })}
${dateTimeFields({ ...field('seenDate', now.date), label: 'Day' }, { ...field('seenTime', now.time), label: 'Time' }, 'When that was, on the clock of Warsaw')}
${textField({ ...field('source'), label: 'Who says so, and how you know', required: true })}`,
  });
}
