import type { ToTell } from '../notification/notification-service.ts';
import { html, type Html } from '../platform/html.ts';
import type { Names } from './names.ts';
import { momentText } from './when.ts';

interface Meeting {
  from: Date;
  zone: string;
  meetingPointId: string;
}

const GONE = new Set(['booking-cancelled', 'slot-cancelled']);

const meetingText = ({ from, zone, meetingPointId }: Meeting, names: Names): string =>
  `${momentText(from, zone)}, ${names.meetingPoint(meetingPointId)}`;

/** “was … now …”: the meeting as it was promised, and as it stands; whatever of the two there is. */
export function wasAndNow(
  { notification: { about, was, wasText, audience }, slot, caseFile }: ToTell,
  names: Names,
): Html {
  if (about === 'word-changed') return html`The new word stands in her case file.`;
  const isGone = GONE.has(about) || (audience === 'traveller' && caseFile?.nextAt === undefined);
  const now = isGone ? undefined : slot;
  const is = now && meetingText(now, names);
  if (wasText !== undefined && is !== undefined)
    return html`${is}<br>The place is described in other words. Before: “${wasText}”`;
  const before = was && meetingText(was, names);
  if (before === undefined || before === is) return html`${is ?? (isGone && slot ? meetingText(slot, names) : '')}`;
  return html`was ${before}<br>${is === undefined ? html`<b>now nothing: the meeting is off</b>` : html`now <b>${is}</b>`}`;
}
