import type { KeyRing } from '../platform/key-ring.ts';
import type { Slot } from './slot.ts';

type House = Pick<KeyRing, 'house'>;

/** Written by nobody, so it stands as it is. */
export const SERIES_CHANGED = 'The series was changed.';

const fieldOf = (slotId: string): string => `slot/${slotId}/cancelledFor`;

/** What a coordinator writes may name anybody: it is sealed, under the house's own key since a slot is no family's. */
export const sealReason = ({ house }: House, slotId: string, reason: string): string =>
  house.seal(fieldOf(slotId), reason);

/** Why a slot was cancelled, in clear; undefined when it was not. */
export function openReason({ house }: House, { _id, cancelledFor }: Slot): string | undefined {
  if (cancelledFor === undefined || cancelledFor === SERIES_CHANGED) return cancelledFor;
  return house.open(fieldOf(_id), cancelledFor);
}
