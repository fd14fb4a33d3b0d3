import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { MeetingPointService } from '../crossing/meeting-point-service.ts';
import type { EscortService } from '../escort/escort-service.ts';
import type { EscortWord } from '../escort/escort-word.ts';
import type { EscortWordStore } from '../escort/escort-word-store.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Call } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import type { SlotListService } from '../slot/slot-list-service.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { LoadNames, Names } from './names.ts';
import type { SlotChoices } from './slot-fields.ts';
import { toSlotLine, type SlotLine } from './slot-line.ts';

/** One slot as the desk has it before it. */
export interface SlotDesk {
  line: SlotLine;
  /** What escorts have said of it, the oldest first. */
  words: readonly EscortWord[];
  cancelledFor: string | undefined;
  /** Case files of its live bookings and of those words, by id. */
  caseFiles: ReadonlyMap<string, CaseFile>;
  names: Names;
  choices: SlotChoices;
}

export type LoadSlotDesk = (call: Call) => Promise<SlotDesk>;
export type LoadSlotChoices = () => Promise<SlotChoices>;

const verifiedText = (id: string, names: Names): string => {
  const by = names.verified(id);
  return by === undefined ? '(not verified)' : `· verified ${by}`;
};

interface ChoiceDependencies {
  meetingPoint: Pick<MeetingPointService, 'list'>;
  escort: Pick<EscortService, 'list'>;
  loadNames: LoadNames;
}

/** What a slot can be made of: the meeting points, and the escorts who still accompany. */
export const slotChoices =
  ({ meetingPoint, escort, loadNames }: ChoiceDependencies): LoadSlotChoices =>
  async () => {
    const names = await loadNames();
    return {
      meetingPoints: (await meetingPoint.list()).map(({ _id }) => ({
        value: _id,
        text: `${names.meetingPoint(_id)} ${verifiedText(_id, names)}`,
      })),
      escorts: (await escort.list())
        .filter(({ retired }) => !retired)
        .map(({ escortId, name, verified }) => ({
          value: escortId,
          text: `${name}${verified ? '' : ' (not verified)'}`,
        })),
    };
  };

interface Dependencies {
  slots: SlotStore;
  bookings: BookingStore;
  caseFiles: CaseFileStore;
  escortWords: EscortWordStore;
  loadNames: LoadNames;
  loadChoices: LoadSlotChoices;
  reasonOf: SlotListService['reasonOf'];
  clock: Clock;
}

/** Reads the slot that the address names. */
export const slotDesk =
  ({ slots, bookings, caseFiles, escortWords, loadNames, loadChoices, reasonOf, clock }: Dependencies): LoadSlotDesk =>
  async (call) => {
    const slot = await slots.find(parseParam(call.req, 'id'));
    if (!slot) throw new NotFound('slot');
    const line = toSlotLine(slot, await bookings.listLiveInSlot(slot._id), clock());
    const words = await escortWords.listOfSlots([slot._id]);
    const found = await caseFiles.findMany([...line.live, ...words].flatMap(({ caseFileId }) => caseFileId ?? []));
    return {
      ...{ line, words, cancelledFor: reasonOf(slot) },
      caseFiles: new Map(found.map((caseFile) => [caseFile._id, caseFile])),
      names: await loadNames(),
      choices: await loadChoices(),
    };
  };
