import { z } from 'zod';
import type { StaffRole } from '../platform/endpoint.ts';
import { textField } from '../platform/text-field.ts';

/** Somebody at the helpline desk. A person whose access ended stays as a name in the audit. */
export interface Staff {
  _id: string;
  rev: number;
  name: string;
  /** The name as it is compared: one living access a name. */
  nameKey: string;
  role: StaffRole;
  since: Date;
  /** Who let her in. */
  invitedBy?: string;
  /** True until the access ends; then absent, so that the name is free again. */
  active?: boolean;
  endedAt?: Date;
}

/** What lets one person in once. Only the SHA-256 of its token is kept, as the id. */
export interface SignInLink {
  _id: string;
  staffId: string;
  madeAt: Date;
  expiresAt: Date;
  usedAt?: Date;
  /** The session it was asked for in, where she made it for herself: it ends with that session. */
  madeIn?: string;
  /** The session it opened: the same sign-in, run again after a lost answer, is not refused as a second use. */
  sessionId?: string;
}

export const SIGN_IN_LINK_MS = 15 * 60_000;

const staffNameSchema = textField(2, 80);
export const roleField = z.enum(['coordinator', 'administrator']);
export const inviteSchema = z.strictObject({ name: staffNameSchema, role: roleField });
export const roleSchema = z.strictObject({ role: roleField });
export type Invite = z.infer<typeof inviteSchema>;

export const toNameKey = (name: string): string => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
