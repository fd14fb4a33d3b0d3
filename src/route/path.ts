import { z } from 'zod';

/** What a coordinator chooses of the documented route: one line through its alternatives. */
export const pathChoiceSchema = z.strictObject({
  hub: z.enum(['kaliningrad', 'minsk']),
  mode: z.enum(['bus', 'taxi']),
  entryCrossing: z.string().max(60),
  exitCrossing: z.string().max(60),
  exitMode: z.enum(['bus', 'car', 'foot']),
});
export type PathChoice = z.infer<typeof pathChoiceSchema>;
