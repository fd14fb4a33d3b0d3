import { z } from 'zod';
import { dayField, instantField } from '../platform/day-fields.ts';
import { daysAfter } from '../platform/days.ts';
import { DomainError } from '../platform/domain-error.ts';
import { reasonField } from '../platform/text-field.ts';
import { FARTHEST_DAYS, SLOT_STATUSES } from './slot.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as HH:MM, such as 14:30.');
const id = z.string().min(1, 'Choose one.').max(64);

const shape = {
  meetingPointId: id,
  date: dayField,
  time,
  windowMinutes: z.number().int().min(10).max(720).default(40),
  capacity: z.number().int().min(1).max(50),
};

export const createSlotSchema = z.strictObject({ ...shape, escortId: z.union([z.literal(''), id]).optional() });
export type CreateSlot = z.infer<typeof createSlotSchema>;

export const editSlotSchema = z.strictObject(shape);
export type EditSlot = z.infer<typeof editSlotSchema>;

export const cancelSlotSchema = z.strictObject({
  reason: reasonField(300),
});
/** An empty escort takes the present one away. */
export const assignSchema = z.strictObject({ escortId: z.union([z.literal(''), id]) });
export const assignManySchema = z.strictObject({
  escortId: id,
  slotIds: z.array(id).min(1, 'Tick one slot at least.').max(60),
});

/** Half-open, ISO 8601 instants or days; both bounds or none, 31 days at most. */
export const listSlotsSchema = z
  .strictObject({
    from: instantField.optional(),
    to: instantField.optional(),
    crossing: id.optional(),
    escort: id.optional(),
    status: z.enum(SLOT_STATUSES).optional(),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), 'Give both from and to, or neither.')
  .refine(
    ({ from, to }) => !from || !to || new Date(to).getTime() - new Date(from).getTime() <= 31 * 86_400_000,
    'Ask for 31 days at most.',
  );

export class SlotHasBookings extends DomainError {
  constructor(change: string) {
    super({
      status: 409,
      type: 'slot-has-bookings',
      detail: `Somebody is booked or held here, and ${change} would no longer fit what she was told. Move the bookings first, or cancel the slot.`,
    });
  }
}

export class CapacityTaken extends DomainError {
  constructor(taken: number) {
    super({
      status: 409,
      type: 'capacity-taken',
      detail: `${taken} seat(s) are taken. The slot cannot have fewer; move a booking first.`,
      facts: { taken },
    });
  }
}

export class SlotInPast extends DomainError {
  constructor() {
    super({ status: 422, type: 'slot-in-past', detail: 'That day and time are over. Choose a later one.' });
  }
}

export class SlotTooFar extends DomainError {
  constructor() {
    super({ status: 422, type: 'slot-too-far', detail: 'That day is more than a year away. Choose an earlier one.' });
  }
}

/** Throws SlotInPast or SlotTooFar. */
export function checkStart(from: Date, now: Date): void {
  if (from <= now) throw new SlotInPast();
  if (from > daysAfter(now, FARTHEST_DAYS)) throw new SlotTooFar();
}
