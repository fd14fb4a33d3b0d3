import { randomIds } from '../../src/platform/ids.ts';
import type { ActContext } from '../../src/platform/act-context.ts';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { newReference } from '../../src/case-file/codes.ts';
import type { Booking } from '../../src/booking/booking.ts';
import type { Slot } from '../../src/slot/slot.ts';

const HOUR = 3_600_000;

/** An open slot at Medyka, Thursday 26 November 2026, 14:30 to 15:10 in Kyiv, three seats, with an escort. */
export function aSlot(changes: Partial<Slot> = {}): Slot {
  const from = changes.from ?? new Date('2026-11-26T12:30:00Z');
  const to = changes.to ?? new Date(from.getTime() + 40 * 60_000);
  return {
    _id: randomIds.id(),
    rev: 0,
    routeRef: 'mod-2022-03-02@1',
    stageKey: 'meet:pl-ua-medyka',
    crossingId: 'pl-ua-medyka',
    meetingPointId: 'medyka-kiosk',
    from,
    to,
    zone: 'Europe/Kyiv',
    localDate: '2026-11-26',
    localTime: '14:30',
    adjusted: 'none',
    capacity: 3,
    escortId: 'escort-olena',
    status: 'open',
    accompaniedUntil: new Date(to.getTime() + 18 * HOUR),
    freeAt: new Date(to.getTime() + 42 * HOUR),
    published: { seq: 0, at: new Date('2026-11-20T08:00:00Z') },
    edited: false,
    ...changes,
  };
}

let families = 0;
/** References in turn: of random ones a thousand families would soon share one. */
const nextReference = (): string =>
  newReference({ ...randomIds, digits: (length) => String(families++).padStart(length, '0') });

/** A confirmed case file of one traveller whose path is chosen. */
export function aCaseFile(changes: Partial<CaseFile> = {}): CaseFile {
  return {
    _id: randomIds.id(),
    rev: 0,
    reference: nextReference(),
    state: 'confirmed',
    language: 'uk',
    channel: 'phone',
    party: 1,
    routeRef: 'mod-2022-03-02@1',
    word: 0,
    sealed: {},
    proofAt: new Date('2026-11-20T00:00:00Z'),
    progress: [],
    openedAt: new Date('2026-11-20T08:00:00Z'),
    openedBy: 'Anna',
    ...changes,
  };
}

/** A confirmed booking of one seat. */
export function aBooking(changes: Partial<Booking> = {}): Booking {
  return {
    _id: randomIds.id(),
    slotId: 'slot',
    caseFileId: 'case',
    stageKey: 'meet:pl-ua-medyka',
    status: 'booked',
    live: true,
    ofStage: true,
    seats: 1,
    madeAt: new Date('2026-11-23T10:00:00Z'),
    madeBy: 'Anna',
    ...changes,
  };
}

/** An act of coordinator Anna; the same `id` is the same act. */
export const anAct = (changes: Partial<ActContext> = {}): ActContext => ({
  id: randomIds.id(),
  body: 'body',
  name: 'test.act',
  actor: { kind: 'staff', id: 'anna', name: 'Anna' },
  requestId: 'request',
  ...changes,
});
