import { isSameSecret } from '../platform/sealing.ts';

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
  return formToken !== undefined && expectedToken !== undefined && isSameSecret(formToken, expectedToken);
}
