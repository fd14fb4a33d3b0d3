import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, expect } from '@jest/globals';
import type { DataProblem } from '../../src/route/data-problem.ts';
import { RouteDataBroken } from '../../src/route/data-problem.ts';
import { loadReference } from '../../src/route/load-route.ts';
import { sourcesOf } from '../../src/route/reference.ts';

const ROUTE = 'routes/mod-2022-03-02/route.json';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-route-'));
  for (const part of ['data', 'routes']) cpSync(part, join(folder, part), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Replaces one piece of a file; the piece must stand there, or the fault would not be planted. */
function plant(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} holds no ${from}`);
  writeFileSync(join(folder, file), text.replace(from, to));
}

function broken(): RouteDataBroken {
  try {
    loadReference(folder);
  } catch (error) {
    if (error instanceof RouteDataBroken) return error;
    throw error;
  }
  throw new Error('nothing was found wrong');
}

const problems = (): readonly DataProblem[] => broken().problems;

describe('the files as they stand', () => {
  it('are all sound', () => {
    const reference = loadReference(folder);
    expect([...reference.routes.keys()]).toEqual(['mod-2022-03-02@1']);
    expect([...reference.crossings.values()].filter(({ kind }) => kind === 'road')).toHaveLength(19);
    for (const record of [...reference.crossings.values(), ...reference.documents.values()])
      expect(sourcesOf(reference, record)).toHaveLength(record.sources.length);
  });

  it('mark every time that rests on a default as an estimate, with its rule in every language', () => {
    const { routes, defaults } = loadReference(folder);
    const stages = [...routes.values()].flatMap((route) => [...route.stages.values()]);
    const windows = stages.flatMap((stage) =>
      stage.kind === 'border' ? [stage.wait] : 'minutes' in stage ? [stage.minutes] : [],
    );
    expect(windows.length).toBeGreaterThan(80);
    for (const window of windows) {
      expect(window.shortest <= window.usual && window.usual <= window.longest).toBe(true);
      if (!window.estimate) throw new Error('no source states both ends of any time yet');
      expect(defaults.get(window.rule.id)?.rule).toEqual(window.rule.text);
      expect(window.rule.author).not.toBe('');
    }
  });

  it('keep no telephone number and no address of any helpline', () => {
    const text = readFileSync(join(folder, 'data/helplines.json'), 'utf8');
    expect(text).not.toMatch(/\+\d|@|\b\d{3}[ -]\d{2}[ -]\d{2}\b/);
  });

  it('take the other name of the zone of Kyiv and store the one', () => {
    plant('data/places.json', '"zone": "Europe/Kyiv"', '"zone": "Europe/Kiev"');
    const zones = [...loadReference(folder).places.values()].map(({ zone }) => zone);
    expect(zones.filter((zone) => zone === 'Europe/Kiev')).toEqual([]);
  });
});

describe('a planted fault is reported with file, JSON path and reason', () => {
  it.each([
    ['a text that lacks a language', 'data/places.json', '"uk": "Мінськ", ', '', 'records[1].names.uk', 'undefined'],
    ['an empty text', 'data/places.json', '"uk": "Мінськ"', '"uk": " "', 'records[1].names.uk', 'Too small'],
    ['a zone that is none', 'data/places.json', 'Europe/Minsk', 'Europe/Mynsk', 'records[1].zone', 'no time zone'],
    [
      'latitude first',
      'data/places.json',
      '[27.5615, 53.9045]',
      '[53.9, 127.5]',
      'records[1].coordinates[1]',
      'latitude',
    ],
    ['a source unknown', 'data/curfews.json', '"curf_0228"', '"rumour"', 'records[0].sources[0]', 'data/sources.json'],
    ['no source', 'data/curfews.json', '["curf_0228"]', '[]', 'records[0].sources', 'Too small'],
    [
      'no confidence',
      'data/curfews.json',
      '"confidence": "high"',
      '"confidence": "sure"',
      'records[0].confidence',
      'high',
    ],
    [
      'an event elsewhere',
      'data/crossing-events.json',
      '"ru-pl-gronowo"',
      '"ru-pl-x"',
      'records[0].crossings[0]',
      'crossings.json',
    ],
    ['a moment that is none', 'data/crossing-events.json', '"2023"', '"spring"', 'records[6].from', 'neither a date'],
    ['a direction off the border', 'data/crossings.json', '"to-UA"', '"to-BY"', 'records[0].modes.to-BY', 'PL-UA'],
    ['an id twice', 'data/places.json', '"id": "minsk"', '"id": "brest"', 'records[2].id', 'twice'],
    ['times that descend', 'data/defaults.json', '"longest": 1170', '"longest": 100', 'records[5].longest', 'ascend'],
    ['a stretch that shrinks', 'data/defaults.json', '"times": 1.5', '"times": 1.1', 'records[0].longest', 'ascend'],
    ['a missing default', 'data/defaults.json', '"wait-to-ua-foot"', '"wait-x"', 'stages[', 'wait-to-ua-foot'],
    [
      'a missing leg',
      'data/legs.json',
      '"from": "minsk", "to": "by-pl-terespol"',
      '"from": "minsk", "to": "kyiv"',
      'stages[',
      'no leg',
    ],
    ['a stage after none', ROUTE, '["proof"]', '["prove"]', 'stages[0].next[0]', 'no stage "prove"'],
    [
      'stages that do not meet',
      ROUTE,
      '["meet:pl-ua-zosin"]',
      '["meet:pl-ua-medyka"]',
      '.next[0]',
      'begins at pl-ua-medyka',
    ],
    ['a way that ends early', ROUTE, '["accompany:pl-ua-medyka"]', '[]', '.next', 'only the handover'],
    ['a way in a circle', ROUTE, '["handover:kyiv"]', '["contact"]', '.next', 'back to itself'],
    ['guidance that is not there', ROUTE, '"guidance": "meeting"', '"guidance": "meet"', '.guidance', '"meet" is not'],
    [
      'a mode that is not taken',
      ROUTE,
      '"direction": "to-PL", "mode": "car", "guidance"',
      '"direction": "to-PL", "mode": "foot", "guidance"',
      '.mode',
      'does not take foot',
    ],
    ['a field of no meaning', ROUTE, '"version": 1', '"version": 1, "draft": true', 'the top', 'draft'],
    ['a meeting point', 'data/meeting-points.json', '"records": []', '"records": [{}]', 'records', 'in the console'],
  ])('%s', (_fault, file, from, to, path, reason) => {
    plant(file, from, to);
    const inStages = path.startsWith('stages[') && !path.includes(']');
    const found = problems().filter((problem) => problem.file === (inStages ? ROUTE : file));
    expect(found.some((problem) => problem.path.includes(path) && problem.reason.includes(reason))).toBe(true);
  });

  it('says what file is missing or is no JSON', () => {
    rmSync(join(folder, 'data/legs.json'));
    plant('data/curfews.json', '{', '');
    expect(problems()).toContainEqual({ file: 'data/legs.json', path: 'the top', reason: 'the file is missing' });
    expect(problems().some(({ file, reason }) => file === 'data/curfews.json' && reason.includes('JSON'))).toBe(true);
  });

  it('names all faults of all files at once, a line each, and no second one that only follows from the first', () => {
    plant('data/places.json', 'Europe/Minsk', 'Europe/Mynsk');
    plant('data/curfews.json', '"curf_0228"', '"rumour"');
    const error = broken();
    expect(error.problems).toHaveLength(2);
    expect(error.message.split('\n')).toEqual([
      expect.stringContaining('Correct them'),
      'data/places.json at records[1].zone: is no time zone that this machine knows.',
      'data/curfews.json at records[0].sources[0]: "rumour" does not stand in data/sources.json.',
    ]);
  });
});
