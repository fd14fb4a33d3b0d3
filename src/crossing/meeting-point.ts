import { z } from 'zod';
import { DomainError } from '../platform/domain-error.ts';
import type { Localized } from '../platform/language.ts';

export type Side = 'polish' | 'ukrainian';

/** The exact spot where an escort waits. Its side decides the clock, and whether the border lies before it. */
export interface MeetingPoint {
  _id: string;
  rev: number;
  crossingId: string;
  side: Side;
  /** IANA zone of that side. */
  zone: string;
  name: string;
  /** How a stranger finds it, in every language. */
  description: Localized;
  verifiedBy?: string;
  verifiedAt?: Date;
  /** Invented for the demonstration. */
  example?: true;
  retired?: true;
}

const text = z.string().trim().min(3, 'Write it so that a stranger finds the spot.').max(300);

export const meetingPointSchema = z.strictObject({
  crossingId: z.string().max(60),
  side: z.enum(['polish', 'ukrainian']),
  name: z.string().trim().min(2).max(80),
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
