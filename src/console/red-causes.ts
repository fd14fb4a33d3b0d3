import { isStanding } from '../case-file/case-file.ts';
import type { CaseState } from '../case-file/case-state.ts';
import { countAnew, countFromHere } from '../itinerary/from-here.ts';
import { placeHer, type Heard, type Word } from '../itinerary/heard.ts';
import { sayMinutes } from '../itinerary/phrases.ts';
import type { Report } from '../itinerary/report.ts';
import { clockName, formatTime } from '../platform/zone-time.ts';
import { escortWord } from './report-words.ts';
import type { Watched } from './watched.ts';
import { sinceText } from './when.ts';

/** Why a row is red, and since when: what is newer was not there when somebody cleared it. */
export interface Cause {
  since: Date;
  text: string;
}

/** Finds what is wrong at this moment. Instants in UTC; a limit is over from its own instant on. */
export type FindCause = (watched: Watched, now: Date) => Cause | undefined;

/** The last of these instants. */
export const latest = (instants: readonly Date[]): Date => new Date(Math.max(...instants.map((at) => at.getTime())));
const isAlarm = (kind: Word['kind']): boolean => kind === 'turned-back' || kind === 'need-help';
const isBooked = ({ booking, line }: Watched) => (booking?.status === 'booked' ? line : undefined);

/** “no word since 08:15”: since the last thing that anybody heard of her by then, or since then. */
function silentSince({ words, escortWords }: Watched, limit: Date, now: Date): string {
  const heard = [...words, ...escortWords.filter(isWithHer)].filter(({ at }) => at <= limit);
  return `no word since ${sinceText(heard.length === 0 ? limit : latest(heard.map(({ at }) => at)), now)}`;
}

const isWithHer = ({ kind }: Watched['escortWords'][number]): boolean => kind === 'with-me' || kind === 'handed-over';

/** “I cannot come” of the escort who has the slot: it stands until another has it. */
export const findCannotCome: FindCause = ({ escortWords, line, caseFile }, now) => {
  const said = escortWords.findLast(({ kind }) => kind === 'cannot-come');
  const isAhead = caseFile !== undefined || (line !== undefined && line.slot.to > now);
  if (!said || !isAhead || line?.slot.status === 'cancelled') return undefined;
  const text = `escort: ${escortWord(said)}, ${sinceText(said.at, now)}`;
  // Cleared by giving it to another, and then given back to him: whoever did so must see what he had said.
  const again = line?.slot.escortSince;
  if (!again || again <= said.at) return { since: said.at, text };
  return { since: again, text: `${text}; the slot was given to him ${sinceText(again, now)}` };
};

export const findNobodyAssigned: FindCause = ({ line, booking }, now) => {
  if (!line || !booking || line.slot.escortId !== undefined) return undefined;
  if (line.slot.status === 'cancelled' || line.slot.to <= now) return undefined;
  return { since: latest([line.slot.published.at, booking.madeAt]), text: 'nobody assigned: nobody meets her' };
};

export const findNotLeft: FindCause = (watched, now) => {
  const limit = leaveBy(watched);
  if (!limit || limit > now || !isBooked(watched) || findNoWord(watched, now)) return undefined;
  if (watched.words.some(({ kind, at }) => !isAlarm(kind) && at <= limit)) return undefined;
  return { since: limit, text: `${silentSince(watched, limit, now)}: she was to leave by ${sinceText(limit, now)}` };
};

/** Whoever was booked later than is safe was known to be late: for her the usual time counts, and after it none. */
function leaveBy({ plan, booking }: Watched): Date | undefined {
  if (!plan || !booking) return undefined;
  const { latest: safe, usual } = plan.itinerary.departure;
  return [safe, usual].find((at) => at > booking.madeAt);
}

/** Steps of hers that somebody at the desk has heard of and recorded. */
const ON_HER_WAY: readonly CaseState[] = ['travelling', 'met', 'accompanied', 'handed-over'];

/** Her call for help stands until the desk has recorded a later step on her way: whoever did has spoken with her. */
export const findAlarm =
  (kind: Report['kind'], words: string): FindCause =>
  ({ reports, caseFile }, now) => {
    const sent = reports.findLast((report) => report.kind === kind)?.at;
    if (!sent) return undefined;
    const isAnswered = caseFile?.progress.some(
      (entry) =>
        isStanding(entry) && entry.at > sent && entry.stageKey === undefined && ON_HER_WAY.includes(entry.state),
    );
    return isAnswered ? undefined : { since: sent, text: `${words}, ${sinceText(sent, now)}` };
  };

