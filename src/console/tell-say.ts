import type { TellAbout } from '../notification/notification.ts';

type Audience = 'traveller' | 'escort';

const NOT_SET_OUT =
  'Say first that this meeting does not take place: she must not set out for it. Then say what comes next.';
const OFF = 'Say that this meeting does not take place, and that it has left his calendar.';
const IN_CALENDAR = 'Say what has changed and ask him to open his calendar again.';
const WAITS = 'Say that travellers of his may be held up there, and that we call him when we know more.';

/** What to say on the phone, for a coordinator who has not opened this case before. */
const SAY: Record<TellAbout, Record<Audience, string>> = {
  'booking-made': {
    traveller: 'Say day, time and place of the meeting, and who meets her. Ask her to repeat them.',
    escort: 'Say the reference, day, time and place. Tick it off when he says that he knows.',
  },
  'booking-moved': {
    traveller: 'Say that the meeting has moved. Then say the new day, time and place, and ask her to repeat them.',
    escort: 'Say which reference has moved, and from when to when.',
  },
  'booking-cancelled': { traveller: NOT_SET_OUT, escort: 'Say which reference does not come any more.' },
  'slot-changed': {
    traveller: 'Say how the meeting place is described now, and ask her to open her page again.',
    escort: IN_CALENDAR,
  },
  'slot-cancelled': { traveller: NOT_SET_OUT, escort: OFF },
  'escort-changed': {
    traveller: 'Say the name of the escort who meets her now. Day, time and place stay as they were.',
    escort: 'Say whether he has this meeting now or has it no more, and ask him to open his calendar again.',
  },
  'escort-removed': {
    traveller: 'Say first: do not set out yet. Nobody meets her so far, and we call again.',
    escort: 'Say that he does not have this meeting any more.',
  },
  'word-changed': {
    traveller: 'Say the new meeting word and ask her to repeat it. The old one counts no more.',
    escort: 'Ask him to open his calendar again: the meeting word has changed.',
  },
  'path-changed': { traveller: 'Say which way she goes now, and ask her to open her page again.', escort: IN_CALENDAR },
  'proof-recorded': {
    traveller: 'Say that the confirmation has come, and the proof code that stands in her case file.',
    escort: IN_CALENDAR,
  },
  'case-ended': {
    traveller: 'Read her case file before you call. Her page says only: please call us before you travel on.',
    escort: 'Say which reference does not come any more.',
  },
  'taken-back': {
    traveller: 'Say that what she heard or read was a mistake of ours, and what holds now. It stands in her case file.',
    escort: IN_CALENDAR,
  },
  'crossing-closed': {
    traveller: 'Say first: do not go on. Then ask where she is, and say where she can wait.',
    escort: WAITS,
  },
  'crossing-restricted': {
    traveller: 'Say what is restricted there, ask where she is, and say whether she can go on.',
    escort: WAITS,
  },
  'crossing-open-again': {
    traveller: 'Say that the crossing is open again, and what she does next.',
    escort: 'Say that the crossing is open again, and which meetings stand.',
  },
};

export const whatToSay = ({ about, audience }: { about: TellAbout; audience: Audience }): string =>
  SAY[about][audience];
