import { html, type Html } from '../platform/html.ts';
import type { Language, Localized } from '../platform/language.ts';
import { renderFooting, type Sources } from './footing-page.ts';
import type { GuideCrossing, GuideStage } from './guide-content.ts';
import { guideWords, modeWords } from './guide-words.ts';

/** One step of the way: what to do, what there is to choose, which crossings, and what if. */
export const renderStage = (stage: GuideStage, sources: Sources, lang: Language): Html =>
  html`<li id="${stage.key}"><h3>${stage.title[lang]}</h3>
${renderLines(stage.text, lang)}
${stage.choices.length > 1 && renderChoices(stage.choices, lang)}
${stage.crossings.length > 0 && renderCrossings(stage.crossings, sources, lang)}
${stage.whatIf.length > 0 && renderWhatIf(stage, lang)}</li>`;

// The lines are short sentences: as paragraphs of their own they would make a long page longer.
const renderLines = (lines: readonly Localized[], lang: Language): Html =>
  html`<p>${lines.map((line) => line[lang]).join(' ')}</p>`;

const renderChoices = (choices: readonly Localized[], lang: Language): Html =>
  html`<p><span class="soft">${guideWords.choose[lang]}:</span> ${choices.map(
    (choice, index) => html`${index > 0 && ` ${guideWords.or[lang]} `}<b>${choice[lang]}</b>`,
  )}</p>`;

const renderCrossings = (crossings: readonly GuideCrossing[], sources: Sources, lang: Language): Html =>
  html`<h4>${guideWords.crossings[lang]}</h4>
<ul class="plain-list crossings">${crossings.map((crossing) => renderCrossing(crossing, sources, lang))}</ul>`;

const renderCrossing = (crossing: GuideCrossing, sources: Sources, lang: Language): Html =>
  html`<li><p><b>${crossing.name[lang]}</b>: ${renderModes(crossing, lang)}</p>
<p class="small">${crossing.status[lang]}</p>${renderFooting(crossing, sources, lang)}</li>\n`;

const renderModes = ({ modes }: GuideCrossing, lang: Language): string =>
  modes.length === 0 ? guideWords.closed[lang] : modes.map((mode) => modeWords[mode][lang]).join(', ');

const renderWhatIf = ({ whatIf }: GuideStage, lang: Language): Html => html`<div class="what-if">
<h4>${guideWords.ifWrong[lang]}</h4>
<dl>${whatIf.map((trouble) => html`<dt>${trouble.title[lang]}</dt><dd>${renderLines(trouble.do, lang)}</dd>`)}</dl>
</div>`;
