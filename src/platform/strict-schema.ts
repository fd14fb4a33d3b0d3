import { z } from 'zod';

/** Whether a schema takes objects only, and refuses every field that it does not name. */
export function isStrict(schema: z.ZodType | undefined): boolean {
  if (schema instanceof z.ZodObject) return schema.def.catchall instanceof z.ZodNever;
  if (schema instanceof z.ZodUnion) return schema.options.every((option) => isStrict(option as z.ZodType));
  return schema instanceof z.ZodPipe && isStrict(schema.in as z.ZodType);
}
