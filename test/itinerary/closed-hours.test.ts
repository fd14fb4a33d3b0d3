import { describe, expect, it } from '@jest/globals';
import { closedHours } from '../../src/itinerary/closed-hours.ts';
import { buildItinerary } from '../../src/itinerary/itinerary.ts';
import { planBorders } from '../../src/itinerary/plan-borders.ts';
import { aCurfew, smallStages, smallWay } from '../support/small-way.ts';

const clock = (at: Date | undefined): string | undefined => at?.toISOString().slice(11, 16);
const medyka = smallWay().reference.crossings.get('pl-ua-medyka');
if (!medyka) throw new Error('There is no Medyka.');
/** The small way, met at noon UTC, where Medyka opens at these hours of Warsaw's clock. */
const opening = (from: string, until: string) => {
  const way = smallWay();
  const crossings = new Map([...way.reference.crossings, [medyka.id, { ...medyka, opens: { from, until } }]]);
  return { ...way, reference: { ...way.reference, crossings } };
};
const stepsOf = (parts: ReturnType<typeof smallWay>) =>
  new Map(buildItinerary(parts).steps.map((step) => [step.key, step]));

describe('hours in which nobody passes', () => {
  it('are those in which a crossing is not open, on the Polish side’s clock', () => {
    const { reference } = opening('06:00', '22:00');
    expect(closedHours({ ...reference, curfews: new Map() })).toEqual([
      {
        ...{ places: ['pl-ua-medyka'], zone: 'Europe/Warsaw', start: '22:00', end: '06:00' },
        ...{ continuous: false, from: null, to: null },
      },
    ]);
  });

  it('send her to a border before it shuts, and so earlier on all the way', () => {
    // 11:15 UTC at the latest is 12:15 in Warsaw, where it has been shut since noon.
    const steps = stepsOf(opening('13:00', '12:00'));
    expect([clock(steps.get('border:out')?.begins.latest), clock(steps.get('border:out')?.ends.latest)]).toEqual([
      ...['11:00', '12:00'],
    ]);
    expect(clock(steps.get('ride:3')?.ends.latest)).toBe('11:00');
    const open = stepsOf(opening('06:00', '22:00'));
    expect(clock(open.get('border:out')?.begins.latest)).toBe('11:15');
  });

  it('are curfews of the places on her way too: there she is indoors before they begin', () => {
    const curfew = aCurfew({ places: ['lublin'], zone: 'Europe/Warsaw', start: '12:00', end: '13:00' });
    const steps = stepsOf(smallWay('ukrainian', [curfew]));
    expect(clock(steps.get('ride:3')?.ends.latest)).toBe('11:00');
    expect(clock(steps.get('border:out')?.begins.latest)).toBe('11:15');
  });

  it('hold for the times at which a closure on her way would meet her', () => {
    const parts = opening('13:00', '12:00');
    const { passes } = planBorders(parts.reference, () => [...smallStages])({
      ...{ caseFile: { routeRef: 'route@1', state: 'booked' }, slot: parts.slot, side: 'ukrainian', words: [] },
    });
    expect(passes.map(({ key, from }) => [key, clock(from)])).toEqual([
      ['border:in', '08:25'],
      ['border:out', '11:00'],
    ]);
  });
});
