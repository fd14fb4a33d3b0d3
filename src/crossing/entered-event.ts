import { z } from 'zod';
import { dayField, timeField } from '../platform/day-fields.ts';
import { DomainError } from '../platform/domain-error.ts';
import { textField } from '../platform/text-field.ts';
import { localDateTime, resolveLocal } from '../platform/zone-time.ts';
import { appliesToSchema, CAUSES, countrySchema, crossingEventSchema, type CrossingEvent } from './crossing-event.ts';
import { crossingModeSchema, directionSchema } from './crossing.ts';
import { checkEntered, sourceField, type KnownCrossings } from './entered-fields.ts';
import { areInOrder, momentStart, POLISH_ZONE, type Period } from './period.ts';

/** What a coordinator enters. Days and times are on the clock of the Polish side. */
export const reportEventSchema = z.strictObject({
  crossings: z.array(z.string().max(60)).min(1, 'Choose one crossing point at least.').max(40),
  effect: crossingEventSchema.shape.effect.exclude(['additional-service', 'new-service']),
  appliesTo: appliesToSchema.optional(),
  /** One or several in each text, as `RU BY`; `EU` is the EU, the EEA and Switzerland. */
  countries: z.array(z.string().max(200)).max(60).optional(),
  cause: z.enum(CAUSES).optional(),
  direction: z.enum(['both', ...directionSchema.options]),
  modes: z.array(crossingModeSchema).min(1, 'Choose one way of crossing at least.'),
  fromDate: dayField,
  fromTime: timeField,
  untilDate: dayField.optional(),
  untilTime: timeField.optional(),
  /** One or several lines in each text, as `2026-12-02 22:00 – 2026-12-03 06:00`. */
  again: z.array(z.string().max(2000)).max(60).optional(),
  /** When a traveller who is still at home reads of it; at once where it is left out. */
  publishDate: dayField.optional(),
  publishTime: timeField.optional(),
  wording: textField(3, 300, 'Write what was said, in its own words.'),
  source: sourceField,
});
export type ReportEvent = z.infer<typeof reportEventSchema>;
/** What is entered of one event alone. */
export type OneEvent = Omit<ReportEvent, 'again'>;

/** `seq` is that of the row she saw: a correction of something else than what she read is refused. */
export const correctEventSchema = reportEventSchema.omit({ again: true }).extend({ seq: z.number().int().min(0) });
export type CorrectEvent = z.infer<typeof correctEventSchema>;
export const endEventSchema = z.strictObject({
  seq: z.number().int().min(0),
  endedDate: dayField,
  endedTime: timeField,
  source: sourceField,
});
export type EndEvent = z.infer<typeof endEventSchema>;

class EventNotRight extends DomainError {
  constructor(name: string, reason: string) {
    super({ status: 422, type: 'crossing-event-not-right', detail: reason, invalidParams: [{ name, reason }] });
  }
}

const momentOf = (date: string, at: string): string =>
  `${resolveLocal({ date, time: at, zone: POLISH_ZONE }).instant.toISOString().slice(0, 16)}Z`;

/**
 * What was entered, as one event for each of its periods: each is told when it comes and when it ends, corrected and
 * ended by itself. Throws a refusal that names the field.
 */
export function buildEvents(
  newId: () => string,
  { again, ...input }: ReportEvent,
  crossings: KnownCrossings,
  now: Date,
): [CrossingEvent, ...CrossingEvent[]] {
  const first = buildEvent(newId(), input, crossings, now);
  const further = linesOf(again).map(readPeriod);
  if (!areInOrder([first, ...further]))
    throw new EventNotRight('again', 'Write the periods in their order: each begins once the one before it has ended.');
  return [first, ...further.map((period) => ({ ...first, ...period, id: newId() }))];
}

