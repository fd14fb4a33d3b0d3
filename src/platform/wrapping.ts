import { createHash } from 'node:crypto';
import { open, seal } from './sealing.ts';
import { StartRefused } from './start-refused.ts';

/** The secret that opens under the master key the database was made with; the last to be wrapped anew when that changes. */
export const CHECK = 'check';
export const CHECK_TEXT = 'homeward';
/** There while the master key is being changed, from the first start with both on; wrapped under the new one. */
export const ROTATION = 'rotation';

/** The master key, and while it is being changed the one before it. */
export interface Masters {
  master: Buffer;
  previous?: Buffer | undefined;
}

/** Wraps the other keys. What either master key has wrapped opens; wrapped anew is under the present one alone. */
export interface Wrapping {
  wrap(name: string, text: string): string;
  /** Throws when neither opens it. */
  open(name: string, wrapped: string): string;
  /** Which of the two opens it. */
  openedBy(name: string, wrapped: string): keyof Masters | undefined;
  /** Tells the present master key from others, and nothing about it. */
  id: string;
}

export function wrappingUnder({ master, previous }: Masters): Wrapping {
  const tryWith = (key: Buffer | undefined, name: string, wrapped: string): string | undefined => {
    try {
      return key && open(key, name, wrapped);
    } catch {
      // It is authenticated: under another key it does not open, and nothing else is learnt.
      return undefined;
    }
  };
  return {
    wrap: (name, text) => seal(master, name, text),
    open: (name, wrapped) => tryWith(previous, name, wrapped) ?? open(master, name, wrapped),
    openedBy: (name, wrapped) => {
      if (tryWith(master, name, wrapped) !== undefined) return 'master';
      return tryWith(previous, name, wrapped) === undefined ? undefined : 'previous';
    },
    id: createHash('sha256').update(master).digest('hex').slice(0, 12),
  };
}

/** Refuses another database's master key, and one key alone while the others lie wrapped under two. */
export function checkMasters(wrapping: Wrapping, found: { check: string; rotation: string | undefined }): void {
  const present = wrapping.openedBy(CHECK, found.check);
  const next = found.rotation === undefined ? present : wrapping.openedBy(ROTATION, found.rotation);
  // Under way, with both keys at hand and in their places; or over, and only its mark was left.
  const isFine = next === present || (next === 'master' && present === 'previous');
  if (found.rotation !== undefined && !isFine) {
    throw new StartRefused(
      'The change of the master key is not finished, so both keys are needed: the new one as MASTER_KEY, the old one as MASTER_KEY_PREVIOUS. Then run npm run admin -- rotate-key again.',
    );
  }
  if (present === undefined) {
    throw new StartRefused(
      'MASTER_KEY is not the key this database was made with. Put the right key back, and keep it apart from the backups.',
    );
  }
}
