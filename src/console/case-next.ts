import type { CaseView } from '../case-file/case-view.ts';
import { isEnding, isUnderWay, RECORDED_STATES } from '../case-file/case-state.ts';
import { html, type Html } from '../platform/html.ts';
import { caseAddress } from './case-cells.ts';
import { linkButton } from './console-frame.ts';

/** One thing a coordinator can do with a case file from where it stands. */
export interface NextAct {
  act: 'proof' | 'path' | 'book' | 'progress' | 'place' | 'end' | 'reopen';
  text: string;
}

/** What is due now comes first. Only what the case's state allows is offered. */
export function nextActs(view: Pick<CaseView, 'state' | 'path' | 'nextStates' | 'bookings'>): NextAct[] {
  if (isEnding(view.state)) return [{ act: 'reopen', text: 'Take the ending back' }];
  const isFree = !view.bookings.some(({ live }) => live);
  const offered: (NextAct | false)[] = [
    view.state === 'received' && { act: 'proof', text: 'Record the proof' },
    !view.path && { act: 'path', text: 'Choose her path' },
    view.state === 'confirmed' && view.path !== undefined && isFree && { act: 'book', text: 'Book a place' },
    RECORDED_STATES.some((state) => view.nextStates.includes(state)) && {
      act: 'progress',
      text: 'Record how far she is',
    },
    view.state === 'travelling' && view.path !== undefined && { act: 'place', text: 'Record where she is' },
    view.path !== undefined && isFree && !isUnderWay(view.state) && { act: 'path', text: 'Change her path' },
    view.nextStates.includes('withdrawn') && { act: 'end', text: 'End the case file' },
  ];
  return offered.filter((each) => each !== false);
}

export const renderNext = (view: CaseView): Html =>
  html`<div class="actions noprint">${nextActs(view).map(({ act, text }, index) =>
    linkButton(`${caseAddress(view.caseFileId)}/${act}`, text, index === 0 ? 'main' : 'quiet'),
  )}</div>`;
