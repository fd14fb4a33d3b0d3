import { z } from 'zod';
import { citedFields, coordinatesSchema, idSchema, signedNamesSchema, zoneSchema } from '../platform/cited.ts';

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
