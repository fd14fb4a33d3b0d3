import { isStanding, type CaseFile } from '../case-file/case-file.ts';
import type { Itinerary } from './itinerary.ts';
import { countFromHere } from './from-here.ts';
import type { Report } from './report.ts';

/** One thing that was heard of her on her way: her own touch, or what the desk wrote down. */
export interface Word {
  kind: Report['kind'] | 'place';
  at: Date;
  /** Where the desk recorded that she is. */
  stageKey?: string;
  /** The desk wrote it down, in somebody's name. */
  desk?: true;
}

/** Where somebody last placed her on her way: an index into the itinerary's steps. Instants in UTC. */
export interface Heard {
  step: number;
  /** The first word that placed her there. */
  since: Date;
  /** The last one that did. */
  at: Date;
}

type Told = Pick<CaseFile, 'state' | 'progress'>;

type Kinds = Partial<Record<CaseFile['state'], Word['kind']>>;

/** What an entry of the desk says, by the state that stands now: what was taken back says nothing any more. */
const SET_OUT: Kinds = { travelling: 'left' };
const MET: Kinds = { ...SET_OUT, met: 'met', accompanied: 'met' };
const SAID: Partial<Record<CaseFile['state'], Kinds>> = { travelling: SET_OUT, met: MET, accompanied: MET };

/**
 * All that was heard of her since she has this meeting, the oldest first. Whoever was moved to another meeting on the
 * road is still where she was, so then it begins when she set out; only who met her is said of this meeting alone.
 */
export function listWords(caseFile: Told, reports: readonly Report[], madeAt: Date | undefined): Word[] {
  const setOut = caseFile.state === 'travelling' ? findSetOut(caseFile.progress) : undefined;
  const begin = madeAt && new Date(Math.min(Number(madeAt), Number(setOut ?? madeAt)));
  const said = SAID[caseFile.state] ?? {};
  const written = caseFile.progress.filter(isStanding).flatMap(({ state, at, stageKey }): Word[] => {
    const kind = stageKey === undefined || said[state] === undefined ? said[state] : 'place';
    return kind ? [{ kind, at, desk: true, ...(stageKey === undefined ? {} : { stageKey }) }] : [];
  });
  return [...reports.map(({ kind, at }): Word => ({ kind, at })), ...written]
    .filter(({ kind, at, desk }) => isSince(at, kind === 'met' && !desk ? madeAt : begin))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

const isSince = (at: Date, begin: Date | undefined): boolean => begin === undefined || at >= begin;

const findSetOut = (progress: CaseFile['progress']): Date | undefined =>
  progress.findLast((entry) => isStanding(entry) && entry.state === 'travelling' && entry.stageKey === undefined)?.at;

/** Where she is by what was heard, the oldest word first; undefined while nobody has said that she left. */
export const placeHer = (itinerary: Itinerary, words: readonly Word[]): Heard | undefined =>
  words.reduce<Heard | undefined>((heard, word) => {
    const step = stepOf(itinerary, heard, word);
    if (step === undefined || step < 0) return heard;
    // A second touch at the same border does not begin its wait anew; “I am on my way” said again means now.
    const goesOn = heard?.step === step && word.kind !== 'left';
    return { step, since: goesOn ? heard.since : word.at, at: word.at };
  }, undefined);

function stepOf(itinerary: Itinerary, heard: Heard | undefined, word: Word): number | undefined {
  const { steps } = itinerary;
  const meeting = steps.findIndex(({ kind }) => kind === 'meeting');
  const firstRide = steps.findIndex(({ kind }) => kind === 'ride');
  switch (word.kind) {
    case 'left':
      return heard === undefined || heard.step === firstRide ? firstRide : undefined;
    case 'met':
      return word.desk ? Math.min(meeting + 1, steps.length - 1) : Math.max(meeting, heard?.step ?? 0);
    case 'place':
      return Math.min(
        steps.findIndex(({ key }) => key === word.stageKey),
        meeting,
      );
    case 'at-border':
      return borderOf(itinerary, heard, word.at);
  }
  // What goes wrong says nothing of where.
  return undefined;
}

/**
 * Which border she means: the farthest that she can have reached as usual since she was last placed; where nobody has
 * placed her yet, the one at which the plan has her.
 */
function borderOf(itinerary: Itinerary, heard: Heard | undefined, at: Date): number | undefined {
  const { steps, meeting } = itinerary;
  const metAt = steps.findIndex(({ kind }) => kind === 'meeting');
  // In Poland the last crossing is where she is met: there is no queue before it.
  const isEnd = (index: number): boolean => index === metAt && meeting.side === 'polish';
  const borders = steps.flatMap(({ kind }, index) =>
    (kind === 'border' && index < metAt) || isEnd(index) ? [index] : [],
  );
  if (!heard) {
    const planned = borders.find((index) => at < (steps[index]?.ends.latest ?? at) && !isEnd(index));
    return planned ?? borders.findLast((index) => !isEnd(index));
  }
  const ahead = borders.filter((index) => index >= heard.step);
  const { reached } = countFromHere(itinerary, heard);
  return ahead.findLast((index) => (reached[index]?.usual ?? at) <= at) ?? ahead[0];
}
