import type { Booking } from '../booking/booking.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { isEnding } from '../case-file/case-state.ts';
import type { MeetingWord } from '../case-file/meeting-word.ts';
import type { Side } from '../crossing/meeting-point.ts';
import type { Closure } from '../crossing/touched-way.ts';
import type { Language, Localized } from '../platform/language.ts';
import type { StageGuidance } from '../route/guidance.ts';
import type { Slot } from '../slot/slot.ts';
import type { Heard } from './heard.ts';
import type { Itinerary, Step } from './itinerary.ts';
import type { Report } from './report.ts';

/** A spot of an encounter in her words. */
export interface MeetingPlace {
  crossing: Localized;
  side: Side;
  description: Localized;
  /** When we last checked it, where that is long ago; as of `now`. */
  lastChecked?: { at: Date; zone: string; now: Date };
}

/** A meeting as it was before it changed. */
export interface FormerMeeting {
  from: Date;
  zone: string;
  place: MeetingPlace;
}

interface Common {
  language: Language;
  /** What she says on the phone. */
  reference: string;
  /** The desk's number; absent only where nobody has verified one. */
  phone?: string;
  /** What is closed or restricted ahead of her and was not known when she was booked, the worst first. */
  closures?: readonly Closure[];
}

export interface PlannedWay extends Common {
  state: 'planned';
  itinerary: Itinerary;
  place: MeetingPlace;
  /** First name only. */
  escort: string;
  word: MeetingWord;
  /** Still the one she may have been told. */
  previousWord?: MeetingWord;
  /** Where she is on her way: an index into the itinerary's steps. */
  current: number;
  reports: readonly Report[];
  changed?: FormerMeeting;
  /** When she would leave at the latest if all goes as usual has passed, and nobody has heard that she left. */
  late: boolean;
  /** The window to meet has passed, and nobody has heard that she was met. */
  missed: boolean;
}

/** All that her page may say, by the state her journey is in. */
export type Way =
  | (Common & { state: 'no-booking'; guidance: StageGuidance['traveller'] | undefined })
  | (Common & { state: 'meeting-cancelled'; was: FormerMeeting; reports: readonly Report[] })
  | (Common & { state: 'no-escort'; was: FormerMeeting; reports: readonly Report[] })
  | (Common & { state: 'ended' })
  | (Common & { state: 'done' })
  | PlannedWay;

export type WayState = Exclude<Way['state'], 'planned'> | 'planned';

export interface WayFacts {
  caseFile: Pick<CaseFile, 'state'>;
  /** Hers, by when they were made. */
  bookings: readonly Booking[];
  slots: ReadonlyMap<string, Slot>;
}

/** The state of her page, the slot it speaks of, and since when she has her place there. */
export function wayState({ caseFile, bookings, slots }: WayFacts): {
  state: WayState;
  slot?: Slot;
  since?: Date;
  /** The place she has there, while nobody has cancelled the meeting. */
  booking?: Booking;
} {
  if (isEnding(caseFile.state)) return { state: 'ended' };
  if (caseFile.state === 'handed-over' || caseFile.state === 'closed') return { state: 'done' };
  const live = bookings.find(({ live, status }) => live && status === 'booked');
  const slot = live && slots.get(live.slotId);
  if (slot) {
    if (slot.status === 'cancelled') return { state: 'meeting-cancelled', slot };
    return slot.escortId === undefined
      ? { state: 'no-escort', slot, booking: live }
      : { state: 'planned', slot, since: live.madeAt, booking: live };
  }
  const last = bookings.findLast(({ status }) => status === 'cancelled' || status === 'released');
  const lost = last && slots.get(last.slotId);
  return lost ? { state: 'meeting-cancelled', slot: lost } : { state: 'no-booking' };
}

export interface WhereFacts {
  /** Counted from where she was last heard of. */
  itinerary: Itinerary;
  caseState: CaseFile['state'];
  /** Those that speak of this meeting: see reportsSince. */
  reports: readonly Report[];
  heard: Heard | undefined;
  now: Date;
}

const MET: readonly CaseFile['state'][] = ['met', 'accompanied'];

/** What she said of an earlier meeting says nothing of this one. */
export const reportsSince = (reports: readonly Report[], since: Date | undefined): readonly Report[] =>
  reports.filter(({ at }) => since === undefined || at >= since);

/** Only the desk says so: a wrong tap of hers must not take time, place and word off her page. */
export const isMet = ({ caseState }: Pick<WhereFacts, 'caseState'>): boolean => MET.includes(caseState);

export const saysMet = ({ reports }: Pick<WhereFacts, 'reports'>): boolean =>
  reports.some(({ kind }) => kind === 'met');

/** True of a way on which the desk has recorded that she was met. */
export const isWithEscort = ({ itinerary, current }: Pick<PlannedWay, 'itinerary' | 'current'>): boolean =>
  current > itinerary.steps.findIndex(({ kind }) => kind === 'meeting');

export const hasLeft = ({ caseState, reports }: Pick<WhereFacts, 'caseState' | 'reports'>): boolean =>
  caseState === 'travelling' || reports.some(({ kind }) => kind === 'left' || kind === 'at-border');

/** Which step she is on: by the clock up to the meeting, further on only by what somebody said. */
export function currentStep({ itinerary, caseState, heard, now }: WhereFacts): number {
  const { steps, arrival } = itinerary;
  const meeting = steps.findIndex(({ kind }) => kind === 'meeting');
  if (isMet({ caseState })) return Math.min(meeting + 1, steps.length - 1);
  const isThere = arrival === undefined || arrival.usual <= now;
  const begun = steps.slice(0, isThere ? meeting + 1 : meeting).findLastIndex((step) => hasBegun(step, now));
  return Math.max(0, begun, Math.min(heard?.step ?? 0, meeting));
}

/** The first step that somebody's word has not put behind her, whatever the plan's clock says. */
export function firstStepAhead({ itinerary, caseState, heard }: Omit<WhereFacts, 'reports' | 'now'>): number {
  const meeting = itinerary.steps.findIndex(({ kind }) => kind === 'meeting');
  return isMet({ caseState }) ? meeting + 1 : Math.min(heard?.step ?? 0, meeting);
}

/** A time that was counted for a step and is over says nothing to her any more: she is there. */
export const beginSteps = (itinerary: Itinerary, current: number): Itinerary => ({
  ...itinerary,
  steps: itinerary.steps.map((step, index) =>
    step.counted === 'ahead' && index <= current ? { ...step, counted: 'here' } : step,
  ),
});

// By the usual times: the safe ones lie so far before that the page would run ahead of her.
const hasBegun = ({ begins }: Step, now: Date): boolean => begins.usual <= now;
