import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import type { AuditStore } from './audit-store.ts';

/** Leaves the audit entry of a reading, before anything of it leaves the house; a reading changes nothing and has no kept reply. */
export type RecordReading = (
  act: Pick<ActContext, 'actor' | 'requestId'>,
  what: string,
  which: Record<string, string>,
  fields: string[],
) => Promise<void>;

export const recordReading =
  ({ audit, clock, ids }: { audit: AuditStore; clock: Clock; ids: Ids }): RecordReading =>
  ({ actor, requestId }, what, which, fields) =>
    audit.insert({ _id: ids.id(), at: clock(), actor, what, which, fields, requestId });
