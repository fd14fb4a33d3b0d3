import { timingSafeEqual } from 'node:crypto';

export interface WriteSigns {
  /** `Sec-Fetch-Site`: the browser's own word, which no page can forge. */
  fetchSite: string | undefined;
  formToken: string | undefined;
}

/**
 * Whether a write comes from a page of ours. `Origin` is not asked: under `no-referrer` browsers send `null` there.
 * A browser that says nothing (an old one, a program) shows the token that only our page, or our API, gave it.
 */
export function isOwnWrite({ fetchSite, formToken }: WriteSigns, expectedToken: string | undefined): boolean {
  if (fetchSite !== undefined) return fetchSite === 'same-origin';
  return formToken !== undefined && expectedToken !== undefined && isSame(formToken, expectedToken);
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
