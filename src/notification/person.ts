import type { Notification } from './notification.ts';

/** Whom a line is for. Whoever calls, calls the person, and with that all that is open for that person. */
export type Person = { kind: 'traveller'; caseFileId: string } | { kind: 'escort'; escortId: string };

type Line = Pick<Notification, 'audience' | 'caseFileId' | 'escortId'>;

export const personOf = ({ audience, caseFileId = '', escortId = '' }: Line): Person =>
  audience === 'traveller' ? { kind: 'traveller', caseFileId } : { kind: 'escort', escortId };

/** What an act on this person's lines locks first, as `perform` takes it; also tells two people apart. */
export const turnOf = (person: Person): string =>
  person.kind === 'traveller' ? `case/${person.caseFileId}` : `escort/${person.escortId}`;
