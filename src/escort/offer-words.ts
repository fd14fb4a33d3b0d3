import { findSaid, type EscortWord, type EscortWordKind } from './escort-word.ts';

/** One button of his page; `caseFileId` where it speaks of one family. */
export interface Offer {
  kind: EscortWordKind;
  caseFileId?: string;
}

export interface OfferFacts {
  window: { from: Date; to: Date };
  /** The slot's text as it now stands: `published.seq`. */
  seen: number;
  caseFileIds: readonly string[];
  /** His own words of this slot, the oldest first. */
  words: readonly EscortWord[];
}

const EARLY_MS = 6 * 3_600_000;

/**
 * The buttons that fit now, the likeliest first. What he has said leaves; “I cannot come” stays until the window's end,
 * whatever he has said: it must be found at once by whoever needs it.
 */
export function offerWords({ window, seen, caseFileIds, words }: OfferFacts, now: Date): Offer[] {
  const isSaid = (offer: Offer): boolean => findSaid(words, { ...offer, seen }) !== undefined;
  const near = now.getTime() >= window.from.getTime() - EARLY_MS;
  const over = now >= window.to;
  const perFamily = (kind: EscortWordKind): Offer[] => caseFileIds.map((caseFileId) => ({ kind, caseFileId }));
  const isWithHim = (caseFileId?: string): boolean =>
    words.some((word) => word.kind === 'with-me' && word.caseFileId === caseFileId);
  const knows: Offer[] = over ? [] : [{ kind: 'knows' }];
  const allWithHim = caseFileIds.length > 0 && caseFileIds.every(isWithHim);
  const there: Offer[] = near && !allWithHim ? [{ kind: 'there' }] : [];
  const met = near ? perFamily('with-me') : [];
  const arrived = perFamily('handed-over').filter(({ caseFileId }) => over || isWithHim(caseFileId));
  const rest = [...there, ...met, ...arrived];
  const offers = (now < window.from ? [...knows, ...rest] : [...rest, ...knows]).filter((offer) => !isSaid(offer));
  return over ? offers : [...offers, { kind: 'cannot-come' }];
}