export function findNoWord(watched: Watched, now: Date): Cause | undefined {
  const slot = isBooked(watched)?.slot;
  if (!slot || slot.to > now || heardMet(watched, slot.to)) return undefined;
  const until = `${formatTime(slot.to, slot.zone)} ${clockName(slot.zone, 'en')}`;
  return { since: slot.to, text: `${silentSince(watched, slot.to, now)}: the meeting was until ${until}` };
}

/** The first instant by then at which anybody said that she was met. */
function heardMet({ words, escortWords }: Watched, by: Date): Date | undefined {
  const said = [...words.filter(({ kind }) => kind === 'met'), ...escortWords.filter(isWithHer)];
  const times = said.map(({ at }) => at).filter((at) => at <= by);
  return times.length === 0 ? undefined : new Date(Math.min(...times.map((at) => at.getTime())));
}

/** Where she was placed after each of the words since the desk last wrote one down, the latest first. */
function placings({ words, plan }: Watched): { heard: Heard; next?: Word }[] {
  if (!plan) return [];
  const first = Math.max(
    0,
    words.findLastIndex(({ desk }) => desk),
  );
  return words
    .slice(first)
    .flatMap((_, index) => {
      const heard = placeHer(plan.itinerary, words.slice(0, first + index + 1));
      const next = words[first + index + 1];
      return heard ? [{ heard, ...(next ? { next } : {}) }] : [];
    })
    .reverse();
}

export function findBorderTooLong(watched: Watched, now: Date): Cause | undefined {
  if (!isBooked(watched)) return undefined;
  for (const { heard, next } of placings(watched)) {
    const step = watched.plan?.itinerary.steps[heard.step];
    if (step?.kind !== 'border' || !step.minutes) continue;
    const limit = new Date(heard.since.getTime() + step.minutes.longest * 60_000);
    if (limit > now || (next && next.at <= limit)) continue;
    const longest = sayMinutes(step.minutes.longest, 'en');
    return { since: limit, text: `at the border since ${sinceText(heard.since, now)}, longest wait ${longest}` };
  }
  return undefined;
}

export function findCannotReach(watched: Watched, now: Date): Cause | undefined {
  const slot = isBooked(watched)?.slot;
  const { plan } = watched;
  if (!slot || !plan || findNoWord(watched, now)) return undefined;
  const { steps } = plan.itinerary;
  const found = placings(watched).find(
    ({ heard }) =>
      steps.slice(heard.step).some(({ kind }) => kind === 'meeting') &&
      countFromHere(plan.itinerary, heard).reach === 'too-late',
  );
  const step = found && steps[found.heard.step];
  if (!step) return undefined;
  const meeting = `${formatTime(slot.from, slot.zone)} ${clockName(slot.zone, 'en')}`;
  const [where, usual] = step.kind === 'border' ? ['at the border', 'usual wait'] : ['on the ride', 'usually'];
  const since = sinceText(found.heard.since, now);
  const takes = step.minutes ? `, ${usual} ${sayMinutes(step.minutes.usual, 'en')}` : '';
  return { since: found.heard.at, text: `will not reach ${meeting}: ${where} since ${since}${takes}` };
}

export function findNotArrived(watched: Watched, now: Date): Cause | undefined {
  const { plan, words, escortWords, caseFile } = watched;
  const metAt = heardMet(watched, now);
  const isMet = caseFile?.state === 'met' || caseFile?.state === 'accompanied';
  if (!plan || !isBooked(watched) || (!metAt && !isMet)) return undefined;
  const step = plan.itinerary.steps.findIndex(({ kind }) => kind === 'meeting') + 1;
  const placed = placeHer(plan.itinerary, words);
  const fromMet = metAt && { step, since: metAt, at: metAt };
  const heard = placed && placed.step >= step ? placed : fromMet;
  const arrival = countAnew(plan.parts, plan.itinerary, heard).steps.at(-1)?.ends;
  if (!arrival || arrival.latest > now) return undefined;
  if (escortWords.some(({ kind, at }) => kind === 'handed-over' && at <= arrival.latest)) return undefined;
  const silent = silentSince(watched, arrival.latest, now);
  return { since: arrival.latest, text: `${silent}: she was to arrive by ${sinceText(arrival.latest, now)}` };
}
