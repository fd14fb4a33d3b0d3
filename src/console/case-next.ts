import type { CaseView } from '../case-file/case-view.ts';
import { isEnding, isUnderWay, RECORDED_STATES } from '../case-file/case-state.ts';
import { mayTakeBack, type Taker } from '../case-file/take-back.ts';
import { html, type Html } from '../platform/html.ts';
import { caseAddress } from './case-cells.ts';
import type { CaseDesk } from './case-desk.ts';
import { linkButton } from './console-frame.ts';

/** One thing a coordinator can do with a case file from where it stands. */
export interface NextAct {
  act: 'proof' | 'path' | 'papers' | 'book' | 'progress' | 'place' | 'end' | 'reopen' | 'take-back';
  text: string;
}

const TAKE_BACK = 'Take the last change back';
const REOPEN: NextAct = { act: 'reopen', text: 'Reopen the case file' };

/** What is due now comes first. Only what the case's state allows is offered. */
export function nextActs(
  view: Pick<CaseView, 'state' | 'path' | 'nextStates' | 'bookings' | 'lastChange'>,
  reader?: Taker,
): NextAct[] {
  const mistake = reader && mayTakeBack(view.lastChange, reader) && { act: 'take-back' as const, text: TAKE_BACK };
  // Within a day only whoever ended it, or an administrator, undoes it; after that anybody reopens it.
  if (isEnding(view.state)) return view.lastChange ? [mistake].filter((each) => !!each) : [REOPEN];
  const isFree = !view.bookings.some(({ live }) => live);
  const offered: (NextAct | false | undefined)[] = [
    view.state === 'received' && { act: 'proof', text: 'Record the proof' },
    !view.path && { act: 'path', text: 'Choose her path' },
    view.state === 'confirmed' && view.path !== undefined && isFree && { act: 'book', text: 'Book a place' },
    (view.state === 'confirmed' || view.state === 'booked') &&
      view.path !== undefined && { act: 'papers', text: 'Go through her papers' },
    RECORDED_STATES.some((state) => view.nextStates.includes(state)) && {
      act: 'progress',
      text: 'Record how far she is',
    },
    view.state === 'travelling' && view.path !== undefined && { act: 'place', text: 'Record where she is' },
    view.path !== undefined && isFree && !isUnderWay(view.state) && { act: 'path', text: 'Change her path' },
    view.nextStates.includes('withdrawn') && { act: 'end', text: 'End the case file' },
    mistake,
  ];
  return offered.filter((each) => !!each);
}

export const renderNext = ({ view, reader }: CaseDesk): Html =>
  html`<div class="actions noprint">${nextActs(view, reader).map(({ act, text }, index) =>
    linkButton(`${caseAddress(view.caseFileId)}/${act}`, text, index === 0 ? 'main' : 'quiet'),
  )}</div>`;
