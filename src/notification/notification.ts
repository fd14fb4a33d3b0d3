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
  'taken-back',
  'crossing-closed',
  'crossing-restricted',
  'crossing-open-again',
] as const;
export type TellAbout = (typeof TELL_ABOUT)[number];

export const OF_A_CROSSING: ReadonlySet<TellAbout> = new Set([
  'crossing-closed',
  'crossing-restricted',
  'crossing-open-again',
]);

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
  /** The words of the meeting point as they were, in English, where only they changed. */
  wasText?: string;
  /** Made by what may run twice, such as a sweep: unique where it stands. */
  key?: string;
  /** The crossing event it speaks of. */
  eventId?: string;
  /** Whoever is on the phone about it just now, so that nobody else calls too. */
  calling?: { by: string; at: Date };
  /** Calls that nobody answered, the oldest first. */
  tries?: { by: string; at: Date }[];
  toldAt?: Date;
  toldBy?: string;
  /** It came to be untrue before anybody told it: nobody is to hear it any more. */
  withdrawnAt?: Date;
}

/** What an act asks to be told; id and time are added where it is written. */
export type Tell = Omit<Notification, '_id' | 'at' | 'calling' | 'tries' | 'toldAt' | 'toldBy' | 'withdrawnAt'>;

/** Neither told nor taken back. */
export const isOpen = ({ toldBy, withdrawnAt }: Notification): boolean =>
  toldBy === undefined && withdrawnAt === undefined;

export const idsOf = (lines: readonly Notification[]): string[] => lines.map(({ _id }) => _id);
