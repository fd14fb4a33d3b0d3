/** What a caller says it already has; header texts as they came. */
export interface Condition {
  ifNoneMatch?: string | undefined;
  ifModifiedSince?: string | undefined;
}

/**
 * True when the caller has exactly this: answer 304. Express's own check says no whenever the caller also sends
 * `Cache-Control: no-cache`, which calendars do. If-None-Match, where sent, decides alone.
 */
export function isUnchanged(has: Condition, current: { etag: string; lastModified: Date }): boolean {
  if (has.ifNoneMatch !== undefined) return matches(has.ifNoneMatch, current.etag);
  const since = Date.parse(has.ifModifiedSince ?? '');
  // The header has whole seconds only.
  return Math.floor(current.lastModified.getTime() / 1000) * 1000 <= since;
}

/** Weak comparison, as RFC 9110 wants it for If-None-Match: `W/"x"` and `"x"` are one. */
function matches(header: string, etag: string): boolean {
  if (header === '*') return true;
  return [...header.matchAll(/(?:W\/)?("[^"]*")/g)].some(([, tag]) => tag === etag);
}
