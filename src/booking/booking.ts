/** How a booking stands. The first three count in their slot; the others are history. */
export const BOOKING_STATUSES = ['held', 'booked', 'proposed', 'cancelled', 'moved', 'expired', 'released'] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

/** Why a coordinator booked although something spoke against it: the codes she saw, and her reason (sealed in the store). */
export interface Acknowledgement {
  codes: string[];
  reason?: string;
}

/** A place on a slot for one party, a document of its own. Instants in UTC. */
export interface Booking {
  _id: string;
  slotId: string;
  caseFileId: string;
  stageKey: string;
  status: BookingStatus;
  /** Counts in its slot. A hold whose time is over still says so here until the next act or the tidying job. */
  live: boolean;
  /** Held and booked ones carry it: one of them a case and stage (a unique index), a proposal does not. */
  ofStage?: true;
  seats: number;
  heldUntil?: Date;
  /** A hold may be extended up to here. */
  extendableUntil?: Date;
  madeAt: Date;
  madeBy: string;
  endedAt?: Date;
  endedBy?: string;
  /** Why it ended; sealed in the store. */
  reason?: string;
  movedFrom?: string;
  movedTo?: string;
  acknowledged?: Acknowledgement;
}

export const HOLD_MINUTES = 10;
export const LONGEST_HOLD_MINUTES = 30;

/** True for a hold or a proposal whose time is over. It counts no more, whatever a job has or has not tidied yet. */
export const isOver = (booking: Booking, now: Date): boolean =>
  isHeld(booking) && booking.heldUntil !== undefined && booking.heldUntil <= now;

/** Takes seats for some time only: a hold, or what a proposal keeps free. */
export const isHeld = ({ status }: Pick<Booking, 'status'>): boolean => status === 'held' || status === 'proposed';

/** True for what takes seats at this moment. */
export const counts = (booking: Booking, now: Date): boolean => booking.live && !isOver(booking, now);

/** Her place on her stage, or what is held of one, among a family's live bookings: no proposal is a place. */
export const placeOf = (live: readonly Booking[]): Booking | undefined => live.find(({ ofStage }) => ofStage === true);

/** Seats taken in a slot at this moment, of the live bookings given. */
export const seatsTaken = (live: readonly Booking[], now: Date): number =>
  live.filter((booking) => counts(booking, now)).reduce((seats, booking) => seats + booking.seats, 0);
