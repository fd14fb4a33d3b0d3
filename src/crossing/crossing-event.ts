import { z } from 'zod';
import { citedFields, idSchema, localizedSchema } from '../platform/cited.ts';
import { crossingModeSchema, takesMode, type Crossing, type CrossingMode, type Direction } from './crossing.ts';
import { holdsAt, momentStart, periodSchema } from './period.ts';

/** Whom an event concerns; with every value but the first, `countries` says of which countries. */
export const appliesToSchema = z.enum(['everyone', 'citizens', 'others-than-citizens', 'vehicles']);

/** Why, as far as it is known; what was said of it stands in `wording`. */
export const CAUSES = [
  ...(['unknown', 'pandemic', 'migration', 'politics', 'sanctions', 'military', 'war'] as const),
  ...(['works', 'protest', 'weather', 'technical', 'opening', 'other'] as const),
] as const;

/** Two letters of ISO 3166, or `EU` for the EU, the EEA and Switzerland together. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'is not a country as two capital letters');

/**
 * A dated, sourced change of crossings. With `modified-service` the modes are those still taken; with every other
 * effect they are the ones it concerns. `reopened` lifts what closed or hindered before it and opens nothing new.
 */
export const crossingEventSchema = z
  .strictObject({
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
    ...periodSchema.shape,
    /** When it holds once more, such as each night: in their order, and none before the one before it has ended. */
    again: z.array(periodSchema).min(1).exactOptional(),
    /** When a traveller who is still at home reads of it on her page; absent: as soon as it is recorded. */
    publish: periodSchema.exactOptional(),
    appliesTo: appliesToSchema,
    countries: z.array(countrySchema).min(1).exactOptional(),
    cause: z.enum(CAUSES),
    /** What was said, in its own words. */
    wording: localizedSchema,
    ...citedFields,
  })
  .refine(({ appliesTo, countries }) => (appliesTo === 'everyone') === (countries === undefined), {
    path: ['countries'],
    error: 'are those that the event concerns, and none where it concerns everyone',
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

// Nationals of the EU, the EEA and Switzerland, whom the entry categories of 2020 do not concern.
export const FREE_TO_ENTER = new Set(
  'AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

const isOneOf = (countries: readonly string[], nationality: string): boolean =>
  countries.includes(nationality) || (countries.includes('EU') && FREE_TO_ENTER.has(nationality));

type Concerns = (countries: readonly string[], nationality: string | undefined) => boolean;

// What a person cannot know of her papers is taken to concern her.
const CONCERNS: Record<CrossingEvent['appliesTo'], Concerns> = {
  everyone: () => true,
  citizens: (countries, nationality) => nationality === undefined || isOneOf(countries, nationality),
  'others-than-citizens': (countries, nationality) => nationality === undefined || !isOneOf(countries, nationality),
  // Whose plates a taxi will have is not known beforehand, so every car is taken to be concerned.
  vehicles: () => true,
};

/** Whether two events concern the same people. */
export const isForTheSame = (one: CrossingEvent, other: CrossingEvent): boolean =>
  one.appliesTo === other.appliesTo &&
  (one.countries ?? []).toSorted().join(' ') === (other.countries ?? []).toSorted().join(' ');

/** The event once for each time that it holds, as if it held that time alone. */
export function eachPeriod(event: CrossingEvent): CrossingEvent[] {
  if (event.again === undefined) return [event];
  const { again, ...once } = event;
  return [once, ...again.map((period) => ({ ...once, ...period }))];
}

/** When all of it is over; null while nobody knows. */
export const lastEnd = ({ to, again }: Pick<CrossingEvent, 'to' | 'again'>): string | null =>
  again === undefined ? to : (again.at(-1)?.to ?? null);

/** The event as if it held from its beginning on without an end: all whom it may have touched. */
export const withoutEnd = (event: CrossingEvent): CrossingEvent => ({ ...event, to: null });

/** Whether a traveller who is still at home reads of it. */
export const isPublished = ({ publish }: Pick<CrossingEvent, 'publish'>, now: Date): boolean =>
  publish === undefined || holdsAt(publish, now);

const concerns = (event: CrossingEvent, passage: Passage): boolean =>
  event.crossings.includes(passage.crossing) &&
  (event.direction === 'both' || event.direction === passage.direction) &&
  (event.effect === 'modified-service' || event.modes.includes(passage.mode)) &&
  CONCERNS[event.appliesTo](event.countries ?? [], passage.nationality);

/**
 * The events in force that fit her date, mode, direction and nationality, each with the period that is; what a
 * reopening has lifted is none.
 */
export function eventsInForce(events: Iterable<CrossingEvent>, passage: Passage): CrossingEvent[] {
  const there = [...events]
    .filter((event) => concerns(event, passage))
    .flatMap(eachPeriod)
    .filter((event) => holdsAt(event, passage.at));
  const reopenings = there.filter(({ effect }) => effect === 'reopened');
  return there.filter((event) => !reopenings.some((reopening) => isLiftedBy(event, reopening, passage.mode)));
}

// That traffic runs again changes no rule about who is let in: a rule for some falls only to a reopening for the same.
const isLiftedBy = (event: CrossingEvent, reopening: CrossingEvent, mode: CrossingMode): boolean =>
  isHindrance(event, mode) && isForTheSame(event, reopening) && momentStart(event.from) < momentStart(reopening.from);

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
