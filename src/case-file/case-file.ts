import { z } from 'zod';
import { pathChoiceSchema, type PathChoice } from '../route/path.ts';
import { emailField } from '../platform/email-field.ts';
import { DomainError } from '../platform/domain-error.ts';
import { phoneField, textField } from '../platform/text-field.ts';
import type { CaseState } from './case-state.ts';

export const LANGUAGES = ['en', 'uk', 'ru'] as const;
export const CHANNELS = ['phone', 'email'] as const;
/** The largest group that travels together; a larger one is two case files. */
export const LARGEST_PARTY = 8;

/** What belongs to the family and is kept only sealed, under the key of their case file. */
export const PERSONAL_FIELDS = [
  'travellerName',
  'phone',
  'email',
  'nationality',
  'needs',
  'detaineeName',
  'detaineeBirthYear',
] as const;
export type PersonalField = (typeof PERSONAL_FIELDS)[number];
/** Sealed likewise, but written only by their own act. */
export const SEALED_FIELDS = [
  ...PERSONAL_FIELDS,
  ...(['proofCode', 'proofConfirmedBy', 'proofReference', 'endingReason'] as const),
] as const;
export type SealedField = (typeof SEALED_FIELDS)[number];

const personal = {
  travellerName: textField(1, 120).optional(),
  phone: phoneField.optional(),
  email: emailField.optional(),
  nationality: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Write the two capital letters of the passport’s country, such as RU.')
    .optional(),
  needs: textField(1, 1000).optional(),
  detaineeName: textField(1, 120).optional(),
  detaineeBirthYear: z.number().int().min(1940).max(2015).optional(),
};

/** A case begins with a language and a channel; the rest is added as it is learnt. */
export const openCaseSchema = z.strictObject({
  language: z.enum(LANGUAGES),
  channel: z.enum(CHANNELS),
  party: z.number().int().min(1).max(LARGEST_PARTY).default(1),
  ...personal,
});
export type OpenCase = z.infer<typeof openCaseSchema>;

/** A correction: only the fields that are sent change; an empty text removes what stood there. */
export const correctCaseSchema = z.strictObject({
  language: z.enum(LANGUAGES).optional(),
  channel: z.enum(CHANNELS).optional(),
  party: z.number().int().min(1).max(LARGEST_PARTY).optional(),
  ...(Object.fromEntries(PERSONAL_FIELDS.map((field) => [field, z.union([z.literal(''), personal[field]])])) as {
    [F in PersonalField]: z.ZodUnion<[z.ZodLiteral<''>, (typeof personal)[F]]>;
  }),
});
export type CorrectCase = z.infer<typeof correctCaseSchema>;

export { pathChoiceSchema };

/** Who said that she has set out, was met, arrived; and when that was. */
export interface ProgressEntry {
  state: CaseState;
  at: Date;
  /** Sealed. */
  saidBy?: string;
  by: string;
  /** Where she was then on her path, the state being the same as before. */
  stageKey?: string;
  /** It was a mistake: the entry stays, and says who took it back. */
  takenBack?: Changed;
  /** This entry takes that state back; `saidBy` is the reason. */
  takesBack?: CaseState;
}

/** False for an entry that was taken back and for the one that took it back: neither says where she is. */
export const isStanding = ({ takenBack, takesBack }: ProgressEntry): boolean => !takenBack && takesBack === undefined;

/** Who changed something, and when. */
export interface Changed {
  at: Date;
  by: string;
}

/** A meeting as it was when it was given up. */
type Meeting = { from: Date; zone: string; meetingPointId: string };

/** The last change of state, as long as nothing else has changed the state since: it can be taken back. */
export interface LastChange extends Changed {
  from: CaseState;
  to: CaseState;
  byId: string;
  /** Places that it gave up. `was` is the meeting as she last heard of it; a hold had none. */
  released: { slotId: string; seats: number; was?: Meeting }[];
}

/** A requirement of data/documents.json that somebody of the desk has gone through with her. */
export interface CheckedPaper extends Changed {
  id: string;
}

/** One family's journey as it is stored. Instants in UTC; personal fields sealed. */
export interface CaseFile {
  _id: string;
  rev: number;
  /** Raised by each write of its fields, not by locks, notes and reports: what a form was shown with. Absent is none yet. */
  version?: number;
  /** The write that raised the version last. */
  changed?: Changed;
  reference: string;
  state: CaseState;
  language: (typeof LANGUAGES)[number];
  channel: (typeof CHANNELS)[number];
  party: number;
  routeRef: string;
  path?: PathChoice;
  word: number;
  previousWord?: number;
  sealed: Partial<Record<SealedField, string>>;
  phoneIndex?: string;
  detaineeIndex?: string;
  proofIndex?: string;
  proofAt?: Date;
  ending?: { at: Date; from: CaseState };
  lastChange?: LastChange;
  progress: ProgressEntry[];
  openedAt: Date;
  openedBy: string;
  /** Papers of her way that the desk has asked her about: which, who and when, and never a copy. */
  papers?: CheckedPaper[];
  /** Start of the window of her next meeting, where she has one. */
  nextAt?: Date;
  /** Who of the desk looks after it in this shift. */
  keeper?: { staffId: string; name: string; at: Date };
  /** Her key was destroyed, and with it all that was hers; the dates and states stay. */
  erased?: Changed;
}

export class BookedAlready extends DomainError {
  constructor(change: string) {
    super({
      status: 409,
      type: 'cancel-or-move-first',
      detail: `She has a booking or a hold. Cancel it or move it first, then change ${change}.`,
    });
  }
}

export class NotReady extends DomainError {
  constructor(detail: string) {
    super({ status: 409, type: 'not-ready', detail });
  }
}
