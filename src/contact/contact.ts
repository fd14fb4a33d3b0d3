import { z } from 'zod';

/** How the organisation itself is reached: entered and verified by its own people, never taken from a source. */
export interface Contact {
  _id: string;
  phone: string;
  hours: string;
  email?: string;
  verifiedBy?: string;
  verifiedAt?: Date;
  retired?: true;
}

export const contactSchema = z.strictObject({
  phone: z
    .string()
    .trim()
    .regex(/^\+[\d ]{6,24}$/, 'Write the number with its country code, such as +48 000 000 000.'),
  hours: z.string().trim().min(1, 'Write when somebody answers, such as 24/7.').max(100),
  email: z.union([z.literal(''), z.email('Write an address such as desk@example.org.').max(200)]).optional(),
});
export type ContactInput = z.infer<typeof contactSchema>;
