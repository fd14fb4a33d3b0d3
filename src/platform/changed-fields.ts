/** Fields to write; one given as null is removed. */
export type ChangedFields<T> = { [F in keyof T]?: T[F] | null };

/** The same as the database takes it. */
export function toUpdate<T>(change: ChangedFields<T>) {
  const entries = Object.entries(change);
  return {
    $set: Object.fromEntries(entries.filter(([, value]) => value !== null)),
    $unset: Object.fromEntries(entries.filter(([, value]) => value === null).map(([field]) => [field, 1])),
  };
}
