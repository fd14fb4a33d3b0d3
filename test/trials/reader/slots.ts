import type { ChangeRow, Rows, SlotRow } from './rows.ts';

/** Escorts in one place at a time, series planned once, each number of a slot's feed with the row that tells it. */
export function checkSlots(rows: Rows): string[] {
  const changes = Map.groupBy(rows.changes, ({ slotId = '' }) => slotId);
  const slots = [...rows.slots.values()];
  const strangers = [...changes.keys()].filter((slotId) => slotId !== '' && !rows.slots.has(slotId));
  return [
    ...checkOverlaps(slots),
    ...checkPlanned(slots),
    ...checkLocks(rows),
    ...slots.flatMap((slot) => checkFeed(slot, changes.get(slot._id) ?? [])),
    ...slots.flatMap(({ _id, status, escortId }) =>
      status === 'open' && escortId === undefined ? [`Slot ${_id} is open and nobody accompanies.`] : [],
    ),
    ...strangers.map((slotId) => `A change row speaks of slot ${slotId}, which does not exist.`),
  ];
}

function checkOverlaps(slots: readonly SlotRow[]): string[] {
  const taken = slots.filter(({ escortId, status }) => escortId !== undefined && status !== 'cancelled');
  return [...Map.groupBy(taken, ({ escortId }) => escortId)].flatMap(([escortId, theirs]) => {
    const inOrder = theirs.sort((one, other) => one.from.getTime() - other.from.getTime());
    let before: SlotRow | undefined;
    const found: string[] = [];
    for (const slot of inOrder) {
      if (before && slot.from < before.freeAt)
        found.push(`Escort ${escortId ?? ''} is committed twice at once: on slots ${before._id} and ${slot._id}.`);
      if (!before || slot.freeAt > before.freeAt) before = slot;
    }
    return found;
  });
}

const checkPlanned = (slots: readonly SlotRow[]): string[] =>
  [...Map.groupBy(slots, ({ plannedKey = '' }) => plannedKey)].flatMap(([key, planned]) =>
    key !== '' && planned.length > 1 ? [`Planned ${planned.length} times: ${key}.`] : [],
  );

/** Acts that lock what they name: each has raised its number once at least. */
const LOCKING =
  /^(booking\.|case-file\.(end|reopen|take-back|choose-path|record-|correct)|slot\.(assign|edit|open|close|cancel)$)/;

function checkLocks({ audit, slots, cases }: Rows): string[] {
  const locking = audit.filter(({ what }) => LOCKING.test(what));
  const check = (noun: string, id: 'slotId' | 'caseFileId', locked: Map<string, { rev: number }>): string[] =>
    [...Map.groupBy(locking, ({ which }) => which[id] ?? '')].flatMap(([key, entries]) => {
      const rev = locked.get(key)?.rev;
      if (key === '' || rev === undefined || rev >= entries.length) return [];
      return [`${noun} ${key} was locked ${rev} times for ${entries.length} acts.`];
    });
  return [...check('Slot', 'slotId', slots), ...check('Case', 'caseFileId', cases)];
}

/**
 * Goes through a slot's numbers from the first on: each has one row for whoever accompanies then, and one for whoever
 * does no longer. A number may lack a row only while nobody accompanies.
 */
function checkFeed({ _id, escortId, published }: SlotRow, changes: readonly ChangeRow[]): string[] {
  const found: string[] = [];
  const own = Map.groupBy(
    changes.filter(({ left }) => !left),
    ({ seq }) => seq,
  );
  const left = Map.groupBy(
    changes.filter((row) => row.left),
    ({ seq }) => seq,
  );
  let present: string | undefined;
  for (let seq = 1; seq <= published.seq; seq += 1) {
    const [mine = [], gone = []] = [own.get(seq), left.get(seq)];
    if (mine.length > 1) found.push(`Slot ${_id} has number ${seq} of its feed ${mine.length} times.`);
    const next = mine[0]?.escortId;
    const hasLeft = seq > 1 && present !== undefined && present !== next;
    if (hasLeft && gone[0]?.escortId !== present)
      found.push(`Slot ${_id} left escort ${present ?? ''} at number ${seq}, and no change row says so.`);
    if (!hasLeft && seq > 1 && gone.length > 0)
      found.push(`Slot ${_id} leaves somebody at number ${seq} whom it had not.`);
    present = next;
  }
  const beyond = changes.some(({ seq }) => seq > published.seq);
  if (beyond) found.push(`Slot ${_id} has change rows beyond its number ${published.seq}.`);
  if (published.seq > 0 && present !== escortId)
    found.push(`Slot ${_id} is with ${escortId ?? 'nobody'}, and its change rows end with ${present ?? 'nobody'}.`);
  return found;
}
