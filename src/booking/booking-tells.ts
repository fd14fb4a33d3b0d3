import type { CaseFile } from '../case-file/case-file.ts';
import type { Notification, Tell, TellAbout } from '../notification/notification.ts';
import type { Slot } from '../slot/slot.ts';

/**
 * What the traveller, and the escort where the slot has one, must hear of a booking. `was` is the slot she had before;
 * an escort hears of it only where it was his too.
 */
export function tellBoth(about: TellAbout, slot: Slot, caseFile: CaseFile, was?: Slot): Tell[] {
  const { _id: slotId, escortId } = slot;
  const facts = { about, slotId, caseFileId: caseFile._id };
  const before = was && { was: meetingOf(was) };
  const his = was?.escortId === escortId ? before : undefined;
  return [
    { ...facts, ...before, audience: 'traveller' },
    ...(escortId === undefined ? [] : [{ ...facts, ...his, audience: 'escort' as const, escortId }]),
  ];
}

/** As tellBoth of the new slot; the escort whom she leaves hears of it too, unless he is the same one. */
export function tellOfMove(from: Slot, to: Slot, caseFile: CaseFile): Tell[] {
  const both = tellBoth('booking-moved', to, caseFile, from);
  if (from.escortId === undefined || from.escortId === to.escortId) return both;
  const { escortId } = from;
  return [
    ...both,
    { about: 'booking-moved', audience: 'escort', escortId, slotId: from._id, caseFileId: caseFile._id },
  ];
}

/**
 * The meeting that this escort, or without one the traveller, last heard of, where the lines that are taken back untold
 * know of an earlier one.
 */
export const knownMeeting = (untold: readonly Notification[], escortId?: string): Tell['was'] =>
  untold.find((line) => line.about === 'booking-moved' && line.escortId === escortId)?.was;

/** Each hears of the meeting that he or she knows, not of one in between that nobody told. */
export const asKnown = (tells: readonly Tell[], untold: readonly Notification[]): Tell[] =>
  tells.map((tell) => {
    const was = tell.was && (knownMeeting(untold, tell.escortId) ?? tell.was);
    return was ? { ...tell, was } : tell;
  });

/** The meeting of a slot as a line keeps it. */
export const meetingOf = ({ from, zone, meetingPointId }: Slot): NonNullable<Tell['was']> => ({
  from,
  zone,
  meetingPointId,
});
