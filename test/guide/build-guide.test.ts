import { describe, it, expect } from '@jest/globals';
import { buildGuide } from '../../src/guide/build-guide.ts';
import { loadGuideFacts } from '../../src/guide/guide-content.ts';
import { currentRouteRef, getRoute } from '../../src/route/reference.ts';
import { loadReference } from '../../src/route/load-route.ts';

const reference = loadReference(process.cwd());
const route = getRoute(reference, currentRouteRef(reference));
const guide = buildGuide({ ...reference, route, facts: loadGuideFacts(process.cwd()) });
const step = (key: string) => guide.stages.find((stage) => stage.key === key);

describe('the guide of the documented route', () => {
  it('has its steps in the order of the statement, alternatives as one step', () => {
    const keys = guide.stages.map(({ key }) => key);
    expect(keys.slice(0, 5)).toEqual(['contact', 'proof', 'hub', 'ride-to-border', 'border-entry']);
    expect(keys.slice(-3)).toEqual(['meeting', 'accompany', 'handover']);
  });

  it('leaves the choice of the hub and of bus or taxi', () => {
    expect(step('hub')?.choices.map(({ en }) => en)).toEqual(['Kaliningrad', 'Minsk']);
    expect(step('ride-to-border')?.choices.map(({ en }) => en)).toEqual(['bus', 'taxi']);
  });

  it('names each crossing once, with the ways it is passed towards Ukraine', () => {
    const crossings = step('border-exit')?.crossings ?? [];
    expect(new Set(crossings.map(({ id }) => id)).size).toBe(crossings.length);
    expect(crossings.find(({ id }) => id === 'pl-ua-medyka')?.modes).toContain('foot');
    expect(crossings.find(({ id }) => id === 'pl-ua-dorohusk')?.modes).not.toContain('foot');
  });

  it('says at every step what to do when something goes wrong', () => {
    for (const { key, whatIf } of guide.stages) expect([key, whatIf.length > 0]).toEqual([key, true]);
  });

  it('rests every fact on sources that the reference data knows', () => {
    const cited = [...guide.facts.beforeYouRead, ...guide.stages.flatMap(({ crossings }) => crossings)];
    const unknown = cited.flatMap(({ sources }) => sources).filter((key) => !reference.sources.has(key));
    expect(unknown).toEqual([]);
  });
});
