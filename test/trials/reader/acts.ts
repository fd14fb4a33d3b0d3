import { isAt, type AuditRow, type BookingRow, type Rows } from './rows.ts';

const HOUR_MS = 3_600_000;
/** A reading and a sign-in leave an audit entry and no kept reply. */
const WITHOUT_REPLY = /(^|[.-])(read|sign-in)/;

/** Each act with its audit entry and the other way about, and each of both with what it did. */
export function checkActs(rows: Rows): string[] {
  const entries = Map.groupBy(rows.audit, ({ what }) => what);
  const of = (what: string): AuditRow[] => entries.get(what) ?? [];
  return [
    ...checkPairs(rows),
    ...['booking.book', 'booking.move'].flatMap((what) => of(what).flatMap((entry) => checkMaking(rows, entry))),
    ...of('booking.confirm').flatMap((entry) => checkConfirm(rows, entry)),
    ...of('booking.cancel').flatMap((entry) => checkCancel(rows, entry)),
    ...checkCauses(rows),
    ...checkAssigned(rows, of('slot.assign')),
  ];
}

/** They share moment and family; a kept reply goes after two days, or with the family's key. */
function checkPairs({ acts, audit, now, readable }: Rows): string[] {
  const since = new Date(now.getTime() - 47 * HOUR_MS);
  const pair = (at: Date, caseFileId = 'nobody'): string => `${at.toISOString()} of case ${caseFileId}`;
  const kept = Map.groupBy(
    acts.filter(({ at }) => at >= since),
    ({ at, caseFileId }) => pair(at, caseFileId),
  );
  const named = Map.groupBy(
    audit.filter(({ at, what }) => at >= since && !WITHOUT_REPLY.test(what)),
    ({ at, which }) => pair(at, which['caseFileId']),
  );
  const isErased = ({ which: { caseFileId } }: AuditRow): boolean =>
    caseFileId !== undefined && !readable.has(caseFileId);
  const found: string[] = [];
  for (const [which, done] of kept) {
    const entries = named.get(which)?.length ?? 0;
    if (done.length > entries) found.push(`An act at ${which} has no audit entry.`);
  }
  for (const [which, entries] of named) {
    const replies = kept.get(which)?.length ?? 0;
    const first = entries[0];
    if (first && entries.length > replies && !isErased(first))
      found.push(`The audit’s ${first.what} at ${which} has no act that was kept.`);
  }
  return found;
}

const bookingOf = ({ bookings }: Rows, { which }: AuditRow): BookingRow | undefined =>
  bookings.get(which['bookingId'] ?? '');

function checkMaking(rows: Rows, entry: AuditRow): string[] {
  const booking = bookingOf(rows, entry);
  const { slotId, caseFileId, bookingId = '' } = entry.which;
  const fits = booking?.slotId === slotId && booking?.caseFileId === caseFileId && isAt(booking?.madeAt, entry.at);
  if (!booking || !fits) return [`The audit’s ${entry.what} made booking ${bookingId}, which is not as it says.`];
  return booking.heldUntil ? [] : checkTold(rows, booking, ['booking-made', 'booking-moved'], entry.at);
}

function checkConfirm(rows: Rows, entry: AuditRow): string[] {
  const booking = bookingOf(rows, entry);
  if (!booking || booking.status === 'held' || booking.status === 'expired')
    return [`Booking ${entry.which['bookingId'] ?? ''} was confirmed and is ${booking?.status ?? 'not there'}.`];
  return checkTold(rows, booking, ['booking-made'], entry.at);
}

function checkCancel(rows: Rows, entry: AuditRow): string[] {
  const booking = bookingOf(rows, entry);
  if (booking?.status !== 'cancelled' || !isAt(booking.endedAt, entry.at))
    return [`Booking ${entry.which['bookingId'] ?? ''} was cancelled and is ${booking?.status ?? 'not there'}.`];
  const wasPlace = !booking.heldUntil || isConfirmed(rows, booking);
  return wasPlace ? checkTold(rows, booking, ['booking-cancelled'], entry.at) : [];
}

const isConfirmed = ({ entriesOf }: Rows, { _id }: BookingRow): boolean =>
  entriesOf('booking.confirm', 'bookingId', _id).length > 0;

/** What changes her meeting leaves a line for her, of the same moment. */
function checkTold(
  { linesOf }: Rows,
  { slotId, caseFileId }: BookingRow,
  about: readonly string[],
  at: Date,
): string[] {
  const isTold = linesOf(caseFileId).some(
    (line) =>
      line.slotId === slotId && line.audience === 'traveller' && about.includes(line.about) && isAt(line.at, at),
  );
  return isTold ? [] : [`Case ${caseFileId} has nothing to hear of its ${about[0] ?? ''} on slot ${slotId}.`];
}

/** Nothing is made, and nothing ends, without an act that says so. */
function checkCauses({ bookings, entriesOf }: Rows): string[] {
  return [...bookings.values()].flatMap(({ _id, slotId, caseFileId, status, madeAt, endedAt }) => {
    const happened = (what: string, noun: Parameters<Rows['entriesOf']>[1], id: string): boolean =>
      entriesOf(what, noun, id).some(({ at }) => isAt(at, endedAt));
    const proposal = (how: readonly string[], moment: Date | undefined): boolean =>
      how.some((each) => entriesOf(`proposal.${each}`, 'caseFileId', caseFileId).some(({ at }) => isAt(at, moment)));
    const causes: Record<string, () => boolean> = {
      cancelled: () => happened('booking.cancel', 'bookingId', _id) || happened('slot.cancel', 'slotId', slotId),
      moved: () => happened('booking.move', 'caseFileId', caseFileId) || proposal(['accept', 'undo'], endedAt),
      released: () =>
        proposal(['refuse', 'release'], endedAt) ||
        happened('case-file.end', 'caseFileId', caseFileId) ||
        happened('case-file.erase-again', 'caseFileId', caseFileId),
    };
    const booked = ['booking.book', 'booking.move'].flatMap((what) => entriesOf(what, 'bookingId', _id)).length;
    const made = booked === 0 && proposal(['propose', 'accept', 'undo'], madeAt) ? 1 : booked;
    return [
      ...(made === 1 ? [] : [`Booking ${_id} was made by ${made} acts of the audit.`]),
      ...((causes[status]?.() ?? true) ? [] : [`Booking ${_id} is ${status}, and no act of that moment did it.`]),
    ];
  });
}

/** The last who was given a slot by hand has it: no series follows a slot that a person changed. */
function checkAssigned({ slots }: Rows, entries: readonly AuditRow[]): string[] {
  const single = entries.filter(({ which }) => slots.get(which['slotId'] ?? '')?.edited);
  return [...Map.groupBy(single, ({ which }) => which['slotId'] ?? '')].flatMap(([slotId, given]) => {
    const last = Math.max(...given.map(({ at }) => at.getTime()));
    const whom = given.filter(({ at }) => at.getTime() === last).map(({ which }) => which['escortId']);
    const has = slots.get(slotId)?.escortId;
    return whom.includes(has)
      ? []
      : [`Slot ${slotId} was given to ${whom[0] ?? 'nobody'} and is with ${has ?? 'nobody'}.`];
  });
}
