/** Who did it, as the audit keeps it. A name is a member of staff's own, never a family's. */
export type Actor =
  | { kind: 'staff'; id: string; name: string }
  | { kind: 'traveller'; caseFileId: string }
  | { kind: 'escort'; escortId: string }
  | { kind: 'job'; name: string }
  | { kind: 'admin'; name: string };

/**
 * One act before its transaction begins. The same `id` is the same act: done once, answered alike each time.
 * `id` is an HMAC of (actor, method, full path, Idempotency-Key), or fresh where no key was sent;
 * `body` is the HMAC of the body, so that another body under the same key is noticed.
 */
export interface ActContext {
  id: string;
  body: string;
  /** Verb and noun, as the audit lists it: `booking.book`. */
  name: string;
  actor: Actor;
  requestId: string;
}

/** Under which name it is kept who did something: "verified by Anna". */
export const actorName = ({ actor }: Pick<ActContext, 'actor'>): string => ('name' in actor ? actor.name : actor.kind);
