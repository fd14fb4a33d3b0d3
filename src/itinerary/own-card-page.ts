import { html } from '../platform/html.ts';
import { renderCard } from './card-page.ts';
import { WORDS } from './phrases.ts';
import { renderTravellerPage } from './traveller-page.ts';
import type { Way } from './way.ts';
import type { WayPageParts } from './way-page.ts';

/** Her card on her own page. Its code and link were shown once, when they were issued, and stand on the paper only. */
export function renderCardPage(
  way: Way,
  { frame, keys, now, publicUrl }: WayPageParts & { publicUrl: string },
): string {
  const lang = way.language;
  const body = html`${renderCard({ way, address: cardAddress(publicUrl), printedAt: now })}
<p class="noprint"><a class="btn quiet" href="/way">${WORDS.toWay[lang]}</a></p>`;
  return renderTravellerPage({ ...frame, lang, body, keys });
}

/** `homeward.example.org/i`: where a code is typed, as short as it can be written. */
export const cardAddress = (publicUrl: string): string => `${publicUrl.replace(/^https?:\/\//, '')}/i`;
