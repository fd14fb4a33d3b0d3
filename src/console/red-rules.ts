import { ENDINGS, JOURNEY_STATES, type CaseState } from '../case-file/case-state.ts';
import type { RedKind } from '../clearing/clearing.ts';
import type { Tone } from '../platform/parts.ts';
import {
  findAlarm,
  findBorderTooLong,
  findCannotCome,
  findCannotReach,
  findNobodyAssigned,
  findNotArrived,
  findNotLeft,
  findNoWord,
  type FindCause,
} from './red-causes.ts';
import { findNotTold } from './red-not-told.ts';

export interface RedRule {
  kind: RedKind;
  /** What it is called beside her line, and where it is cleared. */
  word: string;
  tone: Extract<Tone, 'stop' | 'warn'>;
  /** In which states of her journey it is asked. */
  states: readonly CaseState[];
  find: FindCause;
  /** It is about her wherever she is expected, not about one meeting. */
  ofHer?: true;
  /** It is asked of a slot on which nobody is booked, too. */
  ofSlot?: true;
  /** What she says after it came up stands beside the reason, or in its place. Either way the row stays. */
  saying?: 'beside' | 'instead';
}

const TO_MEETING: readonly CaseState[] = ['booked', 'travelling'];
const MET: readonly CaseState[] = ['met', 'accompanied'];
const ANY: readonly CaseState[] = ['received', 'confirmed', ...TO_MEETING, ...MET];

/** What she calls for is heard whatever the desk has recorded: her page says that we will call. */
const EVERY: readonly CaseState[] = [...JOURNEY_STATES, ...ENDINGS];

const stop = { tone: 'stop', saying: 'beside' } as const;

/** What makes a row red, the most urgent first: (state, last word, clock) → row. */
export const RED_RULES: readonly RedRule[] = [
  {
    ...{ kind: 'escort-cannot-come', word: 'escort cannot come', tone: 'stop', states: ANY, ofSlot: true },
    find: findCannotCome,
  },
  {
    ...{ ...stop, kind: 'turned-back', word: 'turned back', states: EVERY, ofHer: true },
    find: findAlarm('turned-back', 'turned back'),
  },
  {
    ...{ ...stop, kind: 'asks-for-help', word: 'needs help', states: EVERY, ofHer: true },
    find: findAlarm('need-help', 'asks for help'),
  },
  {
    ...{ kind: 'nobody-assigned', word: 'nobody assigned', tone: 'stop', states: ANY },
    find: findNobodyAssigned,
  },
  {
    ...{ ...stop, kind: 'not-left', word: 'no word that she left', states: ['booked'], saying: 'instead' },
    find: findNotLeft,
  },
  {
    ...{ ...stop, kind: 'at-border-too-long', word: 'at the border too long', states: TO_MEETING },
    find: findBorderTooLong,
  },
  { ...stop, kind: 'no-word', word: 'no word', states: TO_MEETING, saying: 'instead', find: findNoWord },
  {
    ...{ ...stop, kind: 'not-arrived', word: 'no word of arrival', states: [...TO_MEETING, ...MET] },
    find: findNotArrived,
  },
  { ...stop, kind: 'cannot-reach', word: 'will not reach it', states: TO_MEETING, find: findCannotReach },
  { kind: 'not-told', word: 'not told', tone: 'warn', states: [...ANY, ...ENDINGS], find: findNotTold },
];
