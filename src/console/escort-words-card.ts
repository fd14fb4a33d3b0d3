import type { EscortWord, EscortWordKind } from '../escort/escort-word.ts';
import { html, type Html } from '../platform/html.ts';
import { card, table, tag, type Tone } from '../platform/parts.ts';
import { caseLink } from './case-cells.ts';
import type { SlotDesk } from './slot-desk.ts';
import { momentText } from './when.ts';

/** What an escort's touch is called at the desk, and how much it asks of her. */
const ESCORT_WORD_WORDS: Record<EscortWordKind, readonly [text: string, tone: Tone]> = {
  knows: ['knows of it', 'ok'],
  there: ['is at the meeting point', 'ok'],
  'with-me': ['she is with him', 'ok'],
  'not-with-me': ['she is not with him', 'warn'],
  'handed-over': ['handed over', 'ok'],
  'cannot-come': ['cannot come', 'stop'],
};

/** What escorts have said of this slot by the link in their calendar, the last word first. */
export const renderEscortWords = ({ words, names, caseFiles, line: { slot } }: SlotDesk): Html =>
  card({
    id: 'said',
    title: 'What the escort said',
    body: table<EscortWord>({
      rows: words.toReversed(),
      empty: 'Nothing yet. A link in the escort’s calendar opens a page to confirm.',
      isWrong: ({ kind, escortId }) => kind === 'cannot-come' && escortId === slot.escortId,
      columns: [
        { head: 'When', cell: ({ at }) => momentText(at, slot.zone) },
        { head: 'Who', cell: ({ escortId }) => names.escort(escortId) },
        { head: 'Said', cell: ({ kind }) => tag(ESCORT_WORD_WORDS[kind][1], ESCORT_WORD_WORDS[kind][0]) },
        { head: 'Case', cell: ({ caseFileId }) => familyOf(caseFiles, caseFileId) },
      ],
    }),
  });

function familyOf(caseFiles: SlotDesk['caseFiles'], caseFileId: string | undefined): Html {
  const caseFile = caseFiles.get(caseFileId ?? '');
  return caseFile && caseFileId !== undefined ? caseLink({ ...caseFile, caseFileId }) : html``;
}
