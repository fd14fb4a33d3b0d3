import type { CaseLine } from '../case-file/case-view.ts';
import { formatReference } from '../case-file/codes.ts';
import { html, type Html } from '../platform/html.ts';
import { table, tag } from '../platform/parts.ts';
import { DESK_ZONE, momentText } from './when.ts';
import { LANGUAGE_WORDS, STATE_WORDS } from './words.ts';

export const caseAddress = (caseFileId: string): string => `/console/cases/${caseFileId}`;

/** `417-2085` as a link, with her language beside it: what a list shows of a family. */
export const caseLink = ({
  caseFileId,
  reference,
  language,
}: Pick<CaseLine, 'caseFileId' | 'reference' | 'language'>): Html =>
  html`<a href="${caseAddress(caseFileId)}"><b class="num">${formatReference(reference)}</b></a> <abbr title="${LANGUAGE_WORDS[language]}">${language}</abbr>`;

export const stateTag = (state: CaseLine['state']): Html => {
  const [text, tone] = STATE_WORDS[state];
  return tag(tone, text);
};

const openedDay = ({ openedAt }: CaseLine): string => momentText(new Date(openedAt), DESK_ZONE);

/** Case files as rows: reference, language, state, party, next date. Never a name. */
export const caseTable = (rows: readonly CaseLine[], empty: Html): Html =>
  table({
    rows,
    empty,
    columns: [
      { head: 'Case', cell: caseLink },
      {
        head: 'State',
        cell: ({ state, erased }) => html`${stateTag(state)}${erased && html` ${tag('plain', 'erased')}`}`,
      },
      { head: 'Party', cell: ({ party }) => party, numeric: true },
      {
        head: 'Next meeting',
        cell: ({ nextAt }) =>
          nextAt === undefined ? html`<span class="soft">none</span>` : momentText(new Date(nextAt), DESK_ZONE),
      },
      { head: 'Opened', cell: openedDay },
    ],
  });
