import { html, type Html } from '../platform/html.ts';
import { formatTime } from '../platform/zone-time.ts';
import { DESK_ZONE } from './when.ts';

/** A page that refreshes itself does so this often. */
export const REFRESH_SECONDS = 60;

/** The moment that a page speaks of, on the two clocks of the border. */
export const asOf = (now: Date): Html =>
  html`<p class="soft">As of ${formatTime(now, DESK_ZONE)} Warsaw · ${formatTime(now, 'Europe/Kyiv')} Kyiv</p>`;
