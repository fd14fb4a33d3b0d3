import { html, type Html } from '../platform/html.ts';
import { note } from '../platform/parts.ts';
import type { CaseDesk } from './case-desk.ts';
import { sinceText } from './when.ts';

/** “Marta has this case file open, since 02:10.” Nothing while nobody else has. */
export const renderPresence = ({ others, now }: Pick<CaseDesk, 'others' | 'now'>): Html | false =>
  others.length > 0 &&
  note(
    'info',
    html`${others.map(({ by, at }) => html`<p role="status"><b>${by}</b> has this case file open, since ${sinceText(at, now)}.</p>`)}`,
  );
