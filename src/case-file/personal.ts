import type { KeyRing, Sealer } from '../platform/key-ring.ts';
import { PERSONAL_FIELDS, type CaseFile, type PersonalField } from './case-file.ts';
import { normaliseDetainee, normalisePhone, surnameOf } from './index-words.ts';

/** Personal fields as people read them; a field that is not known is absent. */
export type Personal = Partial<Record<PersonalField, string>>;

/** Seals what was entered; a field given as '' is left out, which removes it. */
export function sealPersonal(sealer: Sealer, entered: Personal): CaseFile['sealed'] {
  const known = PERSONAL_FIELDS.flatMap((field) => {
    const text = entered[field];
    return text === undefined || text === '' ? [] : [[field, sealer.seal(field, text)] as const];
  });
  return Object.fromEntries(known);
}

/** Opens what is sealed; nothing when the family's key was destroyed. */
export function openPersonal(sealer: Sealer | undefined, sealed: CaseFile['sealed']): Personal {
  if (!sealer) return {};
  return Object.fromEntries(
    PERSONAL_FIELDS.flatMap((field) => {
      const value = sealed[field];
      return value === undefined ? [] : [[field, sealer.open(field, value)] as const];
    }),
  );
}

/** The keyed hashes by which this family is found again. */
export function indexesOf(keys: KeyRing, personal: Personal): { phoneIndex?: string; detaineeIndex?: string } {
  const { phone, detaineeName, detaineeBirthYear } = personal;
  return {
    ...(phone ? { phoneIndex: phoneIndex(keys, phone) } : {}),
    ...(detaineeName && detaineeBirthYear
      ? { detaineeIndex: detaineeIndex(keys, surnameOf(detaineeName), Number(detaineeBirthYear)) }
      : {}),
  };
}

export const phoneIndex = (keys: KeyRing, phone: string): string => keys.hash('phone', normalisePhone(phone));

export const detaineeIndex = (keys: KeyRing, surname: string, birthYear: number): string =>
  keys.hash('detainee', normaliseDetainee(surname, birthYear));
