import { isAt, isPlace, type LineRow, type Rows } from './rows.ts';

const OF_A_PLACE = new Set(['booking-made', 'booking-moved']);

/** What is still to be told is true, and an ending has left its line. */
export function checkLines(rows: Rows): string[] {
  const places = new Set(
    [...rows.bookings.values()].filter(isPlace).map(({ caseFileId, slotId }) => `${caseFileId} ${slotId}`),
  );
  const endings = rows.audit.filter(({ what }) => what === 'case-file.end');
  return [
    ...rows.lines.flatMap((line) => [...checkOpen(line), ...checkTrue(line, places)]),
    ...endings.flatMap(({ at, which: { caseFileId = '' } }) => {
      const isTold = rows.linesOf(caseFileId).some((line) => line.about === 'case-ended' && isAt(line.at, at));
      return isTold ? [] : [`Case ${caseFileId} has nothing to hear of its ending.`];
    }),
  ];
}

const checkOpen = ({ _id, open, toldAt, withdrawnAt }: LineRow): string[] =>
  (open === true) === (!toldAt && !withdrawnAt)
    ? []
    : [`Line ${_id} is ${open ? 'open and done with' : 'neither open nor done with'}.`];

function checkTrue({ _id, about, audience, open, caseFileId, slotId }: LineRow, places: ReadonlySet<string>): string[] {
  if (!open || audience !== 'traveller' || !OF_A_PLACE.has(about)) return [];
  return places.has(`${caseFileId ?? ''} ${slotId ?? ''}`)
    ? []
    : [`Line ${_id} tells case ${caseFileId ?? ''} of a place that it does not have.`];
}