/** One event. Throws a refusal that names the field. */
export function buildEvent(id: string, input: OneEvent, crossings: KnownCrossings, now: Date): CrossingEvent {
  const { direction, wording, source } = input;
  for (const crossing of input.crossings)
    checkEntered(
      crossings,
      { crossing, ...(direction === 'both' ? {} : { direction }) },
      (about, reason) => new EventNotRight(about === 'crossing' ? 'crossings' : about, reason),
    );
  return {
    ...{ id, crossings: [...new Set(input.crossings)], effect: input.effect, direction },
    ...timesOf(input),
    modes: [...new Set(input.modes)],
    ...concerned(input),
    ...{ cause: input.cause ?? 'unknown', wording: { en: wording, uk: wording, ru: wording } },
    ...{ sources: [source], confidence: 'medium', asOf: localDateTime(now, POLISH_ZONE).date },
  };
}

/** The moment of a day and a time; undefined where both were left out. */
function optionalMoment(input: OneEvent, name: 'until' | 'publish'): string | undefined {
  const [date, time] = [input[`${name}Date`], input[`${name}Time`]];
  if (date !== undefined && time !== undefined) return momentOf(date, time);
  if (date === undefined && time === undefined) return undefined;
  throw new EventNotRight(date === undefined ? `${name}Date` : `${name}Time`, 'Give day and time, or neither.');
}

function timesOf(input: OneEvent): Pick<CrossingEvent, 'from' | 'to' | 'publish'> {
  const from = momentOf(input.fromDate, input.fromTime);
  const to = optionalMoment(input, 'until') ?? null;
  if (to !== null && to <= from) throw new EventNotRight('untilTime', 'It must end after it begins.');
  const publish = optionalMoment(input, 'publish');
  if (publish !== undefined && publish > from)
    throw new EventNotRight('publishTime', 'She must read of it before it begins: choose an earlier time.');
  return {
    ...{ from, to },
    ...(publish === undefined ? {} : { publish: { from: publish, to: null } }),
  };
}

const linesOf = (texts: readonly string[] = []): string[] =>
  texts
    .flatMap((text) => text.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');

const PERIOD = /^(?<from>\S+ \S+)\s+(?:–|-|to)\s+(?<to>\S+ \S+)$/u;

function readPeriod(line: string): Period {
  const { from = '', to = '' } = PERIOD.exec(line)?.groups ?? {};
  return { from: readMoment(from, line), to: readMoment(to, line) };
}

function readMoment(text: string, line: string): string {
  const [date, time] = text.split(' ');
  const read = z.strictObject({ date: dayField, time: timeField }).safeParse({ date, time });
  if (!read.success)
    throw new EventNotRight('again', `“${line}” is no period: write it as 2026-12-02 22:00 – 2026-12-03 06:00.`);
  return momentOf(read.data.date, read.data.time);
}

function concerned(input: OneEvent): Pick<CrossingEvent, 'appliesTo' | 'countries'> {
  const appliesTo = input.appliesTo ?? 'everyone';
  const countries = [...new Set(linesOf(input.countries).flatMap((line) => line.toUpperCase().split(/[\s,;]+/)))];
  const wrong = countries.find((country) => !countrySchema.safeParse(country).success);
  if (wrong !== undefined)
    throw new EventNotRight('countries', `“${wrong}” is no country: write two letters for each, as RU, BY.`);
  if (appliesTo === 'everyone') {
    if (countries.length > 0)
      throw new EventNotRight('countries', 'Leave the countries out where everybody is concerned, or say who is.');
    return { appliesTo };
  }
  if (countries.length === 0) throw new EventNotRight('countries', 'Write which countries, as RU, BY.');
  return { appliesTo, countries };
}

/** The event with the end that was entered; only one that has come may be, a later one is a correction. */
export function endEvent(event: CrossingEvent, { endedDate, endedTime, source }: EndEvent, now: Date): CrossingEvent {
  const to = momentOf(endedDate, endedTime);
  if (momentStart(to) > now)
    throw new EventNotRight('endedTime', 'That time is still to come. To set an end ahead, correct the event instead.');
  return { ...event, to, sources: [...event.sources, source], asOf: localDateTime(now, POLISH_ZONE).date };
}
