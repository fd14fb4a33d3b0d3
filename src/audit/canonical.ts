/**
 * One text for one value, whatever the order of its keys: the bytes that the audit's keyed hashes are made over.
 * A date stands without quotes, so that no string can pass for it; what the database knows and JSON does not is named by its kind.
 */
export function canonicalText(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  // The database keeps no half of a surrogate pair: it gives back what `toWellFormed` makes of it.
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no-date' : value.toISOString();
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object') return `${value as number}`;
  if (!isPlain(value)) return `${value.constructor.name}(${JSON.stringify(value)})`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key.toWellFormed())}:${canonicalText(field)}`).join(',')}}`;
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
