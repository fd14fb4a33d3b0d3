import type { Connection } from 'mongoose';
import { checkActs } from './reader/acts.ts';
import { checkBookings } from './reader/bookings.ts';
import { checkCases } from './reader/cases.ts';
import { checkLines } from './reader/lines.ts';
import { readRows } from './reader/rows.ts';
import { checkSlots } from './reader/slots.ts';
import { checkTold, type Told } from './reader/told.ts';

export type { Told };

/**
 * The separate reader: holds slots, bookings, case files, commitments, acts, audit entries, feed revisions and lines of
 * To tell against each other, by queries and rules of its own. Nobody may write meanwhile. Gives a sentence each for what
 * does not fit, none when all is well; with `told`, also what was acknowledged and is not there, and the other way about.
 */
export async function readFindings(
  connection: Connection,
  { now = new Date(), told = [] }: { now?: Date; told?: readonly Told[] } = {},
): Promise<string[]> {
  const rows = await readRows(connection, now);
  return [checkBookings, checkCases, checkSlots, checkActs, checkLines]
    .flatMap((check) => check(rows))
    .concat(checkTold(rows, told));
}
