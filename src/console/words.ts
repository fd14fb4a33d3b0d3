import type { CaseState } from '../case-file/case-state.ts';
import type { CrossingEvent } from '../crossing/crossing-event.ts';
import type { Status } from '../crossing/crossing-status.ts';
import type { TellAbout } from '../notification/notification.ts';
import type { Tone } from '../platform/parts.ts';

/** What a state is called at the desk, and how much it asks of her. */
export const STATE_WORDS: Record<CaseState, readonly [text: string, tone: Tone]> = {
  received: ['received, no proof yet', 'warn'],
  confirmed: ['confirmed, not booked', 'info'],
  booked: ['booked', 'ok'],
  travelling: ['on her way', 'ok'],
  met: ['met', 'ok'],
  accompanied: ['accompanied', 'ok'],
  'handed-over': ['handed over', 'ok'],
  closed: ['closed', 'plain'],
  declined: ['ended: declined', 'plain'],
  exchanged: ['ended: exchanged meanwhile', 'plain'],
  moved: ['ended: moved', 'plain'],
  died: ['ended: died', 'plain'],
  unreachable: ['ended: not reachable', 'plain'],
  withdrawn: ['ended: withdrawn', 'plain'],
};

/** What recording a state means, as a coordinator chooses it. */
export const PROGRESS_WORDS: Record<string, string> = {
  travelling: 'She has set out',
  met: 'The escort has met her',
  accompanied: 'They are on the way to Kyiv together',
  'handed-over': 'Handed over in Kyiv',
  closed: 'Close the case file',
};

export const ENDING_WORDS: Record<string, string> = {
  declined: 'The family or the authority declined',
  exchanged: 'He was exchanged meanwhile',
  moved: 'He was moved',
  died: 'He died, or she did',
  unreachable: 'She cannot be reached any more',
  withdrawn: 'She withdrew',
};

/** What somebody must hear, for the line on To tell. */
export const TELL_WORDS: Record<TellAbout, string> = {
  'booking-made': 'New meeting',
  'booking-moved': 'Meeting moved',
  'booking-cancelled': 'Meeting cancelled',
  'slot-changed': 'Meeting changed',
  'slot-cancelled': 'Meeting cancelled',
  'escort-changed': 'Another escort meets her',
  'escort-removed': 'No escort now: she must not set out yet',
  'word-changed': 'New meeting word',
  'path-changed': 'Her path changed',
  'proof-recorded': 'The proof is recorded',
  'case-ended': 'The case file has ended',
  'taken-back': 'What we told her was a mistake of ours',
  'crossing-closed': 'A crossing on her way is closed: she must not go on',
  'crossing-restricted': 'A crossing on her way is restricted',
  'crossing-open-again': 'The crossing on her way is open again',
};

export const LANGUAGE_WORDS: Record<string, string> = { en: 'English', uk: 'Ukrainian', ru: 'Russian' };
export const CHANNEL_WORDS: Record<string, string> = { phone: 'Phone', email: 'E-mail' };
export const HUB_WORDS: Record<string, string> = { kaliningrad: 'Kaliningrad', minsk: 'Minsk' };
export const MODE_WORDS: Record<string, string> = { bus: 'bus', taxi: 'taxi', car: 'car', foot: 'on foot' };

/** What a coordinator records of a crossing, and how much it asks of the desk. */
export const EFFECT_WORDS: Record<string, readonly [text: string, tone: Tone]> = {
  'no-service': ['closed', 'stop'],
  restricted: ['restricted', 'warn'],
  'modified-service': ['open to some only', 'warn'],
  'reduced-service': ['slower than usual', 'info'],
  detour: ['another road leads there', 'info'],
  other: ['something else', 'warn'],
  reopened: ['open again', 'ok'],
};
/** Whom an event concerns, beside how they cross; of which countries is said apart. */
export const APPLIES_WORDS: Record<CrossingEvent['appliesTo'], string> = {
  everyone: 'everybody',
  citizens: 'citizens of some countries',
  'others-than-citizens': 'everybody but citizens of some countries',
  vehicles: 'vehicles with plates of some countries',
};
export const CAUSE_WORDS: Record<CrossingEvent['cause'], string> = {
  unknown: 'nobody has said',
  pandemic: 'a pandemic rule',
  migration: 'migration',
  politics: 'politics',
  sanctions: 'sanctions',
  military: 'an exercise of the military',
  war: 'the war',
  works: 'works',
  protest: 'a protest or a strike',
  weather: 'the weather',
  technical: 'something technical',
  opening: 'it opens, or opens again',
  other: 'something else',
};
export const DIRECTION_WORDS: Record<string, string> = {
  both: 'both directions',
  'to-PL': 'into Poland',
  'to-UA': 'into Ukraine',
  'to-BY': 'into Belarus',
  'to-RU': 'into Russia',
};

/** What holds at a crossing now, and how much it asks of the desk. */
export const STATUS_WORDS: Record<Status, readonly [text: string, tone: Tone]> = {
  open: ['open', 'ok'],
  restricted: ['restricted', 'warn'],
  closed: ['closed', 'stop'],
  unknown: ['nobody wrote it down', 'warn'],
};

/** Options of a choice, from a table of words. */
export const optionsOf = (words: Record<string, string>, values: readonly string[] = Object.keys(words)) =>
  values.map((value) => ({ value, text: words[value] ?? value }));
