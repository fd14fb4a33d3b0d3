import type { Booking } from './booking.ts';

/** What an acknowledgement keeps of a crossing event: which recorded contents were seen. Those of data/ have no row. */
export type EventCode = 'crossing-event' | `crossing-event/${string}`;

export const eventCode = (rowId: string | undefined): EventCode =>
  rowId === undefined ? 'crossing-event' : `crossing-event/${rowId}`;

/** Whether whoever booked had seen these very contents. No clock is asked: those of two processes may differ. */
export const hasSeen = ({ acknowledged }: Pick<Booking, 'acknowledged'>, rowId: string | undefined): boolean =>
  acknowledged?.codes.includes(eventCode(rowId)) ?? false;
