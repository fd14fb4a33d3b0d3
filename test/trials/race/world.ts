import type { Connection } from 'mongoose';
import { startCore } from '../../support/core.ts';
import { aMeetingPoint } from '../../support/meeting-point.ts';
import { signInFor } from '../../support/sign-in.ts';
import { anAct } from '../../support/builders.ts';
import type { Ask, Desk } from './desk.ts';
import { PATH } from '../../support/her-path.ts';

/** What stands before the first client comes: a place, escorts, a series each for some of them. */
export interface World {
  cookie: string;
  escortIds: string[];
  series: { seriesId: string; input: SeriesInput }[];
}

export interface SeriesInput {
  meetingPointId: string;
  weekdays: number[];
  localTimes: string[];
  windowMinutes: number;
  capacity: number;
  escortId: string;
  validFrom: string;
  validTo: string;
}

const DAY_MS = 86_400_000;
export const dayFrom = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const REASON = 'she holds a residence card';

/** @param weeks how far the series reach: a slot a week each. */
export async function buildWorld(
  connection: Connection,
  master: Buffer,
  {
    series: count,
    escorts,
    weeks,
    capacity = 3,
  }: { series: number; escorts: number; weeks: number; capacity?: number },
): Promise<World> {
  const core = await startCore(connection, () => new Date(), { master });
  const meetingPointId = await aMeetingPoint(core);
  const escortIds: string[] = [];
  for (let index = 0; index < escorts; index += 1) escortIds.push(await core.addEscort());
  const series: World['series'] = [];
  for (const [index, escortId] of escortIds.slice(0, count).entries()) {
    // None of them today: its window may begin while the trial runs.
    const weekday = ((new Date().getUTCDay() + 1 + (index % 6)) % 7) + 1;
    const pattern = { weekdays: [weekday], localTimes: ['14:30'], windowMinutes: 40, capacity };
    const input = { meetingPointId, ...pattern, escortId, validFrom: dayFrom(2), validTo: dayFrom(1 + weeks * 7) };
    const { seriesId } = await core.series.create(anAct({ name: 'series.create' }), input);
    series.push({ seriesId, input });
  }
  await core.stop();
  return { cookie: await signInFor(connection), escortIds, series };
}

/** A slot as the list gives it. */
export interface ListedSlot {
  slotId: string;
  status: string;
  seriesId?: string;
  escort?: { escortId: string };
}

export async function listSlots(url: string, cookie: string): Promise<ListedSlot[]> {
  const bounds = new URLSearchParams({ from: `${dayFrom(0)}T00:00:00Z`, to: `${dayFrom(31)}T00:00:00Z` });
  const answer = await fetch(`${url}/api/v1/slots?${bounds.toString()}`, { headers: { Cookie: cookie } });
  return ((await answer.json()) as { slots?: ListedSlot[] }).slots ?? [];
}

const CASES = '/api/v1/case-files';
const ofCase = (what: string, caseFileId: string, verb: string, body: object): Ask => ({
  ...{ what: `case-file.${what}`, which: { caseFileId }, path: `${CASES}/${caseFileId}/${verb}`, body },
});

/** Each act as the API takes it. */
export const asks = {
  open: (party: number): Ask => ({
    ...{ what: 'case-file.open', which: {}, path: CASES, body: { language: 'uk', channel: 'phone', party } },
  }),
  path: (id: string): Ask => ofCase('choose-path', id, 'path', PATH),
  proof: (id: string): Ask =>
    ofCase('record-proof', id, 'proof', { confirmedBy: 'the staff', reference: 'list 7', confirmedAt: dayFrom(-3) }),
  end: (id: string): Ask => ofCase('end', id, 'end', { ending: 'withdrawn', reason: 'she stays at home' }),
  book: (slotId: string, caseFileId: string, hold: boolean): Ask => ({
    ...{ what: 'booking.book', which: { slotId, caseFileId }, path: `/api/v1/slots/${slotId}/bookings` },
    body: { caseFileId, hold, acknowledgedReason: REASON },
  }),
  confirm: (bookingId: string): Ask => ofBooking(bookingId, 'confirm', {}),
  cancel: (bookingId: string): Ask => ofBooking(bookingId, 'cancel', { reason: 'she asked for it' }),
  move: (bookingId: string, slotId: string, caseFileId: string): Ask => ({
    ...ofBooking(bookingId, 'move', { slotId, acknowledgedReason: REASON }),
    which: { slotId, caseFileId },
  }),
  assign: (slotId: string, escortId: string): Ask => ({
    ...{ what: 'slot.assign', which: { slotId, escortId }, path: `/api/v1/slots/${slotId}/assign`, body: { escortId } },
  }),
  regenerate: (seriesId: string, input: SeriesInput): Ask => ({
    ...{ what: 'series.edit', which: { seriesId }, path: `/api/v1/series/${seriesId}/edit`, body: input },
  }),
};

const ofBooking = (bookingId: string, verb: string, body: object): Ask => ({
  ...{ what: `booking.${verb}`, which: { bookingId }, path: `/api/v1/bookings/${bookingId}/${verb}`, body },
});

/** A family that can be booked; undefined where the last answer did not come. */
export async function openCase(desk: Desk, party: number): Promise<string | undefined> {
  const opened = await desk.send(asks.open(party));
  const id = opened?.body['caseFileId'];
  if (typeof id !== 'string') return undefined;
  await desk.send(asks.path(id));
  const proven = await desk.send(asks.proof(id));
  return proven && proven.status < 300 ? id : undefined;
}
