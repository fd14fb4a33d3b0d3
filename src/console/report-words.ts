import type { EscortWord, EscortWordKind } from '../escort/escort-word.ts';
import type { ReportKind } from '../itinerary/report.ts';

/** The last thing she told us with one touch. */
export interface LastReport {
  kind: ReportKind;
  at: Date;
}

const WORDS: Record<ReportKind, string> = {
  left: 'I am on my way',
  'at-border': 'I am at the border',
  met: 'I have been met',
  'turned-back': 'I was turned back',
  'need-help': 'I need help',
};

const ESCORT_WORDS: Record<EscortWordKind, string> = {
  knows: 'I know',
  there: 'I am there',
  'with-me': 'she is with me',
  'not-with-me': 'she is not with me',
  'handed-over': 'handed over',
  'cannot-come': 'I cannot come',
};

export const reportWord = ({ kind }: LastReport): string => `“${WORDS[kind]}”`;

export const escortWord = ({ kind }: Pick<EscortWord, 'kind'>): string => `“${ESCORT_WORDS[kind]}”`;
