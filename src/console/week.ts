import { DateTime } from 'luxon';
import { dayField } from '../platform/day-fields.ts';
import { localDateTime } from '../platform/zone-time.ts';
import type { SlotLine } from './slot-line.ts';
import { DESK_ZONE } from './when.ts';

/** A week as an address names it, by one of its days; anything else means this week. */
export const weekField = dayField.optional().catch(undefined);

/** A week of the desk, from its Monday; days are `YYYY-MM-DD` on the clock of Warsaw. */
export interface Week {
  days: string[];
  from: Date;
  to: Date;
  before: string;
  after: string;
}

/** The week that a day lies in; a text that is no day gives the week of `now`. */
export function weekOf(day: unknown, now: Date): Week {
  const asked = dayField.safeParse(day).data ?? localDateTime(now, DESK_ZONE).date;
  const monday = DateTime.fromISO(asked, { zone: DESK_ZONE }).startOf('week');
  const dayAt = (offset: number): DateTime => monday.plus({ days: offset });
  return {
    days: Array.from({ length: 7 }, (_, offset) => dayAt(offset).toFormat('yyyy-MM-dd')),
    from: monday.toJSDate(),
    to: dayAt(7).toJSDate(),
    before: dayAt(-7).toFormat('yyyy-MM-dd'),
    after: dayAt(7).toFormat('yyyy-MM-dd'),
  };
}

/** One row of the board: an escort or a crossing point, with the slots of each day. */
export interface BoardRow {
  key: string;
  name: string;
  cells: SlotLine[][];
}

/** Rows in the order of their names; whatever nobody is assigned to stands first, for it is the loudest. */
export function boardRows(
  lines: readonly SlotLine[],
  days: readonly string[],
  rowOf: (line: SlotLine) => Pick<BoardRow, 'key' | 'name'>,
): BoardRow[] {
  const groups = Map.groupBy(lines, (line) => rowOf(line).key);
  const rows = [...groups].map(([key, group]) => ({
    key,
    name: group[0] ? rowOf(group[0]).name : key,
    cells: days.map((day) => group.filter(({ slot }) => localDateTime(slot.from, DESK_ZONE).date === day)),
  }));
  return rows.sort((one, other) => (one.key === '' ? -1 : other.key === '' ? 1 : one.name.localeCompare(other.name)));
}
