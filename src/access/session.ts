/** A browser that was let in. Only the SHA-256 of its token is kept, as the id. Instants in UTC. */
export interface Session {
  _id: string;
  kind: SessionKind;
  /** The member of staff, or the traveller's case file. */
  ownerId: string;
  openedAt: Date;
  usedAt: Date;
}

export type SessionKind = 'staff' | 'traveller';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Lifetime {
  idleMs: number;
  totalMs: number;
}

/** Hours from the last use, and from the first at most. */
export const LIFETIMES: Record<SessionKind, Lifetime> = {
  staff: { idleMs: 12 * HOUR_MS, totalMs: 7 * 24 * HOUR_MS },
  traveller: { idleMs: 48 * HOUR_MS, totalMs: 365 * 24 * HOUR_MS },
};

export function isLive(session: Session, now: Date): boolean {
  const { idleMs, totalMs } = LIFETIMES[session.kind];
  const sinceUse = now.getTime() - session.usedAt.getTime();
  const sinceStart = now.getTime() - session.openedAt.getTime();
  return sinceUse < idleMs && sinceStart < totalMs;
}

/** The last use is written at most once a minute: reading a page costs no write. */
export const isUseWorthWriting = (session: Session, now: Date): boolean =>
  now.getTime() - session.usedAt.getTime() >= MINUTE_MS;
