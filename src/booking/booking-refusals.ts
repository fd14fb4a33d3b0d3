import { formatReference } from '../case-file/codes.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { EventCode } from './event-code.ts';

export class NoProof extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'no-proof',
      detail: 'No proof is recorded yet. Record who confirmed it and when; then book.',
    });
  }
}

export class NoPath extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'no-path',
      detail: 'Her path is not chosen yet. Choose hub, transport and crossing points; then book.',
    });
  }
}

export class NotOnHerPath extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'not-on-her-path',
      detail:
        'This slot is at a crossing point that is not on her path. Choose a slot at her crossing point, or change her path first.',
    });
  }
}

export class CaseNotOpen extends DomainError {
  constructor(state: string) {
    super({
      status: 409,
      type: 'case-not-open-for-booking',
      detail: `The case file is “${state}”. Only one that is confirmed or booked can be booked. Change its state first.`,
    });
  }
}

export class SlotClosed extends DomainError {
  constructor() {
    super({ status: 409, type: 'slot-closed', detail: 'This slot is not open for booking. Choose another one.' });
  }
}

export class SlotDeparted extends DomainError {
  constructor() {
    super({ status: 409, type: 'slot-departed', detail: 'This slot’s window has already begun. Choose a later one.' });
  }
}

export class NotEnoughSeats extends DomainError {
  constructor(left: number, party: number) {
    super({
      status: 409,
      type: 'not-enough-seats',
      detail: `${left === 0 ? 'No seat is' : `${left} seat(s) are`} left and her party needs ${party}. Choose another slot.`,
      facts: { seatsLeft: left, party },
    });
  }
}

export class PartyTooLarge extends DomainError {
  constructor(capacity: number, party: number) {
    super({
      status: 409,
      type: 'party-larger-than-slot',
      detail: `Her party of ${party} is larger than this slot’s ${capacity} seats, even when it is empty. A party is never split: add a slot with more seats.`,
      facts: { capacity, party },
    });
  }
}

export class AlreadyBooked extends DomainError {
  constructor(slotId: string, reference: string) {
    super({
      status: 409,
      type: 'already-booked',
      detail: `${formatReference(reference)} already has a booking or a hold for this stage. Move that one, or cancel it first.`,
      facts: { slotId },
    });
  }
}

export class HoldExpired extends DomainError {
  constructor() {
    super({ status: 409, type: 'hold-expired', detail: 'The hold is over. Hold or book again, if seats are left.' });
  }
}

export class BookingEnded extends DomainError {
  constructor(status: string) {
    super({
      status: 409,
      type: 'booking-ended',
      detail: `This booking is ${status} and can no longer be changed. Open the case file to see what stands now.`,
    });
  }
}

/** Something speaks against this booking that a coordinator must have seen: a code, and a sentence for her. */
export interface Concern {
  code: 'too-late-to-set-out' | 'single-entry' | EventCode;
  text: string;
}

export class NeedsAcknowledgement extends DomainError {
  constructor(concerns: readonly Concern[]) {
    super({
      status: 409,
      type: 'needs-acknowledgement',
      detail: `${concerns.map((concern) => concern.text).join(' ')} Book only if you know better: tick that you have seen it and say why.`,
      facts: { concerns },
    });
  }
}

export class ConcernSinceHold extends DomainError {
  constructor(concerns: readonly Concern[]) {
    super({
      status: 409,
      type: 'concern-since-hold',
      detail: `${concerns.map((concern) => concern.text).join(' ')} This came up after the place was held. Cancel the hold and book anew: there you can say that you have seen it, and why.`,
      facts: { concerns },
    });
  }
}
