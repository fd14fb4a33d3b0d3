import { html, type Html } from '../platform/html.ts';
import type { Language, Localized } from '../platform/language.ts';
import { table } from '../platform/parts.ts';
import { renderConfidence, renderSources, type Sources } from './footing-page.ts';
import type { GuideCrossing, GuideStage } from './guide-content.ts';
import { sayDate } from './guide-dates.ts';
import { guideWords, modeWords } from './guide-words.ts';

/** One step of the way: what to do, what there is to choose, which crossings, and what if. */
export const renderStage = (stage: GuideStage, sources: Sources, lang: Language): Html =>
  html`<li id="${stage.key}"><h3>${stage.title[lang]}</h3>
${renderParagraphs(stage.text, lang)}
${stage.choices.length > 1 && renderChoices(stage.choices, lang)}
${stage.crossings.length > 0 && renderCrossings(stage.crossings, sources, lang)}
${stage.whatIf.length > 0 && renderWhatIf(stage, lang)}</li>`;

const renderParagraphs = (lines: readonly Localized[], lang: Language): Html[] =>
  lines.map((line) => html`<p>${line[lang]}</p>\n`);

const renderChoices = (choices: readonly Localized[], lang: Language): Html =>
  html`<p><span class="soft">${guideWords.choose[lang]}:</span> ${choices.map(
    (choice, index) => html`${index > 0 && ` ${guideWords.or[lang]} `}<b>${choice[lang]}</b>`,
  )}</p>`;

function renderCrossings(crossings: readonly GuideCrossing[], sources: Sources, lang: Language): Html {
  const columns = [
    { head: guideWords.crossing[lang], cell: (crossing: GuideCrossing) => html`<b>${crossing.name[lang]}</b>` },

    {
      head: guideWords.passable[lang],
      cell: (crossing: GuideCrossing) =>
        html`${renderModes(crossing, lang)}<br><span class="soft small">${crossing.status[lang]}</span>`,
    },
    {
      head: guideWords.known[lang],
      cell: (crossing: GuideCrossing) => html`${sayDate(crossing.asOf, lang)} ${renderConfidence(crossing, lang)}`,
    },
  ];
  const keys = [...new Set(crossings.flatMap((crossing) => crossing.sources))];
  return html`<h4>${guideWords.crossings[lang]}</h4>${table({ columns, rows: crossings, empty: '' })}${renderSources(keys, sources, lang)}`;
}

const renderModes = ({ modes }: GuideCrossing, lang: Language): string =>
  modes.length === 0 ? guideWords.closed[lang] : modes.map((mode) => modeWords[mode][lang]).join(', ');

const renderWhatIf = ({ whatIf }: GuideStage, lang: Language): Html => html`<div class="note warn">
<h4>${guideWords.ifWrong[lang]}</h4>
<dl class="what-if">${whatIf.map((trouble) => html`<dt>${trouble.title[lang]}</dt><dd>${renderParagraphs(trouble.do, lang)}</dd>`)}</dl>
</div>`;
