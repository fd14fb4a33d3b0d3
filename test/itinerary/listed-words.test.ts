import { describe, expect, it } from '@jest/globals';
import type { CaseFile, ProgressEntry } from '../../src/case-file/case-file.ts';
import { listWords } from '../../src/itinerary/heard.ts';
import type { ReportKind } from '../../src/itinerary/report.ts';

const at = (time: string): Date => new Date(`2026-11-26T${time}:00Z`);
const clock = (date: Date | undefined): string | undefined => date?.toISOString().slice(11, 16);

describe('the words that count for a meeting', () => {
  const told = (state: CaseFile['state'], ...progress: ProgressEntry[]) => ({ state, progress });
  const entry = (state: CaseFile['state'], time: string, more: Partial<ProgressEntry> = {}): ProgressEntry => ({
    ...{ state, at: at(time), by: 'Anna' },
    ...more,
  });
  const report = (kind: ReportKind, time: string) => ({ _id: 'r', caseFileId: 'c', kind, at: at(time) });
  const list = (...args: Parameters<typeof listWords>) =>
    listWords(...args).map(({ kind, at: when, desk, stageKey }) =>
      [kind, clock(when), desk ? 'desk' : 'she', stageKey].filter(Boolean).join(' '),
    );

  it('are hers and the desk’s, the oldest first', () => {
    const travelling = told(
      'travelling',
      entry('travelling', '07:00'),
      entry('travelling', '09:00', { stageKey: 'x' }),
    );
    const words = list(travelling, [report('at-border', '08:00'), report('left', '06:30')], at('06:00'));
    expect(words).toEqual(['left 06:30 she', 'left 07:00 desk', 'at-border 08:00 she', 'place 09:00 desk x']);
  });

  it('are from the very moment of her booking on, and all of them where that is not known', () => {
    expect(list(told('booked'), [report('left', '06:00')], at('06:00'))).toEqual(['left 06:00 she']);
    expect(list(told('booked'), [report('left', '06:00')], at('06:01'))).toEqual([]);
    expect(list(told('booked'), [report('left', '06:00')], undefined)).toEqual(['left 06:00 she']);
    expect(list(told('travelling', entry('travelling', '05:00')), [report('left', '04:00')], undefined)).toHaveLength(
      2,
    );
  });

  it('are, of one who was moved on the road, from when she last set out; but her “met” is of this meeting alone', () => {
    const moved = (...entries: ProgressEntry[]) =>
      list(told('travelling', ...entries), [report('left', '05:30'), report('met', '05:40')], at('06:00'));
    expect(moved(entry('travelling', '05:00'))).toEqual(['left 05:00 desk', 'left 05:30 she']);
    const mistaken = entry('travelling', '05:00', { takenBack: { at: at('05:10'), by: 'Anna' } });
    expect(moved(mistaken, entry('travelling', '05:35'))).toEqual(['left 05:35 desk']);
    expect(moved(entry('travelling', '05:00'), entry('travelling', '05:50', { stageKey: 'x' }))).toHaveLength(3);
    expect(moved(entry('travelling', '06:30'))).toEqual(['left 06:30 desk']);
  });

  it('are of the desk only those that the present state still says', () => {
    const all = [entry('travelling', '07:00'), entry('met', '12:00'), entry('accompanied', '12:30')];
    const said = (state: CaseFile['state']) => list(told(state, ...all), [], at('06:00'));
    expect(said('travelling')).toEqual(['left 07:00 desk']);
    expect(said('met')).toEqual(['left 07:00 desk', 'met 12:00 desk', 'met 12:30 desk']);
    expect(said('accompanied')).toEqual(said('met'));
    for (const state of ['booked', 'handed-over', 'died'] as const) expect(said(state)).toEqual([]);
    const placed = entry('booked', '07:00', { stageKey: 'x' });
    expect(list(told('travelling', placed), [], at('06:00'))).toEqual([]);
  });

  it('are, once she was met, those since her booking alone, wherever she set out', () => {
    const met = told('met', entry('travelling', '05:00'), entry('met', '12:00'));
    expect(list(met, [report('left', '05:30')], at('06:00'))).toEqual(['met 12:00 desk']);
  });

  it('are all since her booking where the desk wrote only later that she had set out, or took that back', () => {
    const hers = [report('left', '06:10')];
    const said = (...entries: ProgressEntry[]) => list(told('travelling', ...entries), hers, at('06:00'));
    expect(said(entry('travelling', '06:30'))).toEqual(['left 06:10 she', 'left 06:30 desk']);
    const takenBack = { at: at('07:00'), by: 'Anna' };
    expect(said(entry('travelling', '06:40', { takenBack }), entry('travelling', '07:10'))).toEqual([
      ...['left 06:10 she', 'left 07:10 desk'],
    ]);
    const early = list(
      told('travelling', entry('travelling', '05:20'), entry('travelling', '05:50', { takenBack })),
      [report('left', '05:30')],
      at('06:00'),
    );
    expect(early).toEqual(['left 05:20 desk', 'left 05:30 she']);
  });

  it('are of when she set out, whatever else stands in her history', () => {
    const odd = told('travelling', entry('travelling', '05:00'), entry('handed-over', '05:45'));
    expect(list(odd, [report('left', '05:30')], at('06:00'))).toEqual(['left 05:00 desk', 'left 05:30 she']);
    expect(list(odd, [], undefined)).toEqual(['left 05:00 desk']);
  });

  it('name a place only where one was recorded', () => {
    const [word] = listWords(told('travelling', entry('travelling', '07:00')), [], undefined);
    expect(word).toStrictEqual({ kind: 'left', at: at('07:00'), desk: true });
  });

  it('that the desk wrote of who has met her before the booking count no more', () => {
    expect(list(told('met', entry('met', '05:00')), [], at('06:00'))).toEqual([]);
  });
});
