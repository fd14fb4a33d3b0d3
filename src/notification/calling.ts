import { DomainError, NotFound } from '../platform/domain-error.ts';
import { formatTime } from '../platform/zone-time.ts';
import type { Notification } from './notification.ts';

/** A call that nobody ended: the line is free again for others. */
const CALL_MS = 10 * 60_000;
/** The clock of the desk, on which a refusal says a time. */
const DESK_ZONE = 'Europe/Warsaw';

export type CallInHand = NonNullable<Notification['calling']>;

class AlreadyTold extends DomainError {
  constructor(by: string) {
    super({
      status: 409,
      type: 'already-told',
      detail: `${by} has told this already. You need not call.`,
      facts: { toldBy: by },
    });
  }
}

class NoLongerTrue extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'no-longer-true',
      detail: 'This has changed meanwhile, so nothing was ticked off. Read what stands on To tell now, and tell that.',
    });
  }
}

class SomebodyIsCalling extends DomainError {
  constructor({ by, at }: CallInHand) {
    super({
      status: 409,
      type: 'somebody-is-calling',
      detail: `${by} is calling since ${formatTime(at, DESK_ZONE)} (Warsaw time). Leave this call to ${by}.`,
      facts: { by, since: at.toISOString() },
    });
  }
}

class CallOver extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'call-over',
      detail:
        'You no longer have this call in hand, so no number is shown. If it still stands on To tell, press Call there.',
    });
  }
}

/** Whoever is on the phone with the person whose lines these are; a call is forgotten after ten minutes. */
export const callInHand = (lines: readonly Pick<Notification, 'calling'>[], now: Date): CallInHand | undefined =>
  lines.flatMap(({ calling }) => calling ?? []).find(({ at }) => now.getTime() - at.getTime() < CALL_MS);

/** Throws SomebodyIsCalling while another than `by` is on the phone with the person whose lines these are. */
export function checkFree(lines: readonly Notification[], by: string, now: Date): void {
  const others = lines.filter(({ calling }) => calling?.by !== by);
  const call = callInHand(others, now);
  if (call) throw new SomebodyIsCalling(call);
}

/** Throws SomebodyIsCalling, CallOver unless `by` is on the phone just now with the person whose lines these are. */
export function checkInHand(lines: readonly Notification[], by: string, now: Date): void {
  checkFree(lines, by, now);
  if (!callInHand(lines, now)) throw new CallOver();
}

/** Gives the lines of those ids. Throws AlreadyTold with the name of who did, NoLongerTrue, NotFound. */
export function pickOpen(lines: readonly Notification[], idList: readonly string[]): Notification[] {
  return [...new Set(idList)].map((id) => {
    const line = lines.find(({ _id }) => _id === id);
    if (!line) throw new NotFound('line');
    if (line.toldBy !== undefined) throw new AlreadyTold(line.toldBy);
    if (line.withdrawnAt !== undefined) throw new NoLongerTrue();
    return line;
  });
}
