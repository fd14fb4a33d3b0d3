import { z } from 'zod';
import { citedFields, idSchema, localizedSchema, localTime, partialDateSchema, zoneSchema } from '../platform/cited.ts';
import { directionSchema } from '../crossing/crossing.ts';

/** Hours in which nobody may be outdoors, local to the zone; an end before the start lies on the next morning. */
export const curfewSchema = z.strictObject({
  id: idSchema,
  area: localizedSchema,
  places: z.array(idSchema),
  zone: zoneSchema,
  start: localTime,
  end: localTime,
  /** One stretch from `start` on the first day to `end` on the last, instead of every night. */
  continuous: z.boolean(),
  /** First and last evening; null where no source tells. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  ...citedFields,
});
export type Curfew = z.infer<typeof curfewSchema>;

/** Hours in which nobody is outdoors, or passes, at some places or crossings: a curfew, or when a crossing is shut. */
export type ClosedHours = Pick<Curfew, 'places' | 'zone' | 'start' | 'end' | 'continuous' | 'from' | 'to'>;

/** What an entry asks for. `single-entry`: the visa that is given lets in once. `purpose`: some purposes are refused. */
const requirementSchema = z.strictObject({
  kind: z.enum(['passport', 'chip', 'visa', 'single-entry', 'category', 'purpose']),
  enters: z.enum(['PL', 'UA']),
  /** ISO 3166 codes of the citizens it is asked of; null: of everybody from outside the EU. */
  nationalities: z.array(z.string().regex(/^[A-Z]{2}$/)).nullable(),
});
export type Requirement = z.infer<typeof requirementSchema>;

/** A fact about papers and entry, with whom it concerns and in which years. */
export const documentSchema = z.strictObject({
  id: idSchema,
  appliesTo: localizedSchema,
  validFrom: partialDateSchema.nullable(),
  validTo: partialDateSchema.nullable(),
  fact: localizedSchema,
  /** Where the fact is something that she must have. */
  requirement: requirementSchema.optional(),
  ...citedFields,
});
export type DocumentFact = z.infer<typeof documentSchema>;

/** What is known of a helpline. Numbers and addresses are never kept: they change, and a wrong one is dangerous. */
export const helplineSchema = z.strictObject({
  id: idSchema,
  name: localizedSchema,
  owner: localizedSchema,
  since: partialDateSchema,
  channels: z.array(z.enum(['phone', 'e-mail', 'Telegram', 'web', 'messenger', 'letter'])),
  status: z.enum(['historical', 'exists']),
  fact: localizedSchema,
  ...citedFields,
});
export type Helpline = z.infer<typeof helplineSchema>;

/** A wait that somebody reported, in hours. */
export const waitObservationSchema = z.strictObject({
  id: idSchema,
  crossing: idSchema,
  direction: directionSchema,
  observed: z.iso.date(),
  dayUncertain: z.boolean(),
  hours: z.number().min(0),
  ...citedFields,
});
export type WaitObservation = z.infer<typeof waitObservationSchema>;
