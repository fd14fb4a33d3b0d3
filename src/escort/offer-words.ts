import { findSaid, nearFrom, standingWords, type EscortWord, type EscortWordKind } from './escort-word.ts';

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

/**
 * The buttons that fit now, the likeliest first. What he has said leaves; “I cannot come” stays until the window's end,
 * whatever he has said: it must be found at once by whoever needs it.
 */
export function offerWords({ window, seen, caseFileIds, words: said }: OfferFacts, now: Date): Offer[] {
  const words = standingWords(said, window, now);
  const isSaid = (offer: Offer): boolean => findSaid(words, { ...offer, seen }) !== undefined;
  const near = now >= nearFrom(window);
  const over = now >= window.to;
  const perFamily = (kind: EscortWordKind): Offer[] => caseFileIds.map((caseFileId) => ({ kind, caseFileId }));
  const isSaidOf = (kind: EscortWordKind, caseFileId?: string): boolean =>
    words.some((word) => word.kind === kind && word.caseFileId === caseFileId);
  const isWithHim = (caseFileId?: string): boolean => isSaidOf('with-me', caseFileId);
  const knows: Offer[] = over ? [] : [{ kind: 'knows' }];
  const allWithHim = caseFileIds.length > 0 && caseFileIds.every(isWithHim);
  const there: Offer[] = near && !allWithHim ? [{ kind: 'there' }] : [];
  const met = near ? perFamily('with-me') : [];
  const arrived = perFamily('handed-over').filter(({ caseFileId }) => over || isWithHim(caseFileId));
  // The last of a family's buttons: who is with him is a slip far more seldom than not.
  const slips = perFamily('not-with-me').filter(
    ({ caseFileId }) => isWithHim(caseFileId) && !isSaidOf('handed-over', caseFileId),
  );
  const rest = [...there, ...met, ...arrived, ...slips];
  const offers = (now < window.from ? [...knows, ...rest] : [...rest, ...knows]).filter((offer) => !isSaid(offer));
  return over ? offers : [...offers, { kind: 'cannot-come' }];
}
