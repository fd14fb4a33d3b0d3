import type { Crossing } from './crossing.ts';
import { takesMode } from './crossing.ts';
import { bearingOn, eventsInForce, type Bearing, type CrossingEvent, type Passage } from './crossing-event.ts';
import { isLongAgo, momentStart } from './period.ts';

/** `restricted`: some are refused, or it takes longer. `unknown`: nobody has written down who may pass that way. */
export type Status = (typeof STATUSES)[number];
/** The worse, the later. */
export const STATUSES = ['open', 'unknown', 'restricted', 'closed'] as const;

/** What holds of a passage at its time, and who says so. Computed for that time and stored nowhere. */
export interface CrossingStatus {
  status: Status;
  /** The event that decides; absent where the crossing's ordinary rules do. */
  event?: CrossingEvent;
  /** Ids of sources, of the event or of the ordinary rules. */
  sources: readonly string[];
  /** When that was last looked at; null where its sources bear no date. */
  checked: string | null;
  /** Longer ago than this border may go without a look. */
  isOld: boolean;
}

interface Known {
  crossing: Crossing;
  events: Iterable<CrossingEvent>;
  /** Days that a check of this border holds good. */
  checkDays: number;
  /** When somebody of the desk last found that all that stands here holds. */
  checkedAt?: Date | undefined;
}

/** From what weighs most; an event that opens a way weighs nothing against one that closes or hinders. */
const DECIDES: readonly [Bearing, Status][] = [
  ['closes', 'closed'],
  ['hinders', 'restricted'],
  ['slows', 'restricted'],
  ['helps', 'open'],
];

/** May she pass there, then and in that way, and who says so? `now` says how old the answer is. */
export function crossingStatus(
  { crossing, events, checkDays, checkedAt }: Known,
  passage: Omit<Passage, 'crossing'>,
  now: Date,
): CrossingStatus {
  const there = eventsInForce(events, { ...passage, crossing: crossing.id });
  const [status, event] = decide(there, passage, ordinaryStatus(crossing, passage));
  const { sources, asOf } = event ?? crossing;
  const checked = newest(asOf, checkedAt?.toISOString() ?? null);
  const isOld = checked === null || isLongAgo(checked, checkDays, now);
  return { status, ...(event ? { event } : {}), sources, checked, isOld };
}

/** The weightiest event and what it makes of the passage, of several the one that began last; else the ordinary rules. */
function decide(
  there: readonly CrossingEvent[],
  { mode }: Pick<Passage, 'mode'>,
  ordinary: Status,
): [Status, CrossingEvent?] {
  const withBearing = (bearing: Bearing): CrossingEvent | undefined =>
    there
      .filter((each) => bearingOn(each, mode) === bearing)
      .toSorted((one, other) => momentStart(other.from).getTime() - momentStart(one.from).getTime())[0];
  for (const [bearing, status] of DECIDES) {
    const event = withBearing(bearing);
    // What hinders some says nothing of a way that is open to nobody.
    if (event && (bearing === 'closes' || ordinary === 'open' || withBearing('helps'))) return [status, event];
  }
  return [ordinary];
}

function ordinaryStatus(crossing: Crossing, { at, mode, direction }: Omit<Passage, 'crossing'>): Status {
  if (crossing.modes[direction] === undefined) return 'unknown';
  if (crossing.openedOn !== undefined && at < momentStart(crossing.openedOn)) return 'closed';
  return takesMode(crossing, mode, direction) ? 'open' : 'closed';
}

const newest = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && momentStart(one) < momentStart(other)) ? other : one;
