import type { Notification, Tell } from '../notification/notification.ts';
import type { RecordedEvent } from './recorded-event.ts';
import type { SlotClosure } from './slot-closures.ts';

export type Hit = Pick<SlotClosure, 'eventId' | 'kind'>;

/** One who may have to hear of a row: what she had to hear so far, and what touches her before and after it. */
export interface Person {
  key: string;
  tell: Omit<Tell, 'about' | 'key' | 'eventId'>;
  /** The oldest first. */
  lines: readonly Notification[];
  after: readonly Hit[];
  /** The events that touched in each state before. */
  known: readonly ReadonlySet<string>[];
  /** Whether the event would touch if it still held. */
  stillAhead(eventId: string): boolean;
  /** Of what touches now, what keeps the way shut that this event has shut before. */
  leftOf(eventId: string): readonly Hit[];
}

export interface Told {
  tell?: Tell;
  withdrawn: string[];
}

export const isOpen = ({ toldAt, withdrawnAt }: Notification): boolean => !toldAt && !withdrawnAt;

const worstOf = (hits: readonly Hit[]): Hit | undefined => hits.find(({ kind }) => kind === 'closed') ?? hits[0];

const isShut = (line: Notification | undefined): boolean =>
  line?.about === 'crossing-closed' || line?.about === 'crossing-restricted';

/** One line a person and row at most, of what weighs most; a line that is open and no longer true is taken back. */
export function tellPerson({ _id: rowId, eventId: swept }: RecordedEvent, person: Person): Told {
  const { lines, after, known } = person;
  const last = new Map(lines.map((line) => [line.eventId ?? '', line]));
  const stands = (eventId: string): boolean => isShut(last.get(eventId));
  const isNews = (eventId: string): boolean => known.some((ids) => !ids.has(eventId)) && !stands(eventId);
  const worst = worstOf(after.filter(({ eventId }) => eventId === swept || isNews(eventId)));
  const isLifted = (eventId: string): boolean =>
    stands(eventId) &&
    !after.some((hit) => hit.eventId === eventId) &&
    // What ended long ago has been spoken of then.
    (eventId === swept || known.some((ids) => ids.has(eventId)));
  const lifted = [...last.keys()].filter(isLifted);
  const next = worst ? { ...worst, about: `crossing-${worst.kind}` as const } : afterLifting(person, lifted);
  const stale = new Set([...lifted, ...(next ? [next.eventId] : [])]);
  const withdrawn = lines.filter((line) => isOpen(line) && stale.has(line.eventId ?? '')).map(({ _id }) => _id);
  if (!next) return { withdrawn };
  const { about, eventId } = next;
  return { tell: { ...person.tell, about, eventId, key: `${rowId}/${person.key}` }, withdrawn };
}

type Next = Pick<Tell, 'about'> & { eventId: string };

/** It is open again only where nothing else keeps it shut; else she hears of what is left, unless she has. */
function afterLifting(person: Person, lifted: readonly string[]): Next | undefined {
  const ahead = lifted.filter((eventId) => person.stillAhead(eventId));
  const open = ahead.find((eventId) => person.leftOf(eventId).length === 0);
  if (open !== undefined) return { about: 'crossing-open-again', eventId: open };
  const left = worstOf(ahead.flatMap((eventId) => person.leftOf(eventId)));
  if (!left || hasHeard(person, left, lifted)) return undefined;
  return { about: `crossing-${left.kind}`, eventId: left.eventId };
}

/** Whether what she was told, or is to be told, says just this, and neither more nor less. */
function hasHeard({ lines }: Person, { eventId, kind }: Hit, lifted: readonly string[]): boolean {
  const isOfLifted = (line: Notification): boolean => lifted.includes(line.eventId ?? '');
  const heard = lines.filter((line) => !line.withdrawnAt && !(isOpen(line) && isOfLifted(line)));
  const said = heard.findLastIndex((line) => line.eventId === eventId && line.about === `crossing-${kind}`);
  if (said === -1 || heard.slice(said).some(({ about }) => about === 'crossing-open-again')) return false;
  return kind === 'closed' || !heard.some((line) => isOfLifted(line) && line.about === 'crossing-closed');
}
