import { eachPeriod, type CrossingEvent } from '../crossing/crossing-event.ts';
import { momentStart } from '../crossing/period.ts';
import type { CrossingEventService } from '../crossing/crossing-event-service.ts';
import type { RecordedEvent } from '../crossing/recorded-event.ts';
import { sayClosure, sayWhen } from '../itinerary/closure-part.ts';
import type { Notification } from '../notification/notification.ts';
import type { ToTell } from '../notification/notification-service.ts';
import type { Localized } from '../platform/language.ts';
import type { Facts } from '../route/reference.ts';
import type { Names } from './names.ts';

/** What one line about a crossing says: which, since when, and the words of whoever said so. */
export interface ToldCrossing {
  says: string;
  wording?: string;
}

/** Undefined for a line about anything else. */
export type SayCrossing = (line: Pick<ToTell, 'notification' | 'slot' | 'caseFile'>) => ToldCrossing | undefined;

export interface CrossingSources {
  crossingEvent: Pick<CrossingEventService, 'list'>;
  reference: Pick<Facts, 'crossingEvents'>;
}

interface Known {
  rows: readonly RecordedEvent[];
  documented: Facts['crossingEvents'];
  names: Pick<Names, 'crossing'>;
  now: Date;
}

/** Reads every event once for a page. */
export const loadSayCrossing = async (
  { crossingEvent, reference }: CrossingSources,
  names: Pick<Names, 'crossing'>,
  now: Date,
): Promise<SayCrossing> => {
  const known = { rows: await crossingEvent.list(), documented: reference.crossingEvents, names, now };
  return (line) => sayCrossing(line, known);
};

const KIND = { 'crossing-closed': 'closed', 'crossing-restricted': 'restricted' } as const;

/** A woman hears of the crossings on her own way; an event may name all of a border. */
const MOST_NAMED = 3;

/** In words what happened to a crossing. Pure. */
function sayCrossing(line: Parameters<SayCrossing>[0], known: Known): ToldCrossing | undefined {
  const { about, eventId } = line.notification;
  if (eventId === undefined) return undefined;
  if (about === 'crossing-open-again') return sayOpen(line, eventId, known);
  if (about !== 'crossing-closed' && about !== 'crossing-restricted') return undefined;
  const cause = rowOf(line.notification, known.rows);
  const event = cause?.eventId === eventId ? cause.event : latestBefore(eventId, undefined, known);
  if (!event) return undefined;
  const isAhead = ({ to }: CrossingEvent): boolean => to === null || momentStart(to) > known.now;
  const from = momentStart((eachPeriod(event).find(isAhead) ?? event).from);
  const tense = from > known.now ? 'ahead' : 'since';
  const says = sayEach(line, event, known, (crossing) =>
    sayClosure({ crossing, kind: KIND[about], from }, tense, 'en', known.now),
  );
  return { says, wording: event.wording.en };
}

/** The crossing that was closed before; the moment and the words are those of the row that opened it. */
function sayOpen(line: Parameters<SayCrossing>[0], eventId: string, known: Known): ToldCrossing | undefined {
  const cause = rowOf(line.notification, known.rows);
  const event = latestBefore(eventId, cause, known);
  if (!event || !cause) return undefined;
  const when = (at: Date): string => sayWhen(at, known.now, 'en');
  const { effect, from, to } = cause.event;
  const isReopening = cause.eventId !== eventId && effect === 'reopened';
  const opened = isReopening ? from : cause.what === 'ended' ? to : null;
  const end =
    opened === null
      ? `: what we said was corrected at ${when(cause.at)}.`
      : ` is open again since ${when(momentStart(opened))}.`;
  const says = sayEach(line, event, known, ({ en }) => `${en}${end}`);
  return isReopening ? { says, wording: cause.event.wording.en } : { says };
}

/** A line's key begins with the row that made it. */
const rowOf = ({ key = '' }: Notification, rows: readonly RecordedEvent[]): RecordedEvent | undefined =>
  rows.find(({ _id }) => _id === key.split('/')[0]);

/** The event as it last stood, before the row that changed it where that is given. */
const latestBefore = (eventId: string, cause: RecordedEvent | undefined, { rows, documented }: Known) =>
  rows
    .filter((row) => row.eventId === eventId && (cause?.eventId !== eventId || row.seq < cause.seq))
    .reduce<RecordedEvent | undefined>((last, row) => (last && last.seq > row.seq ? last : row), undefined)?.event ??
  documented.get(eventId);

function sayEach(
  { notification: { audience }, slot, caseFile }: Parameters<SayCrossing>[0],
  { crossings }: CrossingEvent,
  { names }: Known,
  say: (crossing: Localized) => string,
): string {
  const way = [caseFile?.path?.entryCrossing, caseFile?.path?.exitCrossing, slot?.crossingId];
  const hers = crossings.filter((id) => way.includes(id));
  const named = audience === 'traveller' && hers.length > 0 ? hers : [...new Set([...hers, ...crossings])];
  const said = named.slice(0, MOST_NAMED).map((id) => {
    const en = names.crossing(id);
    return say({ en, uk: en, ru: en });
  });
  const more = named.length - said.length;
  return [...said, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}
