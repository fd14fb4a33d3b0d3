import { z } from 'zod';
import { languages, type Language } from '../platform/language.ts';
import { zoneExists } from '../platform/zone-time.ts';
import { DomainError } from '../platform/domain-error.ts';
import { markOf } from '../platform/shown.ts';
import { phoneField, textField } from '../platform/text-field.ts';

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
  /** Who has spoken to this person on this number and seen who it is. */
  verified?: { by: string; at: Date };
  retired?: true;
}

export const escortSchema = z.strictObject({
  name: textField(2, 80, 'Write the name that travellers will hear.'),
  phone: phoneField,
  language: z.enum(languages),
  zone: z.string().refine(zoneExists, 'Write a time zone such as Europe/Kyiv.').default('Europe/Kyiv'),
  crossingIds: z.array(z.string().max(60)).max(40).default([]),
});
export type EscortInput = z.infer<typeof escortSchema>;

/** What lists and pages show; the phone only where somebody asked for it. */
export const escortViewSchema = z.strictObject({
  escortId: z.string(),
  /** Stands for the name and the number, and says neither. */
  shown: z.string(),
  name: z.string(),
  language: z.enum(languages),
  zone: z.string(),
  crossingIds: z.array(z.string()),
  verified: z.strictObject({ by: z.string(), at: z.date() }).exactOptional(),
  retired: z.literal(true).exactOptional(),
});
export type EscortView = z.infer<typeof escortViewSchema>;

export const shownOfEscort = ({ name, sealedPhone }: Pick<Escort, 'name' | 'sealedPhone'>): string =>
  markOf(name, sealedPhone);

export const toEscortView = (escort: Escort): EscortView => {
  const { _id, name, language, zone, crossingIds, verified, retired } = escort;
  return {
    escortId: _id,
    shown: shownOfEscort(escort),
    ...{ name, language, zone, crossingIds },
    ...(verified ? { verified } : {}),
    ...(retired ? { retired } : {}),
  };
};

class EscortChanged extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'escort-changed',
      detail: 'Somebody changed the name or the number meanwhile. Show the number again, call it, then verify.',
    });
  }
}

/** Nobody answers for a name or a number that was not there to be seen. Throws EscortChanged. */
export function checkEscortShown(escort: Escort, shown: string): void {
  if (shown !== shownOfEscort(escort)) throw new EscortChanged();
}

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
