import { describe, expect, it } from '@jest/globals';
import { crossingStatus } from '../../src/crossing/crossing-status.ts';
import type { CrossingEvent, Passage } from '../../src/crossing/crossing-event.ts';
import type { Crossing } from '../../src/crossing/crossing.ts';
import { loadReference } from '../../src/route/load-route.ts';

const { crossings, crossingEvents } = loadReference(process.cwd());
const crossing = (id: string): Crossing => {
  const found = crossings.get(id);
  if (!found) throw new Error(`no crossing ${id}`);
  return found;
};
const asked = (id: string, day: string, mode: Passage['mode'], more: Partial<Passage> = {}) => {
  const at = new Date(`${day}T12:00:00Z`);
  const known = { crossing: crossing(id), events: crossingEvents.values(), checkDays: 30 };
  const { status, event } = crossingStatus(known, { at, mode, direction: 'to-PL', nationality: 'UA', ...more }, at);
  return [status, event?.id];
};

describe('the questions that history answers', () => {
  it.each([
    ['by-pl-bobrowniki', '2022-03-05', 'bus', {}, 'open', undefined],
    ['by-pl-bobrowniki', '2023-03-01', 'bus', {}, 'closed', '2023-bobrowniki-closed'],
    ['by-pl-bobrowniki', '2025-11-20', 'bus', {}, 'open', '2025-bobrowniki-reopened'],
    ['by-pl-bobrowniki', '2025-11-20', 'bus', { nationality: 'RU' }, 'restricted', '2022-russian-citizens'],
    ['by-pl-kuznica', '2025-11-20', 'bus', {}, 'closed', '2025-kuznica-cars-only'],
    ['by-pl-kuznica', '2025-11-20', 'car', {}, 'open', '2025-kuznica-cars-only'],
    ['by-pl-terespol', '2025-09-15', 'bus', {}, 'closed', '2025-belarus-border-closed'],
    ['by-pl-terespol', '2025-09-25', 'bus', {}, 'open', undefined],
    ['pl-ua-medyka', '2022-03-05', 'foot', { direction: 'to-UA' }, 'open', undefined],
    ['pl-ua-kroscienko', '2022-03-05', 'foot', {}, 'open', '2022-on-foot-to-poland'],
    ['pl-ua-kroscienko', '2022-03-05', 'foot', { direction: 'to-UA' }, 'closed', undefined],
    ['pl-ua-medyka', '2025-06-01', 'car', { direction: 'to-UA' }, 'restricted', '2025-medyka-works'],
  ] as const)('%s on %s by %s %j: %s', (id, day, mode, more, status, event) => {
    expect(asked(id, day, mode, more)).toEqual([status, event]);
  });
});

describe('a status of a date', () => {
  const base = crossing('pl-ua-medyka');
  const passage = { at: new Date('2026-03-10T12:00:00Z'), mode: 'bus', direction: 'to-UA' } as const;
  const event = (more: Partial<CrossingEvent>): CrossingEvent => ({
    ...{ id: 'an-event', crossings: [base.id], effect: 'no-service', modes: ['bus'], direction: 'both' },
    ...{ from: '2026-03-01', to: null, appliesTo: 'everyone', sources: ['the guard'], confidence: 'high' },
    ...{ asOf: '2026-03-08', cause: 'unknown', wording: { en: 'x', uk: 'x', ru: 'x' } },
    ...more,
  });
  const at = (now: string, events: CrossingEvent[], more: Partial<Crossing> = {}) =>
    crossingStatus({ crossing: { ...base, ...more }, events, checkDays: 3 }, passage, new Date(now));

  it('is that of the weightiest event, and of several such the one that began last', () => {
    const slow = event({ id: 'slow', effect: 'reduced-service', from: '2026-03-09' });
    const [old, young] = [event({ id: 'old' }), event({ id: 'young', from: '2026-03-05' })];
    expect(at('2026-03-10T00:00:00Z', [slow, old, young])).toMatchObject({ status: 'closed', event: { id: 'young' } });
    expect(at('2026-03-10T00:00:00Z', [slow])).toMatchObject({ status: 'restricted', sources: ['the guard'] });
    const helps = event({ id: 'helps', effect: 'additional-service' });
    const hinders = event({ id: 'hinders', effect: 'restricted' });
    expect(at('2026-03-10T00:00:00Z', [helps, hinders]).event?.id).toBe('hinders');
  });

  it('says when it was last looked at, and whether that is too long ago for its border', () => {
    const known = [event({})];
    // Midnight of 8 March in Poland, and three days after it.
    expect(at('2026-03-10T23:00:00Z', known)).toMatchObject({ checked: '2026-03-08', isOld: false });
    expect(at('2026-03-10T23:00:01Z', known).isOld).toBe(true);
    expect(at('2026-03-10T00:00:00Z', [], { asOf: null })).toMatchObject({ checked: null, isOld: true });
    expect(at('2026-03-10T00:00:00Z', [])).toMatchObject({ checked: base.asOf, sources: base.sources });
  });

  it('is not known where nobody wrote down what passes that way, and closed before it opened', () => {
    expect(at('2026-03-10T00:00:00Z', [], { modes: { 'to-PL': ['bus'] } }).status).toBe('unknown');
    expect(at('2026-03-10T00:00:00Z', [], { openedOn: '2026-03-11' }).status).toBe('closed');
    expect(at('2026-03-10T00:00:00Z', [], { openedOn: '2026-03-10' }).status).toBe('open');
  });
});
