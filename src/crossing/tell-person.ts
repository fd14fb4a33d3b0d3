import { idsOf, isOpen, type Notification, type Tell } from '../notification/notification.ts';
import type { RecordedEvent } from './recorded-event.ts';
import type { SlotClosure } from './slot-closures.ts';

/** An event that hinders somebody on one crossing. */
export type Hit = Pick<SlotClosure, 'eventId' | 'crossing' | 'kind'>;

/** One person whom a row may concern, and what holds for that person now. */
export interface Person {
  key: string;
  tell: Omit<Tell, 'about' | 'key' | 'eventId'>;
  /** The oldest first. */
  lines: readonly Notification[];
  /** All that hinders now, whoever has acknowledged it: only what is not among it is lifted. */
  hinders: readonly Hit[];
  /** Those of it that nobody had acknowledged: they alone can be news. */
  unseen: readonly Hit[];
  /** Whether it did not hinder in some state before. */
  isNews(eventId: string): boolean;
  /** Whether it would hinder if it still held. */
  stillAhead(eventId: string): boolean;
  /** The crossings of an event, whatever its contents ever were, that lie on this way. */
  crossingsOf(eventId: string): ReadonlySet<string>;
  /** Of what hinders now, what keeps this person from hearing that the way which this event has shut is open again. */
  leftOf(eventId: string): readonly Hit[];
}

export interface Told {
  tell?: Tell;
  withdrawn: string[];
}

/** One line a person and row at most, of what weighs most; a line that is open and no longer true is taken back. */
export function tellPerson({ _id: rowId, eventId: swept, event }: RecordedEvent, person: Person): Told {
  const { hinders, unseen } = person;
  // Only a reopening lifts another event than its own: where it opens, and what has nothing ahead of her any more.
  const opened = event.effect === 'reopened' ? person.crossingsOf(swept) : undefined;
  const canLift = (id: string): boolean => {
    const crossings = [...person.crossingsOf(id)];
    return id === swept || (opened !== undefined && (crossings.length === 0 || crossings.some((at) => opened.has(at))));
  };
  const stands = standingOf(person);
  const lifted = [...stands].filter((id) => canLift(id) && !hinders.some(({ eventId }) => eventId === id));
  // What keeps a way shut though another closure of it is over must be known to her by a line of its own.
  const owed = new Set(lifted.flatMap((id) => person.leftOf(id)).map(({ eventId }) => eventId));
  const news = unseen.filter(
    ({ eventId }) => eventId === swept || (!stands.has(eventId) && (person.isNews(eventId) || owed.has(eventId))),
  );
  const ahead = lifted.filter((id) => person.stillAhead(id));
  const open = ahead.find((id) => person.leftOf(id).length === 0);
  const worst = worstOf(news) ?? (open === undefined ? milderLeft(person, ahead) : undefined);
  const of = worst?.eventId ?? open;
  const stale = new Set([...lifted, ...(of === undefined ? [] : [of])]);
  const withdrawn = idsOf(person.lines.filter((line) => isOpen(line) && stale.has(line.eventId ?? '')));
  if (of === undefined) return { withdrawn };
  const about = worst ? (`crossing-${worst.kind}` as const) : 'crossing-open-again';
  return { tell: { ...person.tell, about, eventId: of, key: `${rowId}/${person.key}` }, withdrawn };
}

const worstOf = (hits: readonly Hit[]): Hit | undefined => hits.find(({ kind }) => kind === 'closed') ?? hits[0];

/** Who was told of a closure that is over hears what is left where that is milder: else she would still not go on. */
function milderLeft(person: Person, lifted: readonly string[]): Hit | undefined {
  const left = worstOf(lifted.flatMap((id) => person.leftOf(id)));
  const heardWorse = person.lines.some(
    ({ eventId = '', about, toldAt }) =>
      lifted.includes(eventId) && about === 'crossing-closed' && toldAt !== undefined,
  );
  return left?.kind === 'restricted' && heardWorse ? left : undefined;
}

/** The events whose last line says that they hinder, and whose crossings nobody has called open since. */
function standingOf(person: Person): Set<string> {
  const stands = new Set<string>();
  for (const { eventId = '', about, withdrawnAt } of person.lines) {
    if (withdrawnAt) continue;
    if (about !== 'crossing-open-again') stands.add(eventId);
    else {
      const open = person.crossingsOf(eventId);
      for (const id of stands)
        if (id === eventId || [...person.crossingsOf(id)].every((each) => open.has(each))) stands.delete(id);
    }
  }
  return stands;
}
