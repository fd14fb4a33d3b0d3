import type { KeyRing } from '../platform/key-ring.ts';
import type { Escort } from './escort.ts';

type House = Pick<KeyRing, 'house'>;

const fieldOf = (escortId: string): string => `escort/${escortId}/phone`;

/** An escort belongs to no family: his number is sealed under the house's own key. */
export const sealPhone = ({ house }: House, escortId: string, phone: string): string =>
  house.seal(fieldOf(escortId), phone);

/** The number in clear. Whoever opens it leaves an audit entry. */
export const openPhone = ({ house }: House, { _id, sealedPhone }: Pick<Escort, '_id' | 'sealedPhone'>): string =>
  house.open(fieldOf(_id), sealedPhone);
