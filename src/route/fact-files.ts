import { z } from 'zod';
import { crossingEventSchema } from '../crossing/crossing-event.ts';
import { crossingSchema } from '../crossing/crossing.ts';
import { sourceSchema } from '../platform/cited.ts';
import { defaultSchema, legSchema } from './duration.ts';
import { curfewSchema, documentSchema, helplineSchema, waitObservationSchema } from './facts.ts';
import { placeSchema } from './place.ts';

/** Each file of data/ and the shape of its records. */
export const FACT_FILES = {
  sources: { file: 'data/sources.json', schema: sourceSchema },
  places: { file: 'data/places.json', schema: placeSchema },
  crossings: { file: 'data/crossings.json', schema: crossingSchema },
  crossingEvents: { file: 'data/crossing-events.json', schema: crossingEventSchema },
  waitObservations: { file: 'data/wait-observations.json', schema: waitObservationSchema },
  curfews: { file: 'data/curfews.json', schema: curfewSchema },
  documents: { file: 'data/documents.json', schema: documentSchema },
  helplines: { file: 'data/helplines.json', schema: helplineSchema },
  legs: { file: 'data/legs.json', schema: legSchema },
  defaults: { file: 'data/defaults.json', schema: defaultSchema },
} as const;
export type FactName = keyof typeof FACT_FILES;
export type FactRecord<N extends FactName> = z.infer<(typeof FACT_FILES)[N]['schema']>;

/** No source names a meeting point, so this file stays empty: the organisation enters and verifies its own. */
export const MEETING_POINTS_FILE = 'data/meeting-points.json';
export const meetingPointsSchema = z.strictObject({
  about: z.string().min(1),
  records: z.array(z.unknown()).max(0, 'holds a meeting point; enter it in the console, where somebody verifies it'),
});

/** A record as it was read, with its place in the file. */
interface ReadRecord<N extends FactName> {
  at: number;
  record: FactRecord<N>;
}

/** The sound records of each file, and every id that stands in it, so that one fault is not reported twice. */
export type ReadFacts = { [N in FactName]: { records: ReadRecord<N>[]; ids: ReadonlySet<string> } };
