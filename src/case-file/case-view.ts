import { z } from 'zod';
import { BOOKING_STATUSES, counts, type Booking } from '../booking/booking.ts';
import { reasonField } from '../booking/seal-reasons.ts';
import type { Sealer } from '../platform/key-ring.ts';
import { pathChoiceSchema } from '../route/path.ts';
import { CHANNELS, LANGUAGES, SEALED_FIELDS, type CaseFile, type Changed, type ProgressEntry } from './case-file.ts';
import { CASE_STATES, nextStates } from './case-state.ts';
import { journeyEnd } from './journey-end.ts';
import { standingChange } from './take-back.ts';
import { getMeetingWord } from './meeting-word.ts';

const state = z.enum(CASE_STATES);
const instant = z.iso.datetime();

/** A line of a list: no name, no phone. Instants are ISO 8601 in UTC. */
export const caseLineSchema = z.strictObject({
  caseFileId: z.string(),
  reference: z.string(),
  state,
  language: z.enum(LANGUAGES),
  party: z.int(),
  nextAt: instant.exactOptional(),
  openedAt: instant,
  /** Her key was destroyed with all that was hers. */
  erased: z.boolean(),
});
export type CaseLine = z.infer<typeof caseLineSchema>;

/** Who did it, and when. */
const saidSchema = z.strictObject({ by: z.string(), at: instant });
type Said = z.infer<typeof saidSchema>;

const progressLineSchema = saidSchema.extend({
  state,
  saidBy: z.string().exactOptional(),
  /** Where she was on her path, the state being the same as before. */
  stageKey: z.string().exactOptional(),
  /** It was a mistake, and who took it back. */
  takenBack: saidSchema.exactOptional(),
  /** The state that this entry takes back, for the reason in `saidBy`. */
  takesBack: state.exactOptional(),
});
export type ProgressLine = z.infer<typeof progressLineSchema>;

const bookingLineSchema = z.strictObject({
  bookingId: z.string(),
  slotId: z.string(),
  status: z.enum(BOOKING_STATUSES),
  live: z.boolean(),
  seats: z.int(),
  madeAt: instant,
  heldUntil: instant.exactOptional(),
  reason: z.string().exactOptional(),
  /** Why it was made although something spoke against it. */
  acknowledgedReason: z.string().exactOptional(),
});
export type BookingLine = z.infer<typeof bookingLineSchema>;

const wordSchema = z.strictObject({ cyrillic: z.string(), latin: z.string() });

/** Everything a coordinator sees of one case file; reading it leaves an audit entry. */
export const caseViewSchema = caseLineSchema.extend({
  channel: z.enum(CHANNELS),
  routeRef: z.string(),
  path: pathChoiceSchema.exactOptional(),
  word: wordSchema,
  previousWord: wordSchema.exactOptional(),
  proofAt: instant.exactOptional(),
  endedAt: instant.exactOptional(),
  /** When the journey ended, by an ending or by arrival: it is kept for some days from then. */
  overSince: instant.exactOptional(),
  /** What a form about it carries, so that a stale one is noticed. */
  version: z.int(),
  /** Who wrote it last. */
  changed: saidSchema.exactOptional(),
  /** The last change of state, while it can be taken back. */
  lastChange: saidSchema.extend({ from: state, to: state, byId: z.string() }).exactOptional(),
  /** What it may become from here. */
  nextStates: z.array(state).readonly(),
  personal: z.partialRecord(z.enum(SEALED_FIELDS), z.string()),
  erasedBy: saidSchema.exactOptional(),
  /** False where her key is missing, whether it was destroyed or not. */
  readable: z.boolean(),
  progress: z.array(progressLineSchema),
  notes: z.array(saidSchema.extend({ text: z.string() })),
  bookings: z.array(bookingLineSchema),
});
export type CaseView = z.infer<typeof caseViewSchema>;

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
