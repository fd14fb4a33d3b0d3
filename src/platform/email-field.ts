import { z } from 'zod';

/** An e-mail address as post is sent to: of at most 64 characters before the @ (RFC 5321), which zod alone does not ask. */
export const emailField = z
  .email('Write an address such as desk@example.org.')
  .max(200)
  .regex(/^[^@]{1,64}@/, 'Write an address such as desk@example.org.');
