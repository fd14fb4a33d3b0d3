import { createHash } from 'node:crypto';
import type { Reference } from '../route/reference.ts';

/** A hash of all that a plan rests on beside what is recorded: the route, its facts, and the version of the time zones. */
export function hashData(reference: Reference, timeZones = process.versions['tz'] ?? ''): string {
  const hash = createHash('sha256').update(timeZones);
  for (const [name, records] of Object.entries(reference) as [string, ReadonlyMap<string, unknown>][])
    for (const [id, record] of records) hash.update(`${name} ${id} ${JSON.stringify(record, spreadMaps)}\n`);
  return hash.digest('hex');
}

const spreadMaps = (_key: string, value: unknown): unknown =>
  value instanceof Map ? [...(value as Map<string, unknown>)] : value;
