import type { Rows } from './rows.ts';

/** Every seat that is proposed belongs to one open proposal, and every open proposal has the seats it names. */
export function checkProposals({ proposals, bookings }: Rows): string[] {
  const open = proposals.filter((proposal) => proposal.open === true);
  const holders = Map.groupBy(open, ({ toBookingId }) => toBookingId);
  const proposed = [...bookings.values()].filter(({ live, status }) => live && status === 'proposed');
  return [
    ...proposed.flatMap(({ _id }) => {
      const count = holders.get(_id)?.length ?? 0;
      return count === 1 ? [] : [`Booking ${_id} is proposed by ${count} open proposals: seats leak.`];
    }),
    ...open.flatMap(({ _id, toBookingId }) => {
      const held = toBookingId === undefined || bookings.get(toBookingId)?.live === true;
      return held ? [] : [`Proposal ${_id} is open without the seats it proposes.`];
    }),
    ...[...Map.groupBy(open, ({ bookingId }) => bookingId)].flatMap(([bookingId, ofBooking]) =>
      ofBooking.length > 1 ? [`Booking ${bookingId} has ${ofBooking.length} open proposals.`] : [],
    ),
  ];
}
