import type { CrossingEvent } from '../crossing/crossing-event.ts';
import { crossingStatus, type CrossingStatus } from '../crossing/crossing-status.ts';
import type { Crossing, CrossingMode, Direction } from '../crossing/crossing.ts';
import type { WorldThen } from '../itinerary/border-grounds.ts';
import { MODES } from '../itinerary/phrases.ts';

/** A line of text with the ids of the sources that it rests on. */
export interface Cited {
  line: string;
  sources: readonly string[];
}

export const cite = (sources: readonly string[]): string => sources.map((id) => `[${id}]`).join(' ');

interface AskedBorder {
  border: Crossing['border'];
  direction: Direction;
  modes: readonly CrossingMode[];
  at: Date;
}

/** Of every road crossing of a border what holds there on a day for each way of crossing, and who says so. */
export function sayBorder(
  crossings: Iterable<Crossing>,
  { border, direction, modes, at }: AskedBorder,
  { events, checkDays, nationality, now }: WorldThen,
): Cited[] {
  return [...crossings]
    .filter((crossing) => crossing.border === border && crossing.kind === 'road')
    .flatMap((crossing) =>
      modes.map((mode) => {
        const known = { crossing, events: events.get(crossing.id) ?? [], checkDays: checkDays(border) };
        const status = crossingStatus(known, { at, mode, direction, nationality }, now);
        return { line: `${crossing.names.en}, ${MODES[mode].en}: ${sayStatus(status)}`, sources: status.sources };
      }),
    );
}

function sayStatus({ status, event, checked, isOld, sources }: CrossingStatus): string {
  const why = event ? `: ${sayEvent(event)}` : ' by its ordinary rules';
  const age = `as of ${checked ?? 'no known date'}${isOld ? ', not checked for long' : ''}`;
  return `${status}${why} (${age}; ${cite(sources)})`;
}

const sayEvent = ({ wording, from, to }: CrossingEvent): string =>
  `${wording.en.replace(/\.$/, '')}, since ${sayMoment(from)}${to === null ? '' : ` until ${sayMoment(to)}`}`;

/** A day where it is one: `2025-11-17T00:00+01:00` is nothing more. */
const sayMoment = (moment: string): string => moment.replace(/T00:00.*$/, '');
