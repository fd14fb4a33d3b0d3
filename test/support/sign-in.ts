import type { Connection } from 'mongoose';
import { createSessionStore } from '../../src/access/session-store.ts';
import { createStaffStore } from '../../src/access/staff-store.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { sha256 } from '../../src/platform/sealing.ts';

/** A coordinator who is signed in, by the documents that a sign-in leaves: for processes that a test did not start itself. */
export async function signInFor(connection: Connection): Promise<string> {
  const [_id, token, now] = [randomIds.id(), randomIds.token(), new Date()];
  await createStaffStore(connection).insert({
    _id,
    rev: 0,
    name: 'Anna',
    nameKey: _id,
    role: 'coordinator',
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
