import type { SlotStore } from './slot-store.ts';
import type { Slot } from './slot.ts';

/** Both ids, each once, in the one order in which everybody locks them: two who pass each other never wait in a ring. */
export const inLockOrder = (one: string, other: string): string[] => [...new Set([one, other])].sort();

/** Locks two slots and gives them as they now stand; the same one twice where the ids are the same. Throws NotFound, Busy. */
export async function lockBoth(
  slots: Pick<SlotStore, 'lock'>,
  fromId: string,
  toId: string,
): Promise<{ from: Slot; to: Slot }> {
  const locked = new Map<string, Slot>();
  for (const id of inLockOrder(fromId, toId)) locked.set(id, await slots.lock(id));
  const [from, to] = [locked.get(fromId), locked.get(toId)];
  if (!from || !to) throw new Error('A slot that was locked is missing.');
  return { from, to };
}
