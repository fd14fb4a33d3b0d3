import type { Connection } from 'mongoose';
import { createSessionStore } from '../../src/access/session-store.ts';
import type { Staff } from '../../src/access/staff.ts';
import { createStaffStore } from '../../src/access/staff-store.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { sha256 } from '../../src/platform/sealing.ts';

/** Somebody of the desk who is signed in, by the documents that a sign-in leaves: for processes that a test did not start itself. */
export async function signInFor(
  connection: Connection,
  { name, role }: Pick<Staff, 'name' | 'role'> = { name: 'Anna', role: 'coordinator' },
): Promise<string> {
  const [_id, token, now] = [randomIds.id(), randomIds.token(), new Date()];
  await createStaffStore(connection).insert({
    _id,
    rev: 0,
    name,
    nameKey: _id,
    role,
    since: now,
    active: true,
  });
  await createSessionStore(connection).insert({
    _id: sha256(token),
    kind: 'staff',
    ownerId: _id,
    openedAt: now,
    usedAt: now,
  });
  return `__Host-homeward=${token}`;
}
