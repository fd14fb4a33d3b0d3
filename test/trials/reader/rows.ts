import type { Connection } from 'mongoose';

/** What stands in the database, told a second time and only as far as the reader looks at it: nothing here comes from src. */
export interface SlotRow {
  _id: string;
  rev: number;
  stageKey: string;
  plannedKey?: string;
  from: Date;
  freeAt: Date;
  capacity: number;
  escortId?: string;
  status: string;
  /** A person has changed it. */
  edited: boolean;
  published: { seq: number };
}
export interface BookingRow {
  _id: string;
  slotId: string;
  caseFileId: string;
  stageKey: string;
  status: string;
  live: boolean;
  ofStage?: boolean;
  seats: number;
  heldUntil?: Date;
  madeAt: Date;
  endedAt?: Date;
  movedFrom?: string;
  movedTo?: string;
}
export interface CaseRow {
  _id: string;
  rev: number;
  reference: string;
  state: string;
  party: number;
  ending?: { at: Date; from: string };
  nextAt?: Date;
}
export interface ChangeRow {
  _id: string;
  slotId?: string;
  escortId: string;
  seq: number;
  left?: object;
}
export interface ActRow {
  _id: string;
  caseFileId?: string;
  at: Date;
}
export interface AuditRow {
  _id: string;
  at: Date;
  what: string;
  which: Record<string, string>;
}
export interface LineRow {
  _id: string;
  about: string;
  audience: string;
  caseFileId?: string;
  slotId?: string;
  at: Date;
  open?: boolean;
  toldAt?: Date;
  withdrawnAt?: Date;
}

export interface ProposalRow {
  _id: string;
  bookingId: string;
  toBookingId?: string;
  open?: boolean;
}

/** All of it at one moment. */
export interface Rows {
  now: Date;
  slots: Map<string, SlotRow>;
  bookings: Map<string, BookingRow>;
  cases: Map<string, CaseRow>;
  changes: ChangeRow[];
  proposals: ProposalRow[];
  acts: ActRow[];
  audit: AuditRow[];
  /** Audit entries of one kind of act that name this id. */
  entriesOf: (what: string, noun: 'bookingId' | 'slotId' | 'caseFileId', id: string) => readonly AuditRow[];
  lines: LineRow[];
  linesOf: (caseFileId: string) => readonly LineRow[];
  /** Case files whose key is there: of the others nothing sealed is left, their replies neither. */
  readable: Set<string>;
}

/** Reads whole collections through the native driver, all as they stood at one moment, whoever writes meanwhile. */
export async function readRows(connection: Connection, now?: Date): Promise<Rows> {
  const client = connection.getClient();
  const session = client.startSession();
  session.startTransaction({ readConcern: { level: 'snapshot' } });
  const all = async <T extends { _id: string }>(
    collection: string,
    fields: readonly (keyof T & string)[],
    database = connection.name,
  ): Promise<T[]> => {
    const projection = Object.fromEntries(fields.map((field) => [field, 1]));
    const rows = await client.db(database).collection(collection).find({}, { projection, session }).toArray();
    return rows as unknown as T[];
  };
  const byId = async <T extends { _id: string }>(...asked: Parameters<typeof all<T>>): Promise<Map<string, T>> =>
    new Map((await all<T>(...asked)).map((row) => [row._id, row]));
  try {
    const audit = await all<AuditRow>('audit', ['at', 'what', 'which']);
    const lines = await all<LineRow>('notifications', OF_LINE);
    const caseKeys = await all<{ _id: string; sealed?: string }>('casekeys', ['sealed'], `${connection.name}_keys`);
    return {
      slots: await byId<SlotRow>('slots', OF_SLOT),
      bookings: await byId<BookingRow>('bookings', OF_BOOKING),
      cases: await byId<CaseRow>('casefiles', ['rev', 'reference', 'state', 'party', 'ending', 'nextAt']),
      changes: await all<ChangeRow>('slotchanges', ['slotId', 'escortId', 'seq', 'left']),
      proposals: await all<ProposalRow>('proposals', ['bookingId', 'toBookingId', 'open']),
      acts: await all<ActRow>('acts', ['caseFileId', 'at']),
      ...{ audit, lines },
      entriesOf: indexOf(audit),
      linesOf: linesBy(lines),
      readable: new Set(caseKeys.flatMap(({ _id, sealed }) => (sealed ? [_id] : []))),
      // Read last: whatever an act took for over is over by now.
      now: now ?? new Date(),
    };
  } finally {
    await session.endSession();
  }
}

const OF_SLOT = [
  ...(['rev', 'stageKey', 'plannedKey', 'from', 'freeAt', 'capacity', 'escortId', 'status', 'edited'] as const),
  'published',
] as const;
const OF_BOOKING = [
  ...(['slotId', 'caseFileId', 'stageKey', 'status', 'live', 'ofStage', 'seats', 'heldUntil'] as const),
  ...(['madeAt', 'endedAt', 'movedFrom', 'movedTo'] as const),
] as const;
const OF_LINE = ['about', 'audience', 'caseFileId', 'slotId', 'at', 'open', 'toldAt', 'withdrawnAt'] as const;

function indexOf(audit: readonly AuditRow[]): Rows['entriesOf'] {
  const index = new Map<string, AuditRow[]>();
  for (const entry of audit)
    for (const [noun, id] of Object.entries(entry.which)) {
      const key = `${entry.what} ${noun} ${id}`;
      const known = index.get(key);
      if (known) known.push(entry);
      else index.set(key, [entry]);
    }
  return (what, noun, id) => index.get(`${what} ${noun} ${id}`) ?? [];
}

function linesBy(lines: readonly LineRow[]): Rows['linesOf'] {
  const ofCase = Map.groupBy(lines, ({ caseFileId = '' }) => caseFileId);
  return (caseFileId) => ofCase.get(caseFileId) ?? [];
}

/** A hold whose time is over takes nothing any more. */
export const takesSeats = ({ live, status, heldUntil }: BookingRow, now: Date): boolean =>
  live && !(status === 'held' && heldUntil !== undefined && heldUntil <= now);

/** Seats that were held for a proposal and never became a place. */
export const isProposedOnly = ({ ofStage, status, movedFrom }: BookingRow): boolean =>
  movedFrom !== undefined && ofStage === undefined && ['proposed', 'released', 'expired'].includes(status);

/** Her confirmed place, as far as she has one. */
export const isPlace = ({ live, status }: BookingRow): boolean => live && status === 'booked';

export const isAt = (one: Date | undefined, other: Date | undefined): boolean => one?.getTime() === other?.getTime();
