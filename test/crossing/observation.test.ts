import { describe, expect, it } from '@jest/globals';
import type { CrossingEvent } from '../../src/crossing/crossing-event.ts';
import { crossingNow, type CrossingFacts } from '../../src/crossing/crossing-now.ts';
import { buildCheck, buildWait, checkInputSchema, waitInputSchema } from '../../src/crossing/observation.ts';
import { reference } from '../support/way.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const recording = { id: 'w', by: 'Anna', now: NOW };
const aWait = (changes: object = {}) =>
  waitInputSchema.parse({
    ...{ crossing: 'pl-ua-medyka', direction: 'to-UA', mode: 'foot', minutes: 90 },
    ...{ seenDate: '2026-11-26', seenTime: '12:30', source: 'Olena, on the phone', ...changes },
  });
const refusal = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { invalidParams?: { name: string }[] }).invalidParams?.[0]?.name;
  }
  return undefined;
};
const medyka = reference.crossings.get('pl-ua-medyka');
if (!medyka) throw new Error('There is no Medyka.');

describe('what the desk hears of a crossing', () => {
  it('is a wait as it was seen on the clock of the Polish side, with who says so', () => {
    expect(buildWait(aWait(), reference.crossings, recording)).toEqual({
      ...{ _id: 'w', crossing: 'pl-ua-medyka', direction: 'to-UA', mode: 'foot', minutes: 90 },
      ...{ at: new Date('2026-11-26T11:30:00Z'), source: 'Olena, on the phone', by: 'Anna', recordedAt: NOW },
    });
  });

  it('is refused where it cannot be, by the field', () => {
    const build = (changes: object) => refusal(() => buildWait(aWait(changes), reference.crossings, recording));
    expect(build({ crossing: 'nowhere' })).toBe('crossing');
    expect(build({ direction: 'to-BY' })).toBe('direction');
    expect(build({ seenTime: '13:01' })).toBe('seenTime');
    expect(build({ seenTime: '13:00' })).toBeUndefined();
    expect(refusal(() => buildCheck({ crossing: 'nowhere', source: 'web' }, reference.crossings, recording))).toBe(
      'crossing',
    );
    for (const minutes of ['90', -1, 1.5, 10_081, undefined])
      expect(waitInputSchema.safeParse({ ...aWait(), minutes }).success).toBe(false);
    expect(checkInputSchema.safeParse({ crossing: 'pl-ua-medyka', source: ' ' }).success).toBe(false);
  });
});

describe('a crossing now', () => {
  const event = (changes: Partial<CrossingEvent> = {}): CrossingEvent => ({
    ...{ id: 'shut', crossings: ['pl-ua-medyka'], effect: 'no-service', modes: ['bus'], direction: 'to-UA' },
    ...{
      from: '2026-11-20',
      to: null,
      appliesTo: 'everyone',
      cause: 'unknown',
      wording: { en: 'Shut', uk: 'x', ru: 'x' },
    },
    ...{ sources: ['guard'], confidence: 'medium', asOf: '2026-11-20', ...changes },
  });
  const now = (facts: Partial<CrossingFacts>) =>
    crossingNow(medyka, { events: [], waits: [], checks: [], checkDays: () => 3, ...facts }, NOW);
  const statuses = (facts: Partial<CrossingFacts>) =>
    now(facts).passages.map(({ direction, mode, status }) => `${direction} ${mode} ${status.status}`);

  it('is told for each way that it takes, by what holds at this moment', () => {
    expect(statuses({ events: [event()] })).toEqual([
      ...['to-PL foot open', 'to-PL bus open', 'to-PL car open'],
      ...['to-UA foot open', 'to-UA bus closed', 'to-UA car open'],
    ]);
    expect(statuses({ events: [event({ from: '2026-11-27' })] })).not.toContain('to-UA bus closed');
  });

  it('names a way that it does not take by its rules only where an event speaks of it', () => {
    const dorohusk = reference.crossings.get('pl-ua-dorohusk');
    if (!dorohusk) throw new Error('There is no Dorohusk.');
    const facts: CrossingFacts = { events: [], waits: [], checks: [], checkDays: () => 3 };
    const walking = (events: CrossingEvent[]) =>
      crossingNow(dorohusk, { ...facts, events }, NOW).passages.filter(({ mode }) => mode === 'foot');
    expect(walking([])).toEqual([]);
    const walks = event({ crossings: [dorohusk.id], effect: 'additional-service', modes: ['foot'] });
    expect(walking([walks]).map(({ status }) => status.status)).toEqual(['open']);
  });

  it('is as young as its newest check, of its rules and of every event', () => {
    const old = now({ events: [event()] }).passages;
    expect(old.every(({ status }) => status.isOld)).toBe(true);
    const check = { _id: 'c', crossing: medyka.id, at: NOW, source: 'web', by: 'Anna', recordedAt: NOW };
    const looked = now({ events: [event()], checks: [check] });
    expect(looked.passages.some(({ status }) => status.isOld)).toBe(false);
    expect(looked.passages[0]?.status.checked).toBe(NOW.toISOString());
    expect(looked.lastCheck).toBe(check);
    const elsewhere = now({ events: [event()], checks: [{ ...check, crossing: 'pl-ua-zosin' }] });
    expect(elsewhere.lastCheck).toBeUndefined();
    const later = event({ asOf: '2026-11-27' });
    expect(now({ events: [later], checks: [check] }).passages[4]?.status.checked).toBe('2026-11-27');
  });

  it('says how long people wait, each way for itself, from three reports on', () => {
    const waits = [30, 60, 120].map((minutes, index) =>
      buildWait(aWait({ minutes }), reference.crossings, { ...recording, id: String(index) }),
    );
    const waitOf = (count: number) =>
      now({ waits: waits.slice(0, count) }).passages.flatMap(({ direction, mode, wait }) =>
        wait ? [`${direction} ${mode} ${wait.median} of ${wait.count}, ${wait.longest} at the longest`] : [],
      );
    expect(waitOf(2)).toEqual([]);
    expect(waitOf(3)).toEqual(['to-UA foot 60 of 3, 120 at the longest']);
  });
});
