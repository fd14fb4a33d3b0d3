import type { OpenCase } from '../case-file/case-file.ts';
import type { CaseState } from '../case-file/case-state.ts';
import type { MeetingPointInput } from '../crossing/meeting-point.ts';
import type { EscortInput } from '../escort/escort.ts';
import type { PathChoice } from '../route/path.ts';

// Everybody here is invented. Numbers are of ranges that nobody is given, addresses of example.org.

export const DEMO_CONTACT = { phone: '+48 000 000 000', hours: '24/7', email: 'desk@example.org' };

export const DEMO_POINTS: readonly MeetingPointInput[] = [
  {
    crossingId: 'pl-ua-medyka',
    side: 'ukrainian',
    name: 'Medyka, yellow kiosk',
    descriptionEn: 'After the passport window, by the yellow kiosk on the left (example).',
    descriptionUk: 'Після паспортного вікна, біля жовтого кіоску ліворуч (приклад).',
    descriptionRu: 'После паспортного окна, у жёлтого киоска слева (пример).',
  },
  {
    crossingId: 'pl-ua-dorohusk',
    side: 'polish',
    name: 'Dorohusk, bus stop',
    descriptionEn: 'At the bus stop before the border, under the clock (example).',
    descriptionUk: 'На автобусній зупинці перед кордоном, під годинником (приклад).',
    descriptionRu: 'На автобусной остановке перед границей, под часами (пример).',
  },
  {
    crossingId: 'pl-ua-hrebenne',
    side: 'ukrainian',
    name: 'Hrebenne, waiting room',
    descriptionEn: 'In the waiting room after the border, by the door (example).',
    descriptionUk: 'У залі очікування після кордону, біля дверей (приклад).',
    descriptionRu: 'В зале ожидания после границы, у двери (пример).',
  },
];

const escort = (
  name: string,
  language: EscortInput['language'],
  digit: number,
  crossingIds: string[],
): EscortInput => ({
  name: `${name} Example`,
  phone: `+380 00 000 000${digit}`,
  language,
  zone: 'Europe/Kyiv',
  crossingIds,
});

/** The first three have a series of their own. */
export const DEMO_ESCORTS: readonly EscortInput[] = [
  escort('Olena', 'uk', 1, ['pl-ua-medyka']),
  escort('Taras', 'uk', 2, ['pl-ua-dorohusk']),
  escort('Bohdan', 'uk', 3, ['pl-ua-hrebenne', 'pl-ua-medyka']),
  escort('Iryna', 'ru', 4, ['pl-ua-hrebenne']),
  escort('Marta', 'en', 5, ['pl-ua-korczowa']),
  escort('Petro', 'uk', 6, ['pl-ua-medyka']),
  escort('Sofiia', 'uk', 7, ['pl-ua-dorohusk']),
  escort('Danylo', 'ru', 8, ['pl-ua-zosin']),
];

export const DEMO_PATHS: readonly PathChoice[] = [
  { hub: 'minsk', mode: 'bus', entryCrossing: 'by-pl-terespol', exitCrossing: 'pl-ua-medyka', exitMode: 'foot' },
  { hub: 'minsk', mode: 'bus', entryCrossing: 'by-pl-terespol', exitCrossing: 'pl-ua-dorohusk', exitMode: 'bus' },
  { hub: 'kaliningrad', mode: 'bus', entryCrossing: 'ru-pl-bezledy', exitCrossing: 'pl-ua-hrebenne', exitMode: 'bus' },
];

/** One invented family: how far its journey has come, and by which of the three series. */
export interface DemoCase {
  reaches: CaseState;
  series: 0 | 1 | 2;
  language: OpenCase['language'];
  party: number;
  /** Held instead of booked. */
  held?: true;
}

const family = (reaches: CaseState, series: 0 | 1 | 2, language: OpenCase['language'], party = 1): DemoCase => ({
  reaches,
  series,
  language,
  party,
});

/** Sixteen families, every state at least once. The first is the one whose page the start screen links. */
export const DEMO_CASES: readonly DemoCase[] = [
  family('booked', 0, 'ru'),
  family('booked', 1, 'uk', 2),
  { ...family('confirmed', 0, 'ru', 2), held: true },
  family('confirmed', 2, 'uk'),
  family('received', 0, 'ru'),
  family('travelling', 1, 'ru'),
  family('met', 0, 'uk'),
  family('accompanied', 0, 'ru'),
  family('handed-over', 0, 'ru'),
  family('closed', 0, 'en'),
  family('declined', 0, 'ru'),
  family('exchanged', 1, 'ru'),
  family('moved', 2, 'uk'),
  family('died', 0, 'ru'),
  family('unreachable', 1, 'ru'),
  family('withdrawn', 2, 'ru'),
];
