import type { ItineraryParts } from '../../src/itinerary/itinerary.ts';
import type { Default, EstimateRule, MinuteWindow } from '../../src/route/duration.ts';
import type { Paper } from '../../src/itinerary/papers.ts';
import type { Curfew } from '../../src/route/facts.ts';
import type { RideStage, Stage } from '../../src/route/route.ts';
import { reference } from './way.ts';

const said = (text: string) => ({ en: text, uk: text, ru: text });
const rule = (id: string): EstimateRule => ({ id, text: said(id), author: 'us', date: '2026-11-01' });
const known = (shortest: number, usual: number, longest: number): MinuteWindow => ({
  ...{ shortest, usual, longest, estimate: false },
});
const guessed = (id: string, shortest: number, usual: number, longest: number): MinuteWindow => ({
  ...{ shortest, usual, longest, estimate: true, rule: rule(id) },
});
const guidance = (title: string): Stage['guidance'] => ({
  id: title,
  traveller: {
    ...{ title: said(title), do: [said(`${title}: go`), said(`${title}: wait`)], carry: [said('bread')] },
    troubles: [{ kind: 'phone-lost', title: said('lost'), do: [said('call'), said('ask')] }],
  },
  guide: { title: said(title), text: [] },
});
const [MINSK, WARSAW, KYIV] = ['Europe/Minsk', 'Europe/Warsaw', 'Europe/Kyiv'] as const;

/** By bus from Minsk to Medyka; minutes as `known` takes them. */
export const aRide = (key: string, minutes: [shortest: number, usual: number, longest: number]): RideStage => ({
  ...{ kind: 'ride', key, next: [], part: 'to-border', mode: 'bus', guidance: guidance(key) },
  ...{ from: 'minsk', to: 'pl-ua-medyka', fromZone: MINSK, toZone: WARSAW, minutes: known(...minutes) },
});

/** A way of round numbers: two rides, a border that we only estimate, a ride, a border, the meeting and the drive. */
export const smallStages: readonly Stage[] = [
  { kind: 'proof', key: 'proof', next: [], guidance: guidance('the proof') },
  { kind: 'hub', key: 'hub:minsk', next: [], place: 'minsk', zone: MINSK, guidance: guidance('the city') },
  {
    ...{ kind: 'ride', key: 'ride:1', next: [], part: 'to-border', mode: 'bus', guidance: guidance('the first ride') },
    ...{ from: 'minsk', to: 'a-village', fromZone: MINSK, toZone: MINSK, minutes: known(20, 30, 50) },
  },
  {
    ...{ kind: 'ride', key: 'ride:2', next: [], part: 'to-border', mode: 'bus', guidance: guidance('the second ride') },
    ...{ from: 'a-village', to: 'by-pl-terespol', fromZone: MINSK, toZone: MINSK, minutes: known(100, 120, 150) },
  },
  {
    ...{ kind: 'border', key: 'border:in', next: [], crossing: 'by-pl-terespol', direction: 'to-PL', mode: 'bus' },
    ...{ fromZone: MINSK, toZone: WARSAW, wait: guessed('wait', 10, 20, 60), guidance: guidance('the first border') },
  },
  {
    ...{ kind: 'ride', key: 'ride:3', next: [], part: 'through-poland', mode: 'taxi', guidance: guidance('the taxi') },
    ...{ from: 'by-pl-terespol', to: 'lublin', fromZone: WARSAW, toZone: WARSAW, minutes: known(50, 60, 95) },
  },
  {
    ...{ kind: 'border', key: 'border:out', next: [], crossing: 'pl-ua-medyka', direction: 'to-UA', mode: 'foot' },
    ...{ fromZone: WARSAW, toZone: KYIV, wait: known(5, 15, 45), guidance: guidance('the second border') },
  },
  {
    ...{ kind: 'meeting', key: 'meet', next: [], crossing: 'pl-ua-medyka', fromZone: WARSAW, toZone: KYIV },
    guidance: guidance('the meeting'),
  },
  {
    ...{ kind: 'accompany', key: 'accompany', next: [], from: 'pl-ua-medyka', via: [], to: 'kyiv', restMinutes: 30 },
    ...{ fromZone: KYIV, toZone: KYIV, minutes: guessed('drive', 400, 500, 600), guidance: guidance('the drive') },
  },
  { kind: 'handover', key: 'handover', next: [], place: 'kyiv', zone: KYIV, guidance: guidance('the end') },
];

/** 40 minutes of rest for every 200 on the way: in the village, the only place where one can sleep. */
export const smallRest: Default = {
  ...{ kind: 'rest', id: 'night-rest', rule: said('rest'), author: 'us', date: '2026-11-01', estimate: true },
  ...{ everyMinutes: 200, minutes: 40 },
};

export const aCurfew = (changes: Partial<Curfew> = {}): Curfew => ({
  ...{ id: 'curfew', area: said('Kyiv'), places: ['kyiv'], zone: KYIV, start: '22:00', end: '05:00' },
  ...{ continuous: false, from: null, to: null, sources: [], confidence: 'high', asOf: '2026-11-01', ...changes },
});

/** A rule by which Russian citizens get visas for one entry. */
export const aSingleEntry = (changes: Partial<Paper> = {}, enters: 'PL' | 'UA' = 'PL'): Paper => ({
  ...{ id: 'visa', appliesTo: said('Russians'), validFrom: null, validTo: null, fact: said('One entry.') },
  ...{ requirement: { kind: 'single-entry', enters, nationalities: ['RU'] } },
  ...{ sources: [], confidence: 'high', asOf: '2026-11-01', ...changes },
});

/** Noon in UTC for half an hour, on either side of Medyka. */
export const smallWay = (side: ItineraryParts['side'] = 'ukrainian', curfews: Curfew[] = []): ItineraryParts => ({
  ...{ stages: smallStages, side },
  slot: {
    ...{ from: new Date('2026-11-26T12:00:00Z'), to: new Date('2026-11-26T12:30:00Z') },
    zone: side === 'polish' ? WARSAW : KYIV,
  },
  reference: {
    ...{ places: reference.places, crossings: reference.crossings },
    curfews: new Map(curfews.map((curfew) => [curfew.id, curfew])),
    defaults: new Map([['night-rest', smallRest]]),
  },
});
