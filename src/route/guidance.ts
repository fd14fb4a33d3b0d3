import { z } from 'zod';
import { idSchema, localizedSchema } from '../platform/cited.ts';
import type { Localized } from '../platform/language.ts';

const lines = z.array(localizedSchema).min(1);

/** What can go wrong on the way, as her page and the desk name it. */
const troubleKinds = ['turned-back', 'ride-missed', 'nobody-there', 'curfew', 'phone-lost'] as const;

export const troubleSchema = z.strictObject({ kind: z.enum(troubleKinds), title: localizedSchema, do: lines });
export type Trouble = z.infer<typeof troubleSchema>;

/**
 * Texts of one kind of stage. `traveller` stands on a phone that may be searched, so it names nothing of why she
 * travels; `guide` is for the public guide alone and is honest.
 */
export const guidanceSchema = z.strictObject({
  traveller: z.strictObject({
    title: localizedSchema,
    do: lines,
    /** Keys of the document's `carry`. */
    carry: z.array(idSchema),
    /** Keys of the document's `troubles`. */
    troubles: z.array(idSchema),
  }),
  guide: z.strictObject({ title: localizedSchema, text: lines }),
});
type Guidance = z.infer<typeof guidanceSchema>;

/** The texts of a stage with every key looked up. */
export interface StageGuidance {
  id: string;
  traveller: { title: Localized; do: Localized[]; carry: Localized[]; troubles: Trouble[] };
  guide: Guidance['guide'];
}
