import { isProposedOnly, takesSeats, type BookingRow, type Rows } from './rows.ts';

const LIVE = new Set(['held', 'booked', 'proposed']);

/** Seats sold once, one place a family and stage, each booking whole in itself, each move with two ends. */
export function checkBookings(rows: Rows): string[] {
  const bookings = [...rows.bookings.values()];
  return [
    ...checkSeats(rows),
    ...checkSingle(rows),
    ...bookings.flatMap((booking) => [
      ...checkShape(booking),
      ...checkBelongs(rows, booking),
      ...checkMove(rows, booking),
    ]),
  ];
}

const counting = ({ bookings, now }: Rows): BookingRow[] =>
  [...bookings.values()].filter((booking) => takesSeats(booking, now));

function checkSeats(rows: Rows): string[] {
  return [...Map.groupBy(counting(rows), ({ slotId }) => slotId)].flatMap(([slotId, taking]) => {
    const taken = taking.reduce((sum, { seats }) => sum + seats, 0);
    const capacity = rows.slots.get(slotId)?.capacity ?? 0;
    return taken > capacity ? [`Slot ${slotId} is oversold: ${taken} of ${capacity} seats.`] : [];
  });
}

function checkSingle(rows: Rows): string[] {
  const ofStages = counting(rows).filter(({ status }) => status !== 'proposed');
  return [...Map.groupBy(ofStages, ({ caseFileId, stageKey }) => `Case ${caseFileId} on stage ${stageKey}`)].flatMap(
    ([where, places]) => (places.length > 1 ? [`${where} has ${places.length} live bookings: a double one.`] : []),
  );
}

function checkShape({ _id, status, live, ofStage, heldUntil, endedAt, madeAt }: BookingRow): string[] {
  const found: string[] = [];
  if (live !== LIVE.has(status)) found.push(`Booking ${_id} is ${status} and ${live ? 'still' : 'no longer'} live.`);
  if ((ofStage === true) !== (live && status !== 'proposed'))
    found.push(`Booking ${_id} is ${status} and ${ofStage ? 'still keeps its stage' : 'leaves its stage to others'}.`);
  if (live === (endedAt !== undefined))
    found.push(`Booking ${_id} is ${status} ${endedAt ? 'with' : 'without'} an end.`);
  if (endedAt && endedAt < madeAt) found.push(`Booking ${_id} ended before it was made.`);
  if (status === 'held' && !heldUntil) found.push(`Booking ${_id} is a hold that never ends.`);
  if (status === 'expired' && !(heldUntil && endedAt && heldUntil <= endedAt))
    found.push(`Booking ${_id} was written as expired before its time.`);
  return found;
}

function checkBelongs({ slots, cases, now }: Rows, booking: BookingRow): string[] {
  const { _id, slotId, caseFileId, stageKey, seats } = booking;
  const [slot, caseFile] = [slots.get(slotId), cases.get(caseFileId)];
  if (!slot) return [`Booking ${_id} is on slot ${slotId}, which does not exist.`];
  if (!caseFile) return [`Booking ${_id} is of case ${caseFileId}, which does not exist.`];
  const found: string[] = [];
  if (slot.stageKey !== stageKey) found.push(`Booking ${_id} is on another stage than its slot.`);
  if (!takesSeats(booking, now)) return found;
  if (slot.status === 'cancelled') found.push(`Booking ${_id} is live on slot ${slotId}, which is cancelled.`);
  if (seats !== caseFile.party) found.push(`Booking ${_id} has ${seats} seats for a party of ${caseFile.party}.`);
  return found;
}

function checkMove({ bookings }: Rows, booking: BookingRow): string[] {
  const { _id, status, movedFrom, movedTo } = booking;
  const found: string[] = [];
  const isOfSame = (other: BookingRow): boolean =>
    other.caseFileId === booking.caseFileId && other.stageKey === booking.stageKey;
  if ((status === 'moved') !== (movedTo !== undefined)) found.push(`Booking ${_id} is ${status} and its move is half.`);
  if (movedTo !== undefined) {
    const next = bookings.get(movedTo);
    if (!next || next.movedFrom !== _id || !isOfSame(next))
      found.push(`Booking ${_id} moved to ${movedTo}, which knows nothing of it.`);
  }
  // Seats of a proposal say whose they would be, and nobody moved to them unless it was accepted.
  if (movedFrom !== undefined && !isProposedOnly(booking)) {
    const before = bookings.get(movedFrom);
    if (!before || before.movedTo !== _id || before.status !== 'moved')
      found.push(`Booking ${_id} came from ${movedFrom}, which did not move to it.`);
  }
  return found;
}
