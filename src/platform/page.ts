import { html, type Html } from './html.ts';
import type { Language, Localized } from './language.ts';
import type { Look } from './look.ts';

/** What stands above every page of an installation that is not meant for real journeys. */
export type Banner = 'demonstration' | 'trying-out';

export interface DocumentParts {
  lang: Language;
  /** Stands in the browser's history: the traveller's pages give a neutral one. */
  title: string;
  body: Html;
  look: Look;
  /** `narrow` for one person reading on a phone (the usual), `wide` for the console, `guide` for long reading. */
  width?: 'narrow' | 'wide' | 'guide';
  header?: Html | undefined;
  footer?: Html | undefined;
  banners?: readonly Banner[];
  /** Only the public guide is for search engines; everything else stays out of them unless told. */
  robots?: 'index' | 'noindex';
  refreshSeconds?: number;
  /** Links and facts for the head, such as the guide's other languages. */
  head?: Html;
}

const bannerTexts: Record<Banner, Localized> = {
  demonstration: {
    en: 'Demonstration. All names, numbers and times are invented.',
    uk: 'Демонстрація. Усі імена, номери й час вигадані.',
    ru: 'Демонстрация. Все имена, номера и время вымышлены.',
  },
  'trying-out': {
    en: 'For trying out only. No real people’s data here.',
    uk: 'Лише для спроб. Не для даних справжніх людей.',
    ru: 'Только для проб. Не для данных настоящих людей.',
  },
};

const skipText: Localized = { en: 'Skip to the content', uk: 'Перейти до змісту', ru: 'Перейти к содержанию' };

const renderBanner = (banners: readonly Banner[], lang: Language): Html | false =>
  banners.length > 0 &&
  html`<aside class="banner">${banners.map((banner) => html`<p>${bannerTexts[banner][lang]}</p>`)}</aside>`;

const renderHead = (parts: DocumentParts): Html => html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="${parts.robots ?? 'noindex'}">
<meta name="format-detection" content="telephone=no">
${parts.refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${parts.refreshSeconds}">\n`}<title>${parts.title}</title>
<link rel="icon" href="${parts.look.iconPath}">
<link rel="stylesheet" href="${parts.look.path}">
${parts.head}</head>`;

/** A whole document, ready to send. `body` becomes the content of its `<main>`. */
export function renderDocument(parts: DocumentParts): string {
  const width = parts.width ?? 'narrow';
  return html`<!doctype html>
<html lang="${parts.lang}">
${renderHead(parts)}
<body class="${width}">
<a class="skip" href="#main">${skipText[parts.lang]}</a>
${renderBanner(parts.banners ?? [], parts.lang)}
${parts.header && html`<header class="top">${parts.header}</header>`}
<main id="main" tabindex="-1">
${parts.body}
</main>
${parts.footer && html`<footer class="foot">${parts.footer}</footer>`}
</body>
</html>
`.toString();
}

export interface ErrorParts {
  lang: Language;
  title: string;
  /** What happened and what to do, in a sentence or two. */
  detail: string;
  look: Look;
  helpPhone?: string | undefined;
  /** The way on: a same-origin address and what it is called. */
  back?: { href: string; text: string } | undefined;
  /** For whoever reads the logs; never anything personal. */
  requestId?: string | undefined;
  width?: 'narrow' | 'wide';
  header?: Html | undefined;
  banners?: readonly Banner[];
}

const callText: Localized = { en: 'Call us', uk: 'Зателефонуйте нам', ru: 'Позвоните нам' };
const numberText: Localized = { en: 'Number of this message', uk: 'Номер повідомлення', ru: 'Номер сообщения' };

/** A number that a phone dials when it is touched. */
export const phoneLink = (phone: string): Html =>
  html`<a class="phone" href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a>`;

/** Something went wrong, said kindly: what happened, what to do, and whom to call. */
export const renderErrorPage = (parts: ErrorParts): string =>
  renderDocument({
    ...parts,
    body: html`<section class="trouble">
<h1>${parts.title}</h1>
<p class="lead">${parts.detail}</p>
${parts.helpPhone !== undefined && html`<p>${callText[parts.lang]}: ${phoneLink(parts.helpPhone)}</p>`}
${parts.back && html`<p><a class="btn" href="${parts.back.href}">${parts.back.text}</a></p>`}
${parts.requestId !== undefined && html`<p class="soft small">${numberText[parts.lang]}: ${parts.requestId}</p>`}
</section>`,
  });
