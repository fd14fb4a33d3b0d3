import type { ToTell } from '../notification/notification-service.ts';
import { html, type Html } from '../platform/html.ts';
import { table, tag } from '../platform/parts.ts';
import { postForm, type FormKeys } from '../platform/post-form.ts';
import { caseLink } from './case-cells.ts';
import { linkButton } from './console-frame.ts';
import type { Names } from './names.ts';
import type { SayCrossing } from './told-crossing.ts';
import { wasAndNow } from './was-and-now.ts';
import { sinceText } from './when.ts';
import { TELL_WORDS } from './words.ts';

export const TO_TELL = '/console/to-tell';

export interface Shown {
  names: Names;
  sayCrossing: SayCrossing;
  now: Date;
  /** The name of whoever looks at the page. */
  me: string;
  newKeys: () => FormKeys;
}

const EMPTY = 'Everybody knows. What is changed, moved or cancelled stands here until somebody has told it.';

/** Whom to phone, about what, what was tried, and who is on the phone just now. */
export const renderLines = (lines: readonly ToTell[], shown: Shown): Html =>
  table({
    rows: lines,
    empty: EMPTY,
    columns: [
      { head: 'Whom', cell: (line) => whom(line, shown.names) },
      { head: 'What', cell: (line) => whatLine(line, shown) },
      { head: 'How', cell: reachText },
      { head: 'Since', cell: ({ notification }) => sinceText(notification.at, shown.now) },
      { head: 'Calls', cell: (line) => callsCell(line, shown) },
      { head: '', cell: (line) => acts(line, shown) },
    ],
  });

function whom({ notification: { audience, escortId }, caseFile }: ToTell, names: Names): Html {
  const about = caseFile && caseLink({ ...caseFile, caseFileId: caseFile._id });
  const kept = caseFile?.keeper && html`<br><span class="small">kept by ${caseFile.keeper.name}</span>`;
  if (audience === 'traveller') return html`traveller ${about}${kept}`;
  return html`escort <a href="/console/escorts/${escortId}">${names.escort(escortId ?? '')}</a>${about && html`<br><span class="small">of ${about}</span>`}${kept}`;
}

export function whatLine(line: ToTell, { names, sayCrossing }: Pick<Shown, 'names' | 'sayCrossing'>): Html {
  const crossing = sayCrossing(line);
  return html`<b>${TELL_WORDS[line.notification.about]}</b><br>${crossing && html`${crossing.says}<br>`}${wasAndNow(line, names)}`;
}

/** How the person is reached, never the number itself: reading that is an act. */
function reachText({ notification: { audience }, caseFile }: Pick<ToTell, 'notification' | 'caseFile'>): string {
  if (audience === 'escort') return 'phone';
  const { sealed = {}, channel = 'phone' } = caseFile ?? {};
  const known = [sealed.phone !== undefined && 'phone', sealed.email !== undefined && 'e-mail'].filter(Boolean);
  if (channel === 'email') known.reverse();
  return known.length > 0 ? known.join(', ') : 'no number known';
}

/** `tried 02:10 (Marta), 02:25 (Anna), no answer`. */
export const triedText = ({ tries = [] }: ToTell['notification'], now: Date): string =>
  tries.length === 0 ? '' : `tried ${tries.map(({ at, by }) => `${sinceText(at, now)} (${by})`).join(', ')}, no answer`;

function callsCell({ notification, call }: ToTell, { now, me }: Shown): Html {
  const tried = triedText(notification, now);
  const calling = call && `${call.by === me ? 'You are' : `${call.by} is`} calling since ${sinceText(call.at, now)}`;
  if (calling === undefined) return tried === '' ? html`<span class="soft">none yet</span>` : html`${tried}`;
  return html`${tag('info', calling)}${tried !== '' && html`<br>${tried}`}`;
}

/** Nobody is offered a call that another has in hand. */
function acts({ notification: { _id, audience, about }, call }: ToTell, { me, newKeys }: Shown): Html | false {
  if (call && call.by !== me) return false;
  const button = (act: string, submit: string, tone: 'main' | 'quiet'): Html =>
    postForm({ action: `${TO_TELL}/${_id}/${act}`, keys: newKeys(), submit, tone, small: true });
  const toldHim = about === 'booking-made' ? 'He knows' : 'I told the escort';
  return html`<div class="actions">${button('call', call ? 'Back to the call' : 'Call', 'main')}${button('told', audience === 'traveller' ? 'I told her' : toldHim, 'quiet')}</div>`;
}

export const shiftLink = linkButton('/console/shift', 'Hand over the shift');
