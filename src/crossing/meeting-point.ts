import { z } from 'zod';
import { dayOf, daysAfter } from '../platform/days.ts';
import { DomainError } from '../platform/domain-error.ts';
import { localizedSchema } from '../platform/cited.ts';
import type { Localized } from '../platform/language.ts';
import { markOf } from '../platform/shown.ts';
import { textField } from '../platform/text-field.ts';

const SIDES = ['polish', 'ukrainian'] as const;
export type Side = (typeof SIDES)[number];

/** The exact spot where an escort waits. Its side decides the clock, and whether the border lies before it. */
export const storedPointSchema = z.strictObject({
  _id: z.string(),
  rev: z.int(),
  crossingId: z.string(),
  side: z.enum(SIDES),
  /** IANA zone of that side. */
  zone: z.string(),
  name: z.string(),
  /** How a stranger finds it, in every language. */
  description: localizedSchema,
  verifiedBy: z.string().exactOptional(),
  verifiedAt: z.date().exactOptional(),
  /** Invented for the demonstration. */
  example: z.literal(true).exactOptional(),
  retired: z.literal(true).exactOptional(),
});
export type MeetingPoint = z.infer<typeof storedPointSchema>;

const text = textField(3, 300, 'Write it so that a stranger finds the spot.');

export const meetingPointSchema = z.strictObject({
  crossingId: z.string().max(60),
  side: z.enum(SIDES),
  name: textField(2, 80),
  descriptionEn: text,
  descriptionUk: text,
  descriptionRu: text,
});
export type MeetingPointInput = z.infer<typeof meetingPointSchema>;

export const zoneOfSide = (side: Side): string => (side === 'polish' ? 'Europe/Warsaw' : 'Europe/Kyiv');

export const toDescription = ({ descriptionEn, descriptionUk, descriptionRu }: MeetingPointInput): Localized => ({
  en: descriptionEn,
  uk: descriptionUk,
  ru: descriptionRu,
});

export class MeetingPointRetired extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'meeting-point-retired',
      detail: 'Nobody meets at this meeting point any more. Choose another one.',
    });
  }
}

/** Throws MeetingPointRetired. */
export function checkInUse(point: Pick<MeetingPoint, 'retired'>): void {
  if (point.retired) throw new MeetingPointRetired();
}

const CHECK_AGAIN_DAYS = 90;

/** From when on a verified point counts as not checked: a midnight in UTC, since feeds move on with the day. */
export const checkAgainFrom = (verifiedAt: Date): Date => dayOf(daysAfter(verifiedAt, CHECK_AGAIN_DAYS));

/** True once nobody has verified it for 90 days; of one that nobody ever verified, other words are said. */
export const verifiedLongAgo = ({ verifiedAt }: Pick<MeetingPoint, 'verifiedAt'>, now: Date): boolean =>
  verifiedAt !== undefined && checkAgainFrom(verifiedAt) <= now;

export const shownOfPoint = ({ name, description: { en, uk, ru } }: MeetingPoint): string => markOf(name, en, uk, ru);

class MeetingPointChanged extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'meeting-point-changed',
      detail: 'Somebody changed its words meanwhile. Read them again, and verify what stands there now.',
    });
  }
}

/** Nobody answers for words that were not shown; right after it was written, nothing is compared. Throws MeetingPointChanged. */
export function checkPointShown(point: MeetingPoint, shown: string | undefined): void {
  if (shown !== undefined && shown !== shownOfPoint(point)) throw new MeetingPointChanged();
}
