import { attributes, html, type Html } from '../platform/html.ts';
import { languageNames, languages, type Language } from '../platform/language.ts';
import type { Look } from '../platform/look.ts';
import { phoneLink, renderDocument, type Banner } from '../platform/page.ts';
import { note } from '../platform/parts.ts';
import { renderFooting } from './footing-page.ts';
import type { GuideContact, GuideContent, GuideFact } from './guide-content.ts';
import { sayDate, whenWarsawNoon } from './guide-dates.ts';
import { cityWords, guideWords as words } from './guide-words.ts';
import { renderStage } from './stage-page.ts';

export interface GuidePageParts {
  lang: Language;
  content: GuideContent;
  contacts: readonly GuideContact[];
  look: Look;
  banners: readonly Banner[];
  /** The address that readers reach us by, without a slash at its end; the page's other languages are named by it. */
  publicUrl: string;
}

/** The public guide in one language: a whole document, without script and cookie. */
export const renderGuide = (parts: GuidePageParts): string =>
  renderDocument({
    lang: parts.lang,
    title: `${words.title[parts.lang]} · Homeward`,
    look: parts.look,
    banners: parts.banners,
    width: 'guide',
    robots: 'index',
    head: renderAlternates(parts),
    header: renderTop(parts.lang),
    body: renderBody(parts),
    footer: renderAbout(parts),
  });

const renderAlternates = ({
  lang,
  publicUrl,
}: GuidePageParts): Html => html`<meta name="description" content="${words.summary[lang]}">
<link rel="canonical" href="${publicUrl}/${lang}">
${languages.map((other) => html`<link rel="alternate" hreflang="${other}" href="${publicUrl}/${other}">\n`)}`;

const renderTop = (lang: Language): Html => html`<a class="mark" href="/${lang}">Homeward</a>
<nav aria-label="${words.languages[lang]}"><ul>${languages.map(
  (other) =>
    html`<li><a href="/${other}"${attributes({ lang: other, hreflang: other, 'aria-current': other === lang && 'page' })}>${languageNames[other]}</a></li>`,
)}</ul></nav>`;

const renderBody = (parts: GuidePageParts): Html => {
  const { lang, content } = parts;
  return html`<h1>${words.title[lang]}</h1>
<p class="lead">${words.lead[lang]}</p>
${renderContacts(parts)}
${renderContents(parts)}
<section aria-labelledby="before"><h2 id="before">${words.before[lang]}</h2><p>${words.beforeLead[lang]}</p>
<ul class="plain-list">${content.facts.beforeYouRead.map((fact) => renderFact(fact, parts))}</ul></section>
<section aria-labelledby="way"><h2 id="way">${words.way[lang]}</h2><p>${words.wayLead[lang]}</p>
<ol class="steps">${content.stages.map((stage) => renderStage(stage, content.sources, lang))}</ol></section>
${renderCarry(parts)}
${renderClocks(lang)}`;
};

const renderFact = (fact: GuideFact, { content, lang }: GuidePageParts): Html =>
  html`<li id="${fact.key}"><h3>${fact.title[lang]}</h3><p>${fact.text[lang]}</p>${renderFooting(fact, content.sources, lang)}</li>`;

function renderContacts({ contacts, lang }: GuidePageParts): Html {
  if (contacts.length === 0) {
    return note('warn', html`<h2>${words.noNumberTitle[lang]}</h2><p>${words.noNumber[lang]}</p>`);
  }
  return html`<section class="card next" aria-labelledby="call"><h2 id="call">${words.callFirst[lang]}</h2>
<p>${words.callWhy[lang]}</p>${contacts.map((contact) => renderContact(contact, lang))}</section>`;
}

const renderContact = ({ phone, hours, email, verifiedAt }: GuideContact, lang: Language): Html => html`
<p class="number">${phoneLink(phone)}</p>
<p>${hours !== '' && html`${words.hours[lang]}: ${hours}<br>`}${email !== '' && html`${words.email[lang]}: <a href="mailto:${email}">${email}</a>`}</p>
<p class="soft small">${words.verified[lang]}: ${sayDate(verifiedAt.toISOString().slice(0, 10), lang)}</p>`;

const renderContents = ({
  content,
  lang,
}: GuidePageParts): Html => html`<nav class="noprint" aria-labelledby="contents">
<h2 class="quiet-title" id="contents">${words.contents[lang]}</h2>
<ul class="contents"><li><a href="#before">${words.before[lang]}</a></li>
${content.stages.map((stage, index) => html`<li><a href="#${stage.key}">${index + 1}. ${stage.title[lang]}</a></li>\n`)}
<li><a href="#carry">${words.carry[lang]}</a></li>
<li><a href="#clocks">${words.clocks[lang]}</a></li></ul></nav>`;

const renderCarry = ({ content, lang }: GuidePageParts): Html | false =>
  content.carry.length > 0 &&
  html`<section aria-labelledby="carry"><h2 id="carry">${words.carry[lang]}</h2>
<ul>${content.carry.map((thing) => html`<li>${thing[lang]}</li>`)}</ul></section>`;

const renderClocks = (
  lang: Language,
): Html => html`<section aria-labelledby="clocks"><h2 id="clocks">${words.clocks[lang]}</h2>
<p>${words.clocksText[lang]}</p>
<table><caption>${words.whenWarsaw[lang]}</caption>
<thead><tr><td></td><th scope="col">${words.winter[lang]}</th><th scope="col">${words.summer[lang]}</th></tr></thead>
<tbody>${Object.entries(cityWords).map(
  ([zone, city]) =>
    html`<tr><th scope="row">${city[lang]}</th><td>${whenWarsawNoon(zone, 'winter')}</td><td>${whenWarsawNoon(zone, 'summer')}</td></tr>\n`,
)}</tbody></table></section>`;

const renderAbout = ({ content, lang }: GuidePageParts): Html =>
  html`<h2>${words.about[lang]}</h2><p>${words.aboutText[lang]}</p>
<p>${words.compiled[lang]}: ${sayDate(content.facts.compiled, lang)}</p>`;
