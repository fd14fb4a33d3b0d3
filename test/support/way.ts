import type { FormerMeeting, PlannedWay, Way } from '../../src/itinerary/way.ts';
import { getMeetingWord } from '../../src/case-file/meeting-word.ts';
import type { Side } from '../../src/crossing/meeting-point.ts';
import { buildItinerary, type Itinerary } from '../../src/itinerary/itinerary.ts';
import type { Language } from '../../src/platform/language.ts';
import { loadLook } from '../../src/platform/look.ts';
import { loadReference } from '../../src/route/load-route.ts';
import { resolvePath, type PathChoice } from '../../src/route/path.ts';
import { currentRouteRef } from '../../src/route/reference.ts';
import { PATH } from './her-path.ts';

export const reference = loadReference(process.cwd());
export const look = loadLook();

export const stagesOf = (path: Partial<PathChoice> = {}) =>
  resolvePath(reference, currentRouteRef(reference), { ...PATH, ...path });

interface Asked {
  /** Start of the window, ISO 8601. */
  from?: string;
  side?: Side;
  path?: Partial<PathChoice>;
}

/** Minsk to Medyka by bus and on foot; the window is 40 minutes long. */
export function anItinerary({ from = '2026-11-26T12:30:00Z', side = 'ukrainian', path = {} }: Asked = {}): Itinerary {
  const start = new Date(from);
  const zone = side === 'polish' ? 'Europe/Warsaw' : 'Europe/Kyiv';
  const slot = { from: start, to: new Date(start.getTime() + 40 * 60_000), zone };
  return buildItinerary({ stages: stagesOf(path), slot, side, reference });
}

const place = (side: Side): PlannedWay['place'] => ({
  crossing: { en: 'Medyka–Shehyni', uk: 'Шегині – Медика', ru: 'Шегини – Медыка' },
  side,
  description: {
    en: 'After the passport window, by the yellow kiosk.',
    uk: 'Після паспортного віконця, біля жовтого кіоску.',
    ru: 'После паспортного окна, у жёлтого киоска.',
  },
});

export const aFormerMeeting = (): FormerMeeting => ({
  from: new Date('2026-11-26T11:30:00Z'),
  zone: 'Europe/Kyiv',
  place: place('ukrainian'),
});

const common = (language: Language) => ({ language, reference: '4172085', phone: '+48 000 000 000' });

/** A planned way with a meeting at Medyka on Thursday 26 November 2026. */
export const aPlannedWay = (changes: Partial<PlannedWay> = {}, asked: Asked = {}): PlannedWay => ({
  ...common(changes.language ?? 'en'),
  state: 'planned',
  itinerary: anItinerary(asked),
  place: place(asked.side ?? 'ukrainian'),
  escort: 'Olena',
  word: getMeetingWord(0),
  current: 0,
  reports: [],
  late: false,
  missed: false,
  ...changes,
});

/** One of each state that is not planned. */
export const waitingWays = (language: Language): Exclude<Way, { state: 'planned' }>[] => [
  {
    ...common(language),
    state: 'no-booking',
    guidance: stagesOf().find(({ kind }) => kind === 'proof')?.guidance.traveller,
  },
  { ...common(language), state: 'meeting-cancelled', was: aFormerMeeting(), reports: [] },
  { ...common(language), state: 'no-escort', was: aFormerMeeting(), reports: [] },
  { ...common(language), state: 'ended' },
  { ...common(language), state: 'done' },
];
