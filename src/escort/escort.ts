import { z } from 'zod';
import { languages, type Language } from '../platform/language.ts';
import { zoneExists } from '../platform/zone-time.ts';
import { DomainError } from '../platform/domain-error.ts';

/** Somebody who meets travellers and accompanies them. The phone is sealed with the house's own key. */
export interface Escort {
  _id: string;
  rev: number;
  name: string;
  sealedPhone: string;
  language: Language;
  /** IANA zone of the clock he lives by. */
  zone: string;
  crossingIds: string[];
  retired?: true;
}

export const escortSchema = z.strictObject({
  name: z.string().trim().min(2, 'Write the name that travellers will hear.').max(80),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\s().-]{5,40}$/, 'Write the number with its country code, such as +48 000 000 000.'),
  language: z.enum(languages),
  zone: z.string().refine(zoneExists, 'Write a time zone such as Europe/Kyiv.').default('Europe/Kyiv'),
  crossingIds: z.array(z.string().max(60)).max(40).default([]),
});
export type EscortInput = z.infer<typeof escortSchema>;

/** What lists and pages show; the phone only where somebody asked for it. */
export type EscortView = Omit<Escort, '_id' | 'rev' | 'sealedPhone'> & { escortId: string };

export const toEscortView = ({ _id, name, language, zone, crossingIds, retired }: Escort): EscortView => ({
  escortId: _id,
  name,
  language,
  zone,
  crossingIds,
  ...(retired ? { retired } : {}),
});

export class EscortHasSlots extends DomainError {
  constructor(slots: readonly { _id: string; localDate: string; localTime: string }[]) {
    const days = slots.map((slot) => `${slot.localDate} ${slot.localTime}`).join(', ');
    super({
      status: 409,
      type: 'escort-has-slots',
      detail: `Slots are still in this escort’s name: ${days}. Assign them to somebody else first.`,
      facts: { slotIds: slots.map((slot) => slot._id) },
    });
  }
}

export class EscortRetired extends DomainError {
  constructor() {
    super({ status: 409, type: 'escort-retired', detail: 'This escort no longer accompanies. Choose another one.' });
  }
}

/** Throws EscortRetired. */
export function checkServes(escort: Pick<Escort, 'retired'>): void {
  if (escort.retired) throw new EscortRetired();
}
