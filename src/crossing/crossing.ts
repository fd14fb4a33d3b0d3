import { z } from 'zod';
import {
  citedFields,
  coordinatesSchema,
  idSchema,
  localizedSchema,
  localTime,
  partialDateSchema,
  signedNamesSchema,
  zoneSchema,
} from '../platform/cited.ts';

/** How somebody crosses. A taxi crosses as a car; rail and trucks are known but take no traveller of ours. */
const CROSSING_MODES = ['foot', 'car', 'bus', 'truck', 'rail'] as const;
export const crossingModeSchema = z.enum(CROSSING_MODES);
export type CrossingMode = z.infer<typeof crossingModeSchema>;

/** Which country is entered. */
export const directionSchema = z.enum(['to-PL', 'to-UA', 'to-BY', 'to-RU']);
export type Direction = z.infer<typeof directionSchema>;

export const BORDERS = ['PL-UA', 'RU-PL', 'BY-PL'] as const;

const sideSchema = z.strictObject({
  country: z.enum(['RU', 'BY', 'PL', 'UA']),
  /** The checkpoint as that side calls it. */
  name: localizedSchema,
  zone: zoneSchema,
});

/** A border checkpoint with its two sides, each on its own clock. */
export const crossingSchema = z.strictObject({
  id: idSchema,
  border: z.enum(BORDERS),
  kind: z.enum(['road', 'rail']),
  names: signedNamesSchema,
  /** The Polish side stands first. */
  sides: z.tuple([sideSchema, sideSchema]),
  coordinates: coordinatesSchema.nullable(),
  accuracyKm: z.number().positive().nullable(),
  coordinateSources: z.array(z.string()),
  /** What it takes by its ordinary rules; crossing events add to it and take from it. */
  modes: z.partialRecord(directionSchema, z.array(crossingModeSchema)),
  modesNote: localizedSchema.optional(),
  hours: z.string().min(1),
  /** Where it is not open day and night: from and until when, on the clock of the Polish side. */
  opens: z.strictObject({ from: localTime, until: localTime }).optional(),
  controlPlace: z.string().optional(),
  openedOn: z.iso.date().optional(),
  status: z.strictObject({
    march2022: localizedSchema,
    latest: localizedSchema,
    /** null where the page it stands on bears no date. */
    asOf: partialDateSchema.nullable(),
    march2022Confidence: citedFields.confidence,
  }),
  ...citedFields,
});
export type Crossing = z.infer<typeof crossingSchema>;

/** Whether a crossing takes somebody who comes that way, by its ordinary rules and whatever the day. */
export const takesMode = (crossing: Pick<Crossing, 'modes'>, mode: CrossingMode, direction: Direction): boolean =>
  crossing.modes[direction]?.includes(mode) ?? false;

const OTHER_COUNTRY = { 'PL-UA': 'UA', 'RU-PL': 'RU', 'BY-PL': 'BY' } as const;

/** Zones in the order of travel: the side she leaves, the side she enters. */
export function clocksAcross(crossing: Crossing, direction: Direction): { fromZone: string; toZone: string } {
  const [polish, other] = crossing.sides;
  return direction === 'to-PL'
    ? { fromZone: other.zone, toZone: polish.zone }
    : { fromZone: polish.zone, toZone: other.zone };
}

/** Whether one can go in that direction over this border at all. */
export const liesOn = (crossing: Pick<Crossing, 'border'>, direction: Direction): boolean =>
  direction === 'to-PL' || direction === `to-${OTHER_COUNTRY[crossing.border]}`;
