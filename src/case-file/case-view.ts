import type { Booking } from '../booking/booking.ts';
import { counts } from '../booking/booking.ts';
import { reasonField } from '../booking/seal-reasons.ts';
import type { Sealer } from '../platform/key-ring.ts';
import type { PathChoice } from '../route/path.ts';
import type { CaseFile, Changed, LastChange, ProgressEntry, SealedField } from './case-file.ts';
import { nextStates, type CaseState } from './case-state.ts';
import { journeyEnd } from './journey-end.ts';
import { standingChange } from './take-back.ts';
import { getMeetingWord, type MeetingWord } from './meeting-word.ts';

/** A line of a list: no name, no phone. Instants are ISO 8601 in UTC. */
export interface CaseLine {
  caseFileId: string;
  reference: string;
  state: CaseState;
  language: string;
  party: number;
  nextAt?: string;
  openedAt: string;
  /** Her key was destroyed with all that was hers. */
  erased: boolean;
}

/** Everything a coordinator sees of one case file; reading it leaves an audit entry. */
export interface CaseView extends CaseLine {
  channel: string;
  routeRef: string;
  path?: PathChoice;
  word: MeetingWord;
  previousWord?: MeetingWord;
  proofAt?: string;
  endedAt?: string;
  /** When the journey ended, by an ending or by arrival: it is kept for some days from then. */
  overSince?: string;
  /** What a form about it carries, so that a stale one is noticed. */
  version: number;
  /** Who wrote it last. */
  changed?: Said;
  /** The last change of state, while it can be taken back. */
  lastChange?: Pick<LastChange, 'from' | 'to' | 'byId'> & Said;
  /** What it may become from here. */
  nextStates: readonly CaseState[];
  personal: Partial<Record<SealedField, string>>;
  erasedBy?: Said;
  /** False where her key is missing, whether it was destroyed or not. */
  readable: boolean;
  progress: ProgressLine[];
  notes: { at: string; by: string; text: string }[];
  bookings: BookingLine[];
}

/** Who did it, and when in ISO 8601. */
type Said = { by: string; at: string };

export interface ProgressLine extends Said {
  state: CaseState;
  saidBy?: string;
  /** Where she was on her path, the state being the same as before. */
  stageKey?: string;
  /** It was a mistake, and who took it back. */
  takenBack?: Said;
  /** The state that this entry takes back, for the reason in `saidBy`. */
  takesBack?: CaseState;
}

export interface BookingLine {
  bookingId: string;
  slotId: string;
  status: Booking['status'];
  live: boolean;
  seats: number;
  madeAt: string;
  heldUntil?: string;
  reason?: string;
  /** Why it was made although something spoke against it. */
  acknowledgedReason?: string;
}

export const toCaseLine = (caseFile: CaseFile): CaseLine => ({
  caseFileId: caseFile._id,
  reference: caseFile.reference,
  state: caseFile.state,
  language: caseFile.language,
  party: caseFile.party,
  ...(caseFile.nextAt ? { nextAt: caseFile.nextAt.toISOString() } : {}),
  openedAt: caseFile.openedAt.toISOString(),
  erased: caseFile.erased !== undefined,
});

export interface CaseParts {
  caseFile: CaseFile;
  personal: CaseView['personal'];
  /** Undefined once her key was destroyed. */
  sealer: Sealer | undefined;
  notes: CaseView['notes'];
  bookings: readonly Booking[];
}

export function toCaseView({ caseFile, personal, sealer, notes, bookings }: CaseParts, now: Date): CaseView {
  const { channel, routeRef, path, previousWord, proofAt, ending, version = 0, changed } = caseFile;
  const lastChange = standingChange(caseFile, now);
  const over = journeyEnd(caseFile);
  return {
    ...toCaseLine(caseFile),
    channel,
    routeRef,
    ...(path ? { path } : {}),
    word: getMeetingWord(caseFile.word),
    ...(previousWord === undefined ? {} : { previousWord: getMeetingWord(previousWord) }),
    ...(proofAt ? { proofAt: proofAt.toISOString() } : {}),
    ...(ending ? { endedAt: ending.at.toISOString() } : {}),
    ...(over ? { overSince: over.toISOString() } : {}),
    version,
    ...(changed ? { changed: toSaid(changed) } : {}),
    ...(lastChange
      ? { lastChange: { from: lastChange.from, to: lastChange.to, byId: lastChange.byId, ...toSaid(lastChange) } }
      : {}),
    nextStates: nextStates(caseFile.state),
    personal,
    readable: sealer !== undefined,
    ...(caseFile.erased ? { erasedBy: toSaid(caseFile.erased) } : {}),
    progress: caseFile.progress.map((entry) => toProgressLine(entry, sealer)),
    notes,
    bookings: bookings.map((booking) => toBookingLine(booking, sealer, now)),
  };
}

const toSaid = ({ by, at }: Changed): Said => ({ by, at: at.toISOString() });

const toProgressLine = (entry: ProgressEntry, sealer: Sealer | undefined): ProgressLine => ({
  state: entry.state,
  ...toSaid(entry),
  ...opened(sealer, 'progress', { saidBy: entry.saidBy }),
  ...(entry.stageKey === undefined ? {} : { stageKey: entry.stageKey }),
  ...(entry.takenBack ? { takenBack: toSaid(entry.takenBack) } : {}),
  ...(entry.takesBack ? { takesBack: entry.takesBack } : {}),
});

const toBookingLine = (booking: Booking, sealer: Sealer | undefined, now: Date): BookingLine => ({
  bookingId: booking._id,
  slotId: booking.slotId,
  status: booking.live && !counts(booking, now) ? 'expired' : booking.status,
  live: counts(booking, now),
  seats: booking.seats,
  madeAt: booking.madeAt.toISOString(),
  ...(booking.heldUntil ? { heldUntil: booking.heldUntil.toISOString() } : {}),
  ...opened(sealer, reasonField(booking._id), {
    reason: booking.reason,
    acknowledgedReason: booking.acknowledged?.reason,
  }),
});

/** The texts that can be opened; the others are left out. */
function opened<Name extends string>(
  sealer: Sealer | undefined,
  field: string,
  sealed: Record<Name, string | undefined>,
): Partial<Record<Name, string>> {
  const read = Object.entries<string | undefined>(sealed).flatMap(([name, text]) =>
    sealer && text !== undefined ? [[name, sealer.open(field, text)] as const] : [],
  );
  return Object.fromEntries(read) as Partial<Record<Name, string>>;
}
