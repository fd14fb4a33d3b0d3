import type { Booking } from '../booking/booking.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { parseReference } from '../case-file/codes.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Slot } from '../slot/slot.ts';
import { FAMILY_WORDS, findSaid, standingWords, type EscortWord, type SayWord } from './escort-word.ts';

export class EscortLinkOver extends DomainError {
  constructor() {
    super({
      status: 410,
      type: 'escort-link-over',
      detail:
        'This link has ended, or the meeting is off or no longer this escort’s. Nothing was recorded. Call the desk.',
    });
  }
}

class MeetingChanged extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'meeting-changed',
      detail: 'The meeting has changed since this page was opened. Read it again before you confirm.',
    });
  }
}

class NotInThisMeeting extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'not-in-this-meeting',
      detail: 'This case file is not booked in this meeting. Nothing was recorded. Call the desk.',
    });
  }
}

export interface SayFacts {
  /** The slot, locked. */
  slot: Pick<Slot, '_id' | 'status' | 'escortId' | 'published' | 'from'>;
  escortId: string;
  /** Everything said of this slot, the oldest first. */
  words: readonly EscortWord[];
  live: readonly Booking[];
  /** Case files of the live bookings. */
  caseFiles: readonly Pick<CaseFile, '_id' | 'reference'>[];
  now: Date;
}

export type DecidedWord = { said: EscortWord } | { fresh: Omit<EscortWord, '_id' | 'at'> };

/**
 * The word that he says now, or the one by which he has said it already. Refused are only a slot that is off or not his
 * any more, a family that is not booked there, and “I know” of what he cannot have read; never a word because of its
 * hour. Throws EscortLinkOver, NotInThisMeeting, MeetingChanged.
 */
export function decideWord(facts: SayFacts, { kind, reference, seen }: SayWord): DecidedWord {
  const { slot, escortId, words, now } = facts;
  if (slot.escortId !== escortId || slot.status === 'cancelled') throw new EscortLinkOver();
  if (kind === 'knows' && seen !== slot.published.seq) throw new MeetingChanged();
  const caseFileId = FAMILY_WORDS.includes(kind) ? findFamily(facts, reference) : undefined;
  const word = {
    ...{ slotId: slot._id, escortId, kind },
    ...(caseFileId === undefined ? {} : { caseFileId }),
    ...(kind === 'knows' ? { seen } : {}),
  };
  const own = words.filter((each) => each.escortId === escortId);
  const said = findSaid(standingWords(own, slot, now), word);
  return said ? { said } : { fresh: word };
}

function findFamily({ live, caseFiles }: SayFacts, reference = ''): string {
  const wanted = parseReference(reference);
  const family = caseFiles.find((caseFile) => caseFile.reference === wanted);
  const booked = live.some(({ caseFileId, status }) => caseFileId === family?._id && status === 'booked');
  if (!family || !booked) throw new NotInThisMeeting();
  return family._id;
}
