import { z } from 'zod';

/**
 * A text that somebody types, kept without the blanks around it.
 *
 * The longest is measured before these are taken away, because `openapi.json` can only say the length that is sent.
 *
 * @param least characters that must be left
 * @param most characters that may be sent
 */
export const textField = (least: number, most: number, tooShort?: string): z.ZodString =>
  z.string().max(most).trim().min(least, tooShort);

/** Why something was done, in somebody's own words. */
export const reasonField = (most: number): z.ZodString =>
  textField(3, most, 'Write the reason, three letters at least.');

const PHONE_HINT = 'Write the number with its country code, such as +48 000 000 000.';

/** A phone number as somebody writes it down, of five digits at least. */
export const phoneField = z
  .string()
  .max(40)
  .regex(/^(?:\s*\+)?(?:[\s().-]*\d){5,}[\s().-]*$/, PHONE_HINT)
  .trim();

/** A phone number that is called from any country: its country code begins it, and E.164 knows no longer one. */
export const internationalPhoneField = z
  .string()
  .max(40)
  .regex(/^\s*\+(?: ?\d){6,15}\s*$/, PHONE_HINT)
  .trim();
