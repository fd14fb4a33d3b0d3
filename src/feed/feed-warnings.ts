import type { Booking } from '../booking/booking.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { Side } from '../crossing/meeting-point.ts';
import type { RecordedEvent } from '../crossing/recorded-event.ts';
import { closuresOfSlot } from '../crossing/slot-closures.ts';
import { sayClosure } from '../itinerary/closure-part.ts';
import type { PlanBorders } from '../itinerary/plan-borders.ts';
import type { Language, Localized } from '../platform/language.ts';
import type { Slot } from '../slot/slot.ts';

/** What the desk has recorded of crossings, and how a way is asked for the borders on it. */
export interface FeedClosures {
  rows: readonly RecordedEvent[];
  bordersOf: PlanBorders;
  crossingName: (crossing: string) => Localized;
}

interface Read {
  language: Language;
  slot: Slot;
  side: Side;
  booked: readonly { booking: Booking; caseFile: CaseFile }[];
}

const CALL: Localized = {
  en: 'Call the desk before you go.',
  uk: 'Зателефонуйте координаторам, перш ніж їхати.',
  ru: 'Позвоните координаторам, прежде чем ехать.',
};

/**
 * What stands first in an escort's event: crossings that are closed or restricted for this meeting. It asks no clock
 * and nothing that she reports, since a slot's text changes only with its published number.
 */
export function warningOf({ rows, bordersOf, crossingName }: FeedClosures, read: Read): string | undefined {
  if (rows.length === 0) return undefined;
  const { language, slot, side } = read;
  const booked = read.booked.map(({ booking, caseFile }) => ({
    booking,
    passes: bordersOf({ caseFile: { ...caseFile, state: 'booked' }, slot, side, words: [] }).passes,
  }));
  const closures = closuresOfSlot(slot, booked, rows);
  const lines = closures.map(({ crossing, kind, from, ahead }) =>
    sayClosure({ crossing: crossingName(crossing), kind, from }, ahead ? 'ahead' : 'since', language),
  );
  return lines.length === 0 ? undefined : `${[...new Set(lines)].join(' ')} ${CALL[language]}`;
}
