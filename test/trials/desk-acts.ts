import type { Answer, Ask } from './ask.ts';
import type { DeskWorld } from './desk-world.ts';
import type { Random } from './random.ts';

/** One act that a client will ask for: what it is to the audit, and what its answer changes in what the clients know. */
export interface PlannedAct {
  what: string;
  which: Record<string, string>;
  ask: Ask;
  settle(answer: Answer): void;
}

interface Place {
  slotId: string;
  caseFileId: string;
  held: boolean;
}
/** The bookings that the clients know of, by their id. */
export type Places = Map<string, Place>;
export const startPlaces = (): Places => new Map();

/** Any act on bookings that could come next; most of them possible, some refused. */
export function planAct(random: Random, world: DeskWorld, places: Places): PlannedAct {
  const known = [...places.keys()];
  const choice = random.next();
  const bookingId = known.length > 0 ? random.pick(known) : undefined;
  const place = bookingId === undefined ? undefined : places.get(bookingId);
  if (bookingId === undefined || place === undefined || choice < 0.45) return planBooking(random, world, places);
  if (place.held && choice < 0.65) return planConfirm(places, bookingId, place);
  if (choice < 0.8) return planMove(random, world, places, bookingId, place);
  return planCancel(places, bookingId);
}

/** What speaks against most ways today was seen: the concerns are not what is tried here. */
const acknowledgedReason = 'she holds a residence card';

const isDone = ({ status }: Answer): boolean => status >= 200 && status < 300;
const isGone = ({ status }: Answer): boolean => status === 404 || status === 409;
const bookingIdOf = ({ text }: Answer): string => (JSON.parse(text) as { bookingId: string }).bookingId;

function planBooking(random: Random, world: DeskWorld, places: Places): PlannedAct {
  const which = { slotId: random.pick(world.slotIds), caseFileId: random.pick(world.caseFileIds) };
  const held = random.next() < 0.4;
  return {
    ...{ what: 'booking.book', which },
    ask: {
      path: `/api/v1/slots/${which.slotId}/bookings`,
      body: { caseFileId: which.caseFileId, hold: held, acknowledgedReason },
    },
    settle: (answer) => {
      if (isDone(answer)) places.set(bookingIdOf(answer), { ...which, held });
    },
  };
}

const planConfirm = (places: Places, bookingId: string, place: Place): PlannedAct => ({
  ...{ what: 'booking.confirm', which: { bookingId } },
  ask: { path: `/api/v1/bookings/${bookingId}/confirm`, body: {} },
  settle: (answer) => {
    if (isDone(answer)) places.set(bookingId, { ...place, held: false });
    else if (isGone(answer)) places.delete(bookingId);
  },
});

function planMove(random: Random, world: DeskWorld, places: Places, bookingId: string, place: Place): PlannedAct {
  const which = { slotId: random.pick(world.slotIds), caseFileId: place.caseFileId };
  return {
    ...{ what: 'booking.move', which },
    ask: { path: `/api/v1/bookings/${bookingId}/move`, body: { slotId: which.slotId, acknowledgedReason } },
    settle: (answer) => {
      if (!isDone(answer)) return;
      places.delete(bookingId);
      places.set(bookingIdOf(answer), { ...place, slotId: which.slotId });
    },
  };
}

const planCancel = (places: Places, bookingId: string): PlannedAct => ({
  ...{ what: 'booking.cancel', which: { bookingId } },
  ask: { path: `/api/v1/bookings/${bookingId}/cancel`, body: { reason: 'she asked for it' } },
  settle: (answer) => {
    if (isDone(answer) || isGone(answer)) places.delete(bookingId);
  },
});

/** Any page or list that a desk looks at. */
export function planReading(random: Random, world: DeskWorld): Ask {
  const caseFileId = random.pick(world.caseFileIds);
  return {
    path: random.pick([
      `/api/v1/case-files/${caseFileId}`,
      `/console/cases/${caseFileId}`,
      '/api/v1/slots',
      '/api/v1/session',
      '/console',
    ]),
  };
}
