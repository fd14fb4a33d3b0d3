import { z } from 'zod';
import { canonicalZone, zoneExists } from './zone-time.ts';

const words = z.string().trim().min(1);

/** One text in every language; a file that lacks one is refused. */
export const localizedSchema = z.strictObject({ en: words, uk: words, ru: words });

/** Names in the three languages of the pages, and the Polish one that stands on signs and tickets. */
export const signedNamesSchema = localizedSchema.extend({ pl: words });

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: sources are seldom exact to the day, and nothing is made up to fill them. */
export const partialDateSchema = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'is not YYYY, YYYY-MM or YYYY-MM-DD');

/** high: two sources or an official page. medium: one source, partly inferred. low: recollection, or they disagree. */
const confidenceSchema = z.enum(['high', 'medium', 'low']);

export const idSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not an id in kebab-case');

export const zoneSchema = z
  .string()
  .refine(zoneExists, 'is no time zone that this machine knows')
  .transform(canonicalZone);

/** `HH:mm` on some clock. */
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time HH:mm');

/** [longitude, latitude] in degrees, in GeoJSON's order. */
export const coordinatesSchema = z.tuple([
  z.number().min(-180, 'longitude is out of range').max(180, 'longitude is out of range'),
  z.number().min(-90, 'latitude is out of range').max(90, 'latitude is out of range'),
]);

/** Who says so, how sure it is, and as of when; `asOf: null` where the sources bear no date. */
export const citedFields = {
  sources: z.array(z.string()).min(1),
  confidence: confidenceSchema,
  asOf: partialDateSchema.nullable(),
  /** For people who keep the data: doubts, contradictions, how a figure came about. English. */
  note: words.optional(),
};

/** Where a fact comes from: a page with its date, or, without a page, a description of the origin. */
export const sourceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/, 'is not a source id'),
  url: z.url().nullable(),
  description: words.optional(),
  date: partialDateSchema.nullable(),
  note: words.optional(),
});
export type Source = z.infer<typeof sourceSchema>;
