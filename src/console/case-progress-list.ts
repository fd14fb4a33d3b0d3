import type { CaseView, ProgressLine } from '../case-file/case-view.ts';
import type { Option } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { tag } from '../platform/parts.ts';
import { DESK_ZONE, momentText } from './when.ts';
import { STATE_WORDS } from './words.ts';

/** What happened, the oldest first. What was taken back stays, marked, beside who took it back and why. */
export function renderProgress(view: CaseView, places: readonly Option[]): Html {
  const { progress, personal, endedAt, lastChange, state } = view;
  if (progress.length === 0 && endedAt === undefined) return html`<p class="soft">Nothing recorded yet.</p>`;
  const until =
    lastChange?.to === state &&
    endedAt !== undefined &&
    html` ${lastChange.by} or an administrator can take it back for a day.`;
  return html`<ul class="plain-list">${progress.map((entry) => renderEntry(entry, places))}${endedAt !== undefined && html`<li><b>Ended</b> ${momentText(new Date(endedAt), DESK_ZONE)}<br><span class="soft">${personal.endingReason}${until}</span></li>`}</ul>`;
}

const renderEntry = (
  { state, at, saidBy, by, stageKey, takenBack, takesBack }: ProgressLine,
  places: readonly Option[],
): Html =>
  html`<li>${
    takesBack === undefined
      ? html`<b>${STATE_WORDS[state][0]}</b>${stageKey !== undefined && html`, ${places.find(({ value }) => value === stageKey)?.text ?? stageKey}`}`
      : html`<b>Taken back: “${STATE_WORDS[takesBack][0]}”</b>, so again ${STATE_WORDS[state][0]},`
  } ${momentText(new Date(at), DESK_ZONE)}${takenBack && html` ${tag('warn', 'a mistake, taken back')}`}<br><span class="soft">${
    saidBy !== undefined && (takesBack === undefined ? `said by ${saidBy}; ` : `because: ${saidBy}; `)
  }recorded by ${by}</span></li>`;
