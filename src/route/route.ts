import { z } from 'zod';
import { citedFields, idSchema, localizedSchema } from '../platform/cited.ts';
import { directionSchema, crossingModeSchema } from '../crossing/crossing.ts';
import { guidanceSchema, troubleSchema, type StageGuidance } from './guidance.ts';
import type { MinuteWindow } from './duration.ts';

const stageKeySchema = z.string().regex(/^[a-z]+(:[a-z0-9-]+)*$/, 'is not a stage key such as meet:pl-ua-medyka');

const stageFields = {
  key: stageKeySchema,
  /** Which block of the document's guidance is spoken here. */
  guidance: idSchema,
  /** Keys of the stages that may follow: one, or the alternatives. Empty at the end. */
  next: z.array(stageKeySchema),
};

/** Which stretch of the way a ride is: it decides whether the mode to the border or the one through Poland holds. */
const ridePartSchema = z.enum(['to-border', 'from-border', 'through-poland']);
const rideModeSchema = z.enum(['bus', 'taxi']);

/** A stage as it stands in a route document. `from` and `to` name places or crossings. */
const stageRecordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('contact'), ...stageFields }),
  z.strictObject({ kind: z.literal('proof'), ...stageFields }),
  z.strictObject({ kind: z.literal('hub'), place: idSchema, ...stageFields }),
  z.strictObject({
    kind: z.literal('ride'),
    part: ridePartSchema,
    from: idSchema,
    to: idSchema,
    mode: rideModeSchema,
    ...stageFields,
  }),
  z.strictObject({
    kind: z.literal('border'),
    crossing: idSchema,
    direction: directionSchema,
    mode: crossingModeSchema,
    ...stageFields,
  }),
  z.strictObject({ kind: z.literal('meeting'), crossing: idSchema, ...stageFields }),
  z.strictObject({
    kind: z.literal('accompany'),
    from: idSchema,
    via: z.array(idSchema),
    to: idSchema,
    ...stageFields,
  }),
  z.strictObject({ kind: z.literal('handover'), place: idSchema, ...stageFields }),
]);
export type StageRecord = z.infer<typeof stageRecordSchema>;
type RecordOf<K extends StageRecord['kind']> = Omit<Extract<StageRecord, { kind: K }>, 'guidance'>;

/** What every loaded stage has: its texts in place of the block's name. */
interface Spoken {
  guidance: StageGuidance;
}

/** IANA zones where a stage begins and where it ends. */
interface TwoClocks {
  fromZone: string;
  toZone: string;
}

interface OneClock {
  zone: string;
}

export type RideStage = RecordOf<'ride'> & Spoken & TwoClocks & { minutes: MinuteWindow };
export type BorderStage = RecordOf<'border'> & Spoken & TwoClocks & { wait: MinuteWindow };
/** Polish clock first, then the Ukrainian: the meeting point's side decides which one counts. */
export type MeetingStage = RecordOf<'meeting'> & Spoken & TwoClocks;
/** `minutes` are on the road; `restMinutes` come on top. */
export type AccompanyStage = RecordOf<'accompany'> &
  Spoken &
  TwoClocks & { minutes: MinuteWindow; restMinutes: number };

/** A stage as the rest of Homeward sees it: joined with zones, durations and texts. */
export type Stage =
  | (RecordOf<'contact'> & Spoken)
  | (RecordOf<'proof'> & Spoken)
  | (RecordOf<'hub'> & Spoken & OneClock)
  | RideStage
  | BorderStage
  | MeetingStage
  | AccompanyStage
  | (RecordOf<'handover'> & Spoken & OneClock);

const cautionSchema = z.strictObject({ id: idSchema, text: localizedSchema, ...citedFields });

/** One published way, whole, as a file: the stages form a small graph that begins at the first one. */
export const routeDocumentSchema = z.strictObject({
  id: idSchema,
  version: z.number().int().min(1),
  /** For the public guide, honest. */
  title: localizedSchema,
  /** For a page that a stranger may look at over her shoulder. */
  travellerTitle: localizedSchema,
  statement: z.strictObject({
    date: z.iso.date(),
    issuer: localizedSchema,
    summary: localizedSchema,
    ...citedFields,
  }),
  cautions: z.array(cautionSchema),
  carry: z.record(idSchema, localizedSchema),
  troubles: z.record(idSchema, troubleSchema),
  guidance: z.record(idSchema, guidanceSchema),
  stages: z.array(stageRecordSchema).min(1),
});
export type RouteDocument = z.infer<typeof routeDocumentSchema>;

/** `id@version`: what a case file pins. */
export type RouteRef = string;

export const routeRefOf = ({ id, version }: Pick<RouteDocument, 'id' | 'version'>): RouteRef => `${id}@${version}`;

/** A document whose stages are joined with what they point to; the map keeps the document's order. */
export interface Route extends Omit<RouteDocument, 'stages' | 'guidance' | 'troubles' | 'carry'> {
  ref: RouteRef;
  stages: ReadonlyMap<string, Stage>;
}
