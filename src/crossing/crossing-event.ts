import { z } from 'zod';
import { citedFields, idSchema, localizedSchema } from '../platform/cited.ts';
import { daysAfter } from '../platform/days.ts';
import { resolveLocal } from '../platform/zone-time.ts';
import { crossingModeSchema, takesMode, type Crossing, type CrossingMode, type Direction } from './crossing.ts';

export const POLISH_ZONE = 'Europe/Warsaw';

/** Whom an event concerns. What a person cannot know of her vehicle or papers is taken to concern her. */
export const appliesToSchema = z.enum(['everyone', 'citizens-of-ru', 'vehicles-of-ru', 'non-eu-outside-categories']);

/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or an instant with its offset, as exact as the source is. */
const momentSchema = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?)?)?$/, 'is neither a date nor an instant with offset');

/**
 * A dated, sourced change of crossings. With `modified-service` the modes are those still taken; with every other
 * effect they are the ones it concerns. `reopened` lifts what closed or hindered before it and opens nothing new.
 */
export const crossingEventSchema = z.strictObject({
  id: idSchema,
  crossings: z.array(idSchema).min(1),
  effect: z.enum([
    'no-service',
    'restricted',
    'modified-service',
    'reduced-service',
    'detour',
    'other',
    'additional-service',
    'new-service',
    'reopened',
  ]),
  modes: z.array(crossingModeSchema).min(1),
  direction: z.enum(['both', 'to-PL', 'to-UA', 'to-BY', 'to-RU']),
  from: momentSchema,
  /** The first moment it no longer holds; null while nothing has ended it. */
  to: momentSchema.nullable(),
  appliesTo: appliesToSchema,
  cause: localizedSchema,
  ...citedFields,
});
export type CrossingEvent = z.infer<typeof crossingEventSchema>;

/** Who wants to pass where, when and how. A nationality not yet known counts as one that an event concerns. */
export interface Passage {
  crossing: string;
  at: Date;
  mode: CrossingMode;
  direction: Direction;
  nationality?: string | undefined;
}

// A moment costs much to read, and a closure or a plan asks for the same few thousands of times.
const knownStarts = new Map<string, number>();

function startOf(moment: string): number {
  const known = knownStarts.get(moment) ?? readStart(moment);
  knownStarts.set(moment, known);
  return known;
}

function readStart(moment: string): number {
  if (moment.includes('T')) return new Date(moment).getTime();
  const [year, month = '01', day = '01'] = moment.split('-');
  return resolveLocal({ date: `${year}-${month}-${day}`, time: '00:00', zone: POLISH_ZONE }).instant.getTime();
}

/** The instant of a moment: a date alone means the start of that day on the Polish side's clock. */
export const momentStart = (moment: string): Date => new Date(startOf(moment));

/** More than so many times 24 hours ago. */
export const isLongAgo = (moment: string, days: number, now: Date): boolean =>
  daysAfter(momentStart(moment), days) < now;

// Nationals of the EU, the EEA and Switzerland, whom the entry categories of 2020 do not concern.
export const FREE_TO_ENTER = new Set(
  'AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

const CONCERNS: Record<CrossingEvent['appliesTo'], (nationality: string | undefined) => boolean> = {
  everyone: () => true,
  'citizens-of-ru': (nationality) => nationality === undefined || nationality === 'RU',
  // Whose plates a taxi will have is not known beforehand, so every car is taken to be concerned.
  'vehicles-of-ru': () => true,
  'non-eu-outside-categories': (nationality) => nationality === undefined || !FREE_TO_ENTER.has(nationality),
};

/** Whether the event is in force at that instant. */
const inForceAt = (event: Pick<CrossingEvent, 'from' | 'to'>, at: Date): boolean =>
  startOf(event.from) <= at.getTime() && (event.to === null || at.getTime() < startOf(event.to));

const concerns = (event: CrossingEvent, passage: Passage): boolean =>
  event.crossings.includes(passage.crossing) &&
  (event.direction === 'both' || event.direction === passage.direction) &&
  (event.effect === 'modified-service' || event.modes.includes(passage.mode)) &&
  CONCERNS[event.appliesTo](passage.nationality);

/** The events in force that fit her date, mode, direction and nationality; what a reopening has lifted is none. */
export function eventsInForce(events: Iterable<CrossingEvent>, passage: Passage): CrossingEvent[] {
  const there = [...events].filter((event) => concerns(event, passage) && inForceAt(event, passage.at));
  const reopenings = there.filter(({ effect }) => effect === 'reopened');
  return there.filter((event) => !reopenings.some((reopening) => isLiftedBy(event, reopening, passage.mode)));
}

// That traffic runs again changes no rule about who is let in: a rule for some falls only to a reopening for the same.
const isLiftedBy = (event: CrossingEvent, reopening: CrossingEvent, mode: CrossingMode): boolean =>
  isHindrance(event, mode) &&
  event.appliesTo === reopening.appliesTo &&
  momentStart(event.from) < momentStart(reopening.from);

/** `closes`: nobody passes that way. `hinders`: some are refused. `slows`: it takes longer. `helps`: it opens a way. */
export type Bearing = 'closes' | 'hinders' | 'slows' | 'helps' | 'lifts';

const BEARINGS: Record<Exclude<CrossingEvent['effect'], 'modified-service'>, Bearing> = {
  'no-service': 'closes',
  restricted: 'hinders',
  'reduced-service': 'slows',
  detour: 'slows',
  // Whatever it is, a coordinator must have seen it.
  other: 'hinders',
  'additional-service': 'helps',
  'new-service': 'helps',
  reopened: 'lifts',
};

export function bearingOn(event: CrossingEvent, mode: CrossingMode): Bearing {
  if (event.effect === 'modified-service') return event.modes.includes(mode) ? 'helps' : 'closes';
  return BEARINGS[event.effect];
}

const isHindrance = (event: CrossingEvent, mode: CrossingMode): boolean =>
  ['closes', 'hinders'].includes(bearingOn(event, mode));

/** The events that a coordinator must see before she is sent that way. */
export const hindrances = (events: Iterable<CrossingEvent>, passage: Passage): CrossingEvent[] =>
  eventsInForce(events, passage).filter((event) => isHindrance(event, passage.mode));

/** Whether anybody passes that way at that time, by the ordinary rules and the events in force together. */
export function isPassable(
  crossing: Crossing,
  events: Iterable<CrossingEvent>,
  passage: Omit<Passage, 'crossing'>,
): boolean {
  const bearings = eventsInForce(events, { ...passage, crossing: crossing.id }).map((event) =>
    bearingOn(event, passage.mode),
  );
  if (bearings.includes('closes')) return false;
  if (bearings.includes('helps')) return true;
  const opened = crossing.openedOn === undefined || momentStart(crossing.openedOn) <= passage.at;
  return opened && takesMode(crossing, passage.mode, passage.direction);
}
