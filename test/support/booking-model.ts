/**
 * A second, simpler telling of the booking rules, one act after another, to hold the real thing against. It shares no
 * code with it. Things are known by their number; each case is asked about its newest booking.
 */
export interface ModelSlot {
  capacity: number;
  /** Start and end of what the slot takes of its escort, in minutes. */
  from: number;
  freeAt: number;
  escort: number | undefined;
  open: boolean;
}
export interface ModelBooking {
  slot: number;
  kind: 'held' | 'booked' | 'gone';
  heldUntil: number;
  extendableUntil: number;
}
export interface Model {
  now: number;
  slots: ModelSlot[];
  cases: { party: number; state: 'confirmed' | 'booked' | 'withdrawn'; newest: ModelBooking | undefined }[];
}

export type Op =
  | { do: 'hold' | 'book'; case: number; slot: number }
  | { do: 'move'; case: number; slot: number }
  | { do: 'confirm' | 'extend' | 'cancel' | 'end' | 'take-back'; case: number }
  | { do: 'assign'; slot: number; escort: number }
  | { do: 'wait'; minutes: number };

type Case = Model['cases'][number];

const isLive = (booking: ModelBooking | undefined, now: number): booking is ModelBooking =>
  booking !== undefined && booking.kind !== 'gone' && (booking.kind === 'booked' || booking.heldUntil > now);

export const seatsInSlot = (model: Model, slot: number): number =>
  model.cases
    .filter(({ newest }) => isLive(newest, model.now) && newest.slot === slot)
    .reduce((seats, { party }) => seats + party, 0);

/** Does the act to the model and says how it ends: `ok`, or the refusal's type. */
export function apply(model: Model, op: Op): string {
  if (op.do === 'wait') {
    model.now += op.minutes;
    return 'ok';
  }
  if (op.do === 'assign') return assign(model, op.slot, op.escort);
  const of = model.cases[op.case];
  if (!of) throw new Error('no such case');
  switch (op.do) {
    case 'hold':
    case 'book':
      return place(model, of, op.slot, op.do === 'hold');
    case 'move':
      return move(model, of, op.slot);
    case 'end':
      return end(model, of);
    case 'take-back':
      if (of.state !== 'withdrawn') return 'nothing-to-take-back';
      of.state = 'confirmed';
      return 'ok';
    default:
      return change(model, of, op.do);
  }
}

function place(model: Model, of: Case, slotNumber: number, hold: boolean, moving?: ModelBooking): string {
  const slot = model.slots[slotNumber];
  if (!slot) throw new Error('no such slot');
  if (of.state === 'withdrawn') return 'case-not-open-for-booking';
  if (isLive(of.newest, model.now) && of.newest !== moving) return 'already-booked';
  if (!slot.open) return 'slot-closed';
  if (slot.from <= model.now) return 'slot-departed';
  if (of.party > slot.capacity) return 'party-larger-than-slot';
  if (slot.capacity - seatsInSlot(model, slotNumber) < of.party) return 'not-enough-seats';
  const kind = hold ? 'held' : 'booked';
  of.newest = { slot: slotNumber, kind, heldUntil: model.now + 10, extendableUntil: model.now + 30 };
  if (!hold) of.state = 'booked';
  return 'ok';
}

function move(model: Model, of: Case, slotNumber: number): string {
  const old = of.newest;
  if (!old) return 'none';
  if (old.kind === 'gone') return 'booking-ended';
  if (!isLive(old, model.now)) return 'hold-expired';
  return place(model, of, slotNumber, old.kind === 'held', old.slot === slotNumber ? undefined : old);
}

function change(model: Model, of: Case, what: 'confirm' | 'extend' | 'cancel'): string {
  const booking = of.newest;
  if (!booking) return 'none';
  if (booking.kind === 'gone') return 'booking-ended';
  if (!isLive(booking, model.now)) return 'hold-expired';
  if (what === 'cancel') return cancel(of, booking);
  if (booking.kind === 'booked') return 'booking-ended';
  if (what === 'extend') {
    booking.heldUntil = Math.min(model.now + 10, booking.extendableUntil);
    return 'ok';
  }
  const slot = model.slots[booking.slot];
  if (!slot?.open) return 'slot-closed';
  if (slot.from <= model.now) return 'slot-departed';
  booking.kind = 'booked';
  of.state = 'booked';
  return 'ok';
}

function cancel(of: Case, booking: ModelBooking): string {
  if (booking.kind === 'booked' && of.state === 'booked') of.state = 'confirmed';
  booking.kind = 'gone';
  return 'ok';
}

function end(model: Model, of: Case): string {
  if (of.state === 'withdrawn') return 'illegal-transition';
  of.state = 'withdrawn';
  if (isLive(of.newest, model.now)) of.newest.kind = 'gone';
  return 'ok';
}

function assign(model: Model, slotNumber: number, escort: number): string {
  const slot = model.slots[slotNumber];
  if (!slot) throw new Error('no such slot');
  const clash = model.slots.some(
    (other) => other !== slot && other.escort === escort && other.from < slot.freeAt && slot.from < other.freeAt,
  );
  if (clash) return 'escort-overlap';
  slot.escort = escort;
  return 'ok';
}

/** Every order in which the acts could have happened one after another. */
export function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, index) =>
    orders([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [first, ...rest]),
  );
}
