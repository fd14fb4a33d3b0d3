import { html, type Html } from '../platform/html.ts';
import { phoneLink } from '../platform/page.ts';
import { note } from '../platform/parts.ts';
import type { FormKeys } from '../platform/post-form.ts';
import { renderArrival } from './arrival-part.ts';
import { renderClosures } from './closure-part.ts';
import { renderChanged, renderMeeting } from './meeting-part.ts';
import { sayMoment } from './moment-part.ts';
import { WORDS } from './phrases.ts';
import { renderLastReport, renderReports } from './report-part.ts';
import type { ReportKind } from './report.ts';
import { STATE_TEXTS } from './state-phrases.ts';
import { renderStatePage } from './state-page.ts';
import { renderCarry, renderNext, renderNow, renderTroubles } from './step-part.ts';
import { renderTravellerPage, type Frame } from './traveller-page.ts';
import { isWithEscort, type PlannedWay, type Way } from './way.ts';
import { renderWholeWay } from './whole-way-part.ts';

export interface WayPageParts {
  frame: Frame;
  keys: FormKeys;
  now: Date;
}

/** Her page, whatever state her journey is in. */
export const renderWayPage = (way: Way, parts: WayPageParts): string =>
  way.state === 'planned' ? renderPlanned(way, parts) : renderStatePage(way, parts);

/** The clock she most likely lives by now: that of the step she is on. */
export const zoneNow = ({ itinerary, current }: PlannedWay): string =>
  itinerary.steps[current]?.begins.zone ?? itinerary.meeting.zone;

/** The button that fits where she is comes first; help is always there. */
function reportKinds(way: PlannedWay): ReportKind[] {
  if (isWithEscort(way)) return ['need-help'];
  const kind = way.itinerary.steps[way.current]?.kind;
  const order: ReportKind[] = kind === 'hub' ? ['left', 'at-border', 'met'] : ['at-border', 'met', 'left'];
  if (kind === 'meeting') order.unshift(...order.splice(1, 1));
  return [...order.filter((one) => one !== 'left' || kind === 'hub'), 'turned-back', 'need-help'];
}

function renderPlanned(way: PlannedWay, { frame, keys, now }: WayPageParts): string {
  const lang = way.language;
  const zone = zoneNow(way);
  const guidance = way.itinerary.steps[way.current]?.guidance;
  const met = isWithEscort(way);
  const body = html`${renderClosures(way, now)}
${way.changed && !met && renderChanged(way, way.changed, lang)}
${renderWarning(way)}
${met ? renderArrival(way) : renderMeeting(way, lang)}
${renderLastReport(way.reports.at(-1), { keys, zone, now }, lang)}
${renderNow(way, lang)}
${renderReports(reportKinds(way), keys, lang)}
${renderNext(way, lang)}
${guidance && renderCarry(guidance, lang)}
${guidance && renderTroubles(guidance, lang)}
${renderWholeWay(way, lang)}
<p class="noprint"><a href="/way/card">${WORDS.toCard[lang]}</a></p>
<p class="soft small">${WORDS.updated[lang]}: ${sayMoment(now, zone, lang)}</p>`;
  return renderTravellerPage({ ...frame, lang, body, keys });
}

/** With the number in it, and short: what she must read first may not push time, place and word off a small phone. */
const renderWarning = ({ late, missed, language, phone }: PlannedWay): Html | false =>
  (late || missed) &&
  note(
    'warn',
    html`<p>${STATE_TEXTS[missed ? 'missed' : 'late'][language]}${phone !== undefined && html` ${phoneLink(phone)}`}</p>`,
  );
