import { z } from 'zod';

/** What an escort says of one slot with one touch. It informs the desk, and frees or changes nothing by itself. */
export const ESCORT_WORDS = ['knows', 'there', 'with-me', 'not-with-me', 'handed-over', 'cannot-come'] as const;
export type EscortWordKind = (typeof ESCORT_WORDS)[number];

/** One touch of his. `caseFileId` stands where it speaks of one family. Instants in UTC. */
export interface EscortWord {
  _id: string;
  slotId: string;
  escortId: string;
  kind: EscortWordKind;
  caseFileId?: string;
  /** The number of the slot's text that he had before him (`published.seq`): “I know” holds for no later one. */
  seen?: number;
  at: Date;
}

/** What a button of his page sends. `reference` names the family as the page does: it shows no other name of hers. */
export const sayWordSchema = z.strictObject({
  kind: z.enum(ESCORT_WORDS),
  reference: z.string().max(20).optional(),
  seen: z.number().int().min(0),
});
export type SayWord = z.infer<typeof sayWordSchema>;

/** Words that speak of one family each. */
export const FAMILY_WORDS: readonly EscortWordKind[] = ['with-me', 'not-with-me', 'handed-over'];

const EARLY_MS = 6 * 3_600_000;

/** From then on he can have met somebody: what he says of a family before that is a slip. */
export const nearFrom = ({ from }: { from: Date }): Date => new Date(from.getTime() - EARLY_MS);

const OPPOSITE: Partial<Record<EscortWordKind, EscortWordKind>> = {
  'with-me': 'not-with-me',
  'not-with-me': 'with-me',
};

/**
 * The words of one escort on this slot that hold at this time, the oldest first. “With me” and “not with me” undo each
 * other, and once he can have met her what he said before counts no more: he can say it again.
 */
export const standingWords = (words: readonly EscortWord[], window: { from: Date }, now: Date): EscortWord[] =>
  words.filter(
    ({ kind, caseFileId, at }, index) =>
      (!FAMILY_WORDS.includes(kind) || now < nearFrom(window) || at >= nearFrom(window)) &&
      !words.slice(index + 1).some((later) => later.kind === OPPOSITE[kind] && later.caseFileId === caseFileId),
  );

type Said = Pick<EscortWord, 'kind' | 'caseFileId' | 'seen'>;

/**
 * The word of his that says the same and still does, the latest. “I cannot come” and any other word undo each other,
 * so that after a change of mind the same word is news again.
 */
export function findSaid<W extends Said>(words: readonly W[], { kind, caseFileId, seen }: Said): W | undefined {
  const undone = words.findLastIndex((word) => (word.kind === 'cannot-come') !== (kind === 'cannot-come'));
  return words
    .slice(undone + 1)
    .findLast(
      (word) =>
        word.kind === kind && word.caseFileId === caseFileId && (kind !== 'knows' || (word.seen ?? seen) === seen),
    );
}
