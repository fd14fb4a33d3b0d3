import { z } from 'zod';
import { instantField } from '../platform/day-fields.ts';
import { DomainError } from '../platform/domain-error.ts';
import { textField } from '../platform/text-field.ts';

/** What may be wrong, the most urgent first: the order of the red rows on Today. */
export const RED_KINDS = [
  'escort-cannot-come',
  'turned-back',
  'asks-for-help',
  'nobody-assigned',
  'not-left',
  'at-border-too-long',
  'no-word',
  'not-arrived',
  'cannot-reach',
  'not-told',
] as const;
export type RedKind = (typeof RED_KINDS)[number];

/** Which row: what it says, and of whom or of which slot. */
export interface RowName {
  kind: RedKind;
  /** Absent for a slot on which nobody is booked. */
  caseFileId?: string | undefined;
  slotId?: string | undefined;
}

/** A red row that a coordinator has taken off Today, in her name. Instants in UTC. */
export interface Clearing extends RowName {
  _id: string;
  /** Since when the row stood that she saw: what came up after that is not cleared by it. */
  upTo: Date;
  at: Date;
  by: string;
  /** Sealed under the family's key; under the house's where it is about no family. */
  note?: string;
}

const id = z.string().regex(/^[\w-]{1,64}$/);
const rowFields = {
  kind: z.enum(RED_KINDS),
  caseFileId: id.optional(),
  slotId: id.optional(),
  /** Since when the row stood. */
  since: instantField,
};
/** The row that a coordinator has before her. */
export const rowSchema = z.strictObject(rowFields);
export type RowAsked = z.infer<typeof rowSchema>;
export const clearSchema = z.strictObject({ ...rowFields, note: textField(2, 500) });
export type Clear = z.infer<typeof clearSchema>;

class AlreadyCleared extends DomainError {
  constructor(by: string) {
    super({
      status: 409,
      type: 'already-cleared',
      detail: `${by} has cleared this row already. You need do nothing.`,
      facts: { clearedBy: by },
    });
  }
}

class NotARow extends DomainError {
  constructor() {
    const detail = 'There is no such row. Go back to Today and clear the row from there.';
    super({ status: 422, type: 'not-a-row', detail });
  }
}

const isOf = (clearing: RowName, { kind, caseFileId, slotId }: RowName): boolean =>
  clearing.kind === kind && clearing.caseFileId === caseFileId && clearing.slotId === slotId;

/** The clearing that took this row off, unless its cause is newer than what was cleared. */
export const findClearing = (clearings: readonly Clearing[], row: RowName & { since: Date }): Clearing | undefined =>
  clearings.find((each) => isOf(each, row) && each.upTo >= row.since);

/** Whether the row can be cleared by whoever has it before her. Throws AlreadyCleared with the name, NotARow. */
export function checkMayClear(clearings: readonly Clearing[], row: RowName & { since: Date }, now: Date): void {
  // What lies ahead has not come up yet, so nobody can have looked at it.
  if (row.since > now) throw new NotARow();
  const before = findClearing(clearings, row);
  if (before) throw new AlreadyCleared(before.by);
}
