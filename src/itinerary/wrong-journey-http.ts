import { z } from 'zod';
import { api } from '../platform/api-endpoint.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { pathChoiceSchema } from '../route/path.ts';
import { groundSchema, toGround } from './slot-reach-http.ts';
import type { WrongJourneyService } from './wrong-journey-service.ts';
import type { WrongJourney } from './wrong-journeys.ts';

const wrongSchema = z.strictObject({
  caseFileId: z.string(),
  reference: z.string(),
  bookingId: z.string(),
  slotId: z.string(),
  from: z.iso.datetime(),
  reasons: z.array(groundSchema),
  /** What would put it right: the same meeting by another path, or another meeting. */
  remedy: z.strictObject({ slotId: z.string(), from: z.iso.datetime(), path: pathChoiceSchema }).exactOptional(),
});

const toWrong = ({ journey, reasons, remedy }: WrongJourney): z.infer<typeof wrongSchema> => ({
  ...{ caseFileId: journey.caseFile._id, reference: journey.caseFile.reference, bookingId: journey.booking._id },
  ...{ slotId: journey.meeting.slot._id, from: journey.meeting.slot.from.toISOString() },
  reasons: reasons.map(toGround),
  ...(remedy
    ? { remedy: { slotId: remedy.slot._id, from: remedy.slot.from.toISOString(), path: remedy.way.choice } }
    : {}),
});

/** What is now wrong. */
export const wrongJourneyEndpoints = ({ wrongJourney }: { wrongJourney: WrongJourneyService }): Endpoint[] => [
  api({
    method: 'get',
    path: '/api/v1/wrong-journeys',
    reply: z.strictObject({ journeys: z.array(wrongSchema) }),
    run: async () => ({ journeys: (await wrongJourney.list()).map(toWrong) }),
  }),
];
