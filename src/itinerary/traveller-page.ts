import { html, type Html } from '../platform/html.ts';
import type { Language } from '../platform/language.ts';
import type { Look } from '../platform/look.ts';
import { renderDocument, type Banner } from '../platform/page.ts';
import { hiddenField, type FormKeys } from '../platform/post-form.ts';
import { WORDS } from './phrases.ts';

export interface Frame {
  look: Look;
  banners: readonly Banner[];
}

export interface TravellerPage extends Frame {
  lang: Language;
  body: Html;
  /** Present where a page is open and can be closed. */
  keys?: FormKeys;
}

/** A page on her phone: a title that says nothing, and a way out of it at the top. */
export const renderTravellerPage = ({ lang, body, keys, look, banners }: TravellerPage): string =>
  renderDocument({
    ...{ lang, body, look, banners, title: WORDS.title[lang] },
    header: keys && renderWayOut(keys, lang),
  });

const renderWayOut = (keys: FormKeys, lang: Language): Html =>
  html`<form class="noprint" method="post" action="/way/leave">${hiddenField('formToken', keys.formToken)}<button class="btn quiet small">${WORDS.leave[lang]}</button></form>`;
