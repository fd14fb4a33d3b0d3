import { z } from 'zod';
import { citedFields, coordinatesSchema, idSchema, localizedSchema, zoneSchema } from '../platform/cited.ts';

/** Names in the three languages of the pages, and the Polish one that stands on signs and tickets. */
export const signedNamesSchema = localizedSchema.extend({ pl: z.string().min(1) });

export const placeSchema = z.strictObject({
  id: idSchema,
  country: z.enum(['RU', 'BY', 'PL', 'UA']),
  names: signedNamesSchema,
  coordinates: coordinatesSchema,
  accuracyKm: z.number().positive(),
  zone: zoneSchema,
  role: z.string().min(1),
  ...citedFields,
});
export type Place = z.infer<typeof placeSchema>;
