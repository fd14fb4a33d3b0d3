import { html, type Html } from '../platform/html.ts';
import type { Source } from '../platform/cited.ts';
import type { Language } from '../platform/language.ts';
import { outsideLink, tag } from '../platform/parts.ts';
import type { Footing } from './guide-content.ts';
import { sayDate } from './guide-dates.ts';
import { confidenceWords, guideWords } from './guide-words.ts';

export type Sources = ReadonlyMap<string, Source>;

/** How sure a statement is, in words; nothing where it is sure. */
const renderConfidence = ({ confidence }: Pick<Footing, 'confidence'>, lang: Language): Html | false =>
  confidence !== 'high' && tag('warn', confidenceWords[confidence][lang]);

/** What a statement rests on: as of when, how sure, and where it was read. */
export const renderFooting = (footing: Footing, sources: Sources, lang: Language): Html =>
  html`<div class="source"><p>${guideWords.asOf[lang]}: <b>${sayDate(footing.asOf, lang)}</b> ${renderConfidence(footing, lang)}</p>
${renderSources(footing.sources, sources, lang)}</div>`;

/** Where something was read; an unknown key is left out (the reference data's own check refuses it). */
function renderSources(keys: readonly string[], sources: Sources, lang: Language): Html | false {
  const read = keys.map((key) => sources.get(key)).filter((source) => source !== undefined);
  const word = read.length === 1 ? guideWords.source : guideWords.sources;
  const list = read.map((source, index) => html`${index > 0 && '; '}${renderSource(source, lang)}`);
  return read.length > 0 && html`<p class="source">${word[lang]}: ${list}</p>`;
}

function renderSource({ id, url, description, date }: Source, lang: Language): Html {
  const host = /^https?:\/\/(?:www\.)?([^/]+)/.exec(url ?? '')?.[1];
  // A source without an address is named in the compiler's English, whatever the page's language.
  const name = host === undefined ? html`<span lang="en">${description ?? id}</span>` : outsideLink(url ?? '', host);
  const dated = sayDate(date, lang);
  return dated === guideWords.undated[lang] ? name : html`${name} (${dated})`;
}
