import { describe, expect, it } from '@jest/globals';
import { CHECK_DAYS } from '../../src/config.ts';
import { explain, explainSchema } from '../../src/data/explain.ts';
import { reference } from '../support/way.ts';

const lines = (more: Record<string, string>, now = '2026-11-26T12:00:00Z') =>
  explain(reference, explainSchema.parse({ from: 'minsk', to: 'kyiv', ...more }), {
    ...{ now: new Date(now), checkDays: CHECK_DAYS },
  });
const of = (said: readonly string[], head: string): string[] =>
  said.slice(said.indexOf(head) + 1, said.indexOf('', said.indexOf(head)));

describe('what is explained of a day', () => {
  const november = lines({ date: '2025-11-20', mode: 'bus', nationality: 'RU' });

  it('begins with who is meant, and tells the best ways with each stage on its own clock', () => {
    expect(november[0]).toBe('minsk to kyiv on 2025-11-20, leaving at 08:00 Minsk time; citizen of RU.');
    expect(november[2]).toMatch(/^1\. by bus over Terespol–Brest, .*to the meeting as usual.* at the longest\. But /);
    expect(november[3]).toMatch(/^ {3}Thu 20 Nov 08:00 Minsk time: Minsk → Terespol–Brest, by bus \(6 h to 10 h/);
    expect(november.find((line) => line.includes('of rest in that town'))).toMatch(/→ Lublin, by bus .*then 8 h/);
    expect(november.find((line) => line.includes('in Kyiv, if'))).toMatch(/ Kyiv time: in Kyiv/);
    expect(november.filter((line) => line.startsWith('And '))).toHaveLength(1);
  });

  it('says of each crossing what holds, since when, as of when and by which source', () => {
    const poland = of(november, 'Into Poland on that day:');
    expect(poland).toContainEqual(
      '  Kuźnica–Bruzgi, by bus: closed: Opened on trial, for cars only; no buses, since 2025-11-17 (as of 2025-11-17; [pl_by_nov] [pl_by_nov2])',
    );
    expect(poland.find((line) => line.includes('Kukuryki'))).toMatch(/by bus: closed by its ordinary rules/);
    expect(poland.some((line) => line.includes('by car'))).toBe(false);
    const cars = of(lines({ date: '2025-11-20', mode: 'taxi' }), 'Into Poland on that day:');
    expect(cars.every((line) => line.includes('by car'))).toBe(true);
    const ukraine = of(november, 'Into Ukraine on that day:');
    expect(ukraine.find((line) => line.startsWith('  Medyka–Shehyni, on foot'))).toMatch(/open by its ordinary rules/);
  });

  it('lists the papers for that citizenship and day, and the pages behind all of it', () => {
    expect(of(november, 'Papers:').join('\n')).toMatch(/New Schengen visas are for one entry/);
    const before = lines({ date: '2022-03-05', nationality: 'RU' });
    expect(of(before, 'Papers:').join('\n')).not.toMatch(/one entry|A visa is required/);
    expect(of(lines({ date: '2022-03-05', nationality: 'DE' }), 'Papers:')).toEqual(['  Nothing is documented.']);
    const cited = [...new Set(november.join('\n').match(/(?<=\[)[a-z0-9_]+(?=\])/g))];
    const sources = november.slice(november.indexOf('Sources:') + 1).join('\n');
    for (const id of cited) expect(sources).toContain(`[${id}]`);
  });

  it('measures the age of what is known by that day where it is over, and by today where it is to come', () => {
    expect(november.find((line) => line.includes('Kuźnica'))).not.toContain('not checked for long');
    const ahead = lines({ date: '2026-12-20', mode: 'bus' });
    expect(ahead.find((line) => line.startsWith('  Kuźnica'))).toContain('not checked for long');
    expect(ahead[0]).toContain('citizenship not given');
  });

  it('says so when nobody can go', () => {
    const shut = lines({ date: '2025-09-16' });
    expect(shut[2]).toBe('There is no way on that day.');
    expect(of(shut, 'Into Poland on that day:')[0]).toMatch(/closed: .*\[/);
  });
});
