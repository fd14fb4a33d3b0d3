/** What somebody must hear of. The desk phones; nothing is sent by itself. */
export const TELL_ABOUT = [
  'booking-made',
  'booking-moved',
  'booking-cancelled',
  'slot-changed',
  'slot-cancelled',
  'escort-changed',
  'escort-removed',
  'word-changed',
  'path-changed',
  'proof-recorded',
  'case-ended',
] as const;
export type TellAbout = (typeof TELL_ABOUT)[number];

/** One thing to tell one person: the traveller of a case file, or an escort. It stands until somebody ticks it off. */
export interface Notification {
  _id: string;
  about: TellAbout;
  audience: 'traveller' | 'escort';
  caseFileId?: string;
  escortId?: string;
  slotId?: string;
  at: Date;
  /** The meeting as it was, for “was … now …”. */
  was?: { from: Date; zone: string; meetingPointId: string };
  toldAt?: Date;
  toldBy?: string;
}

/** What an act asks to be told; id and time are added where it is written. */
export type Tell = Omit<Notification, '_id' | 'at' | 'toldAt' | 'toldBy'>;
