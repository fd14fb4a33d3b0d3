import type { Clock } from '../platform/clock.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { DomainError } from '../platform/domain-error.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { card, note, table } from '../platform/parts.ts';
import { postForm, type FormKeys } from '../platform/post-form.ts';
import type { NotificationService, ToTell } from '../notification/notification-service.ts';
import { caseLink } from './case-cells.ts';
import { heading, type ConsolePage, type SendPage } from './console-frame.ts';
import type { LoadNames, Names } from './names.ts';
import { withNotice } from './notices.ts';
import { wasAndNow } from './was-and-now.ts';
import { sinceText } from './when.ts';
import { TELL_WORDS } from './words.ts';

interface Dependencies {
  notification: NotificationService;
  loadNames: LoadNames;
  clock: Clock;
}

const PAGE = '/console/to-tell';

/** Whom to phone, each ticked off in the name of whoever told. */
export const toTellEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] => [
  {
    method: 'get',
    path: PAGE,
    handle: async (call) => send(call, await buildPage(dependencies, call)),
  },
  {
    method: 'post',
    path: `${PAGE}/:id/told`,
    handle: async (call) => {
      try {
        await dependencies.notification.markTold(call.act('notification.tell'), parseParam(call.req, 'id'));
        call.res.redirect(303, withNotice(PAGE, 'told'));
      } catch (error) {
        if (!(error instanceof DomainError) || error.status === 404) throw error;
        send(call, await buildPage(dependencies, call, error.detail), error.status);
      }
    },
  },
];

async function buildPage(
  { notification, loadNames, clock }: Dependencies,
  call: Call,
  refused?: string,
): Promise<ConsolePage> {
  const lines = await notification.listToTell();
  const body = html`${heading('To tell')}${refused !== undefined && note('warn', html`<p role="alert">${refused}</p>`)}
${card({
  id: 'lines',
  title: lines.length === 0 ? 'Nobody waits for a call' : `${lines.length} to call, the nearest meeting first`,
  body: renderLines(lines, await loadNames(), clock(), () => call.formKeys()),
})}`;
  return { title: 'To tell', section: 'tell', body };
}

const renderLines = (lines: readonly ToTell[], names: Names, now: Date, newKeys: () => FormKeys): Html =>
  table({
    rows: lines,
    empty: 'Everybody knows. What is changed, moved or cancelled stands here until somebody has told it.',
    columns: [
      { head: 'Whom', cell: (line) => whom(line, names) },
      {
        head: 'What',
        cell: (line) => html`<b>${TELL_WORDS[line.notification.about]}</b><br>${wasAndNow(line, names)}`,
      },
      { head: 'Since', cell: ({ notification }) => sinceText(notification.at, now) },
      { head: '', cell: ({ notification }) => tick(notification, newKeys()) },
    ],
  });

function whom({ notification: { audience, escortId }, caseFile }: ToTell, names: Names): Html {
  const about = caseFile && caseLink({ ...caseFile, caseFileId: caseFile._id });
  if (audience === 'traveller') return html`traveller ${about}`;
  return html`escort <a href="/console/escorts/${escortId}">${names.escort(escortId ?? '')}</a>${about && html`<br><span class="small">of ${about}</span>`}`;
}

const tick = ({ _id, audience }: ToTell['notification'], keys: FormKeys): Html =>
  postForm({
    action: `${PAGE}/${_id}/told`,
    keys,
    submit: audience === 'traveller' ? 'I told her' : 'I told the escort',
    tone: 'quiet',
    small: true,
  });
