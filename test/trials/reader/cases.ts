import { isAt, isPlace, takesSeats, type BookingRow, type CaseRow, type Rows } from './rows.ts';

const ENDED = new Set(['declined', 'exchanged', 'moved', 'died', 'unreachable', 'withdrawn']);
const UNDER_WAY = new Set(['travelling', 'met', 'accompanied']);
const WITH_PLACE = new Set(['booked', 'travelling']);
const WITHOUT_PLACE = new Set(['received', 'confirmed']);

/** What a case file says of itself against the bookings that it has. */
export function checkCases(rows: Rows): string[] {
  const ofCase = Map.groupBy(rows.bookings.values(), ({ caseFileId }) => caseFileId);
  return [...rows.cases.values()].flatMap((caseFile) => {
    const bookings = ofCase.get(caseFile._id) ?? [];
    return [
      ...checkState(caseFile, bookings),
      ...checkEnding(rows, caseFile, bookings),
      ...checkNext(rows, caseFile, bookings),
    ];
  });
}

function checkState({ _id, state }: CaseRow, bookings: readonly BookingRow[]): string[] {
  const hasPlace = bookings.some(isPlace);
  if (WITH_PLACE.has(state) && !hasPlace) return [`Case ${_id} is ${state} and has no place.`];
  if (WITHOUT_PLACE.has(state) && hasPlace) return [`Case ${_id} is ${state} and has a place.`];
  return [];
}

function checkEnding(
  { entriesOf, now }: Rows,
  { _id, state, ending }: CaseRow,
  bookings: readonly BookingRow[],
): string[] {
  if (ENDED.has(state) !== (ending !== undefined))
    return [`Case ${_id} is ${state} ${ending ? 'with' : 'without'} an ending.`];
  if (!ending) return [];
  const found: string[] = [];
  const isIt = entriesOf('case-file.end', 'caseFileId', _id).some(({ at }) => isAt(at, ending.at));
  if (!isIt) found.push(`Case ${_id} ended at a moment at which nobody ended it.`);
  if (!UNDER_WAY.has(ending.from) && bookings.some((booking) => takesSeats(booking, now)))
    found.push(`Case ${_id} ended and still takes seats.`);
  return found;
}

function checkNext({ slots }: Rows, { _id, state, nextAt }: CaseRow, bookings: readonly BookingRow[]): string[] {
  if (WITHOUT_PLACE.has(state) && nextAt) return [`Case ${_id} is ${state} and expects a meeting.`];
  if (!WITH_PLACE.has(state)) return [];
  const starts = bookings.filter(isPlace).map(({ slotId }) => slots.get(slotId)?.from);
  const fits = starts.length === 0 || starts.some((from) => isAt(from, nextAt));
  return fits ? [] : [`Case ${_id} expects its meeting at another time than its slot.`];
}
