import type { ClearingService } from '../clearing/clearing-service.ts';
import { html, type Html } from '../platform/html.ts';
import { card } from '../platform/parts.ts';
import { RED_RULES } from './red-rules.ts';
import { DESK_ZONE, momentText } from './when.ts';

type Cleared = Awaited<ReturnType<ClearingService['listNotes']>>;

/** Which rows of hers were cleared on Today, by whom and why; nothing while none was. */
export const clearedCard = (cleared: Cleared): Html | false =>
  cleared.length > 0 &&
  card({
    id: 'cleared',
    title: 'Cleared on Today',
    body: html`<ul class="plain-list">${cleared.map(
      ({ kind, at, by, note }) =>
        html`<li><b>${RED_RULES.find((rule) => rule.kind === kind)?.word ?? kind}</b> ${momentText(at, DESK_ZONE)}, ${by}<br><span class="soft">${note}</span></li>`,
    )}</ul>`,
  });
