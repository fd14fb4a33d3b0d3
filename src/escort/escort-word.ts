/** What an escort says of one slot with one touch. It informs the desk, and frees or changes nothing by itself. */
export const ESCORT_WORDS = ['knows', 'there', 'with-me', 'handed-over', 'cannot-come'] as const;
export type EscortWordKind = (typeof ESCORT_WORDS)[number];

/** One touch of his. `caseFileId` stands where it speaks of one family. Instants in UTC. */
export interface EscortWord {
  _id: string;
  slotId: string;
  escortId: string;
  kind: EscortWordKind;
  caseFileId?: string;
  at: Date;
}
