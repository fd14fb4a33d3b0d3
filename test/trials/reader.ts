import type { Connection } from 'mongoose';
import { checkActs } from './reader/acts.ts';
import { checkBookings } from './reader/bookings.ts';
import { checkCases } from './reader/cases.ts';
import { checkLines } from './reader/lines.ts';
import { checkProposals } from './reader/proposals.ts';
import { readRows } from './reader/rows.ts';
import { checkSlots } from './reader/slots.ts';
import { checkTold, type Told } from './reader/told.ts';

export type { Told };

/**
 * The separate reader: holds slots, bookings, case files, commitments, acts, audit entries, feed revisions and lines of
 * To tell against each other, by queries and rules of its own, as they stand at one moment. Gives a sentence each for what
 * does not fit, none when all is well; with `told`, also what was acknowledged and is not there, and the other way about.
 * Clients may go on meanwhile and add to `told`: what they begin or learn after the moment may be there or not.
 */
export async function readFindings(
  connection: Connection,
  { now, told = [] }: { now?: Date; told?: readonly Told[] } = {},
): Promise<string[]> {
  const before = told.map((each) => ({ ...each }));
  const rows = await readRows(connection, now);
  const begun = told.slice(before.length).map((each): Told => ({ ...each, outcome: 'unknown' }));
  return [checkBookings, checkProposals, checkCases, checkSlots, checkActs, checkLines]
    .flatMap((check) => check(rows))
    .concat(checkTold(rows, [...before, ...begun]));
}
