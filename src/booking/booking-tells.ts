import type { CaseFile } from '../case-file/case-file.ts';
import type { Tell, TellAbout } from '../notification/notification.ts';
import type { Slot } from '../slot/slot.ts';

/** What the traveller, and the escort where the slot has one, must hear of a booking. `was` is the slot she had before. */
export function tellBoth(about: TellAbout, slot: Slot, caseFile: CaseFile, was?: Slot): Tell[] {
  const facts = { about, slotId: slot._id, caseFileId: caseFile._id, ...(was ? { was: meetingOf(was) } : {}) };
  return [
    { ...facts, audience: 'traveller' },
    ...(slot.escortId === undefined ? [] : [{ ...facts, audience: 'escort' as const, escortId: slot.escortId }]),
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

/** She hears of the meeting that she knows, not of one in between that nobody told her. */
export const toTraveller = (tells: readonly Tell[], known: Tell['was']): Tell[] =>
  tells.map((tell) => (tell.audience === 'traveller' && known ? { ...tell, was: known } : tell));

/** The meeting of a slot as a line keeps it. */
export const meetingOf = ({ from, zone, meetingPointId }: Slot): NonNullable<Tell['was']> => ({
  from,
  zone,
  meetingPointId,
});
