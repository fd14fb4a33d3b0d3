import { describe, expect, it } from '@jest/globals';
import { nextVisit, whoElse, type CaseVisit } from '../../src/case-file/case-visit.ts';
import { keepFor, parseShown, toShown } from '../../src/case-file/keeper.ts';
import type { Staff } from '../../src/access/staff.ts';
import { refusalOf } from '../support/refusal.ts';

const now = new Date('2026-11-24T10:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const anna = { staffId: 'anna', name: 'Anna', at: minutesAgo(60) };
const marta = { _id: 'marta', name: 'Marta', active: true } as Staff;

describe('who looks after a case file', () => {
  const reference = '4172085';

  it('is, of one that its page showed with nobody or with the present keeper, whoever is chosen', () => {
    const given = { staffId: 'marta', name: 'Marta', at: now };
    expect(keepFor({ reference }, '', marta, now)).toEqual(given);
    expect(keepFor({ reference, keeper: anna }, 'anna', marta, now)).toEqual(given);
  });

  it('may be the same one once more, whatever the page showed', () => {
    const again = { staffId: 'marta', name: 'Marta', at: minutesAgo(5) };
    expect(keepFor({ reference, keeper: again }, 'anna', marta, now)).toEqual({ ...again, at: now });
  });

  it('stays where it has changed hands meanwhile, and says whose it is', () => {
    const taken = refusalOf(() => keepFor({ reference, keeper: anna }, '', marta, now));
    expect(taken).toMatchObject({ status: 409, type: 'kept-meanwhile', facts: { keeper: 'Anna' } });
    expect(taken.detail).toMatch(/^417-2085 .*: Anna has it now/);
    const left = refusalOf(() => keepFor({ reference }, 'anna', marta, now));
    expect(left).toMatchObject({ type: 'kept-meanwhile', facts: { keeper: 'nobody' } });
  });

  it('is nobody who has no access any more', () => {
    const gone = { status: 409, type: 'not-at-the-desk' };
    expect(refusalOf(() => keepFor({ reference }, '', undefined, now))).toMatchObject(gone);
    expect(refusalOf(() => keepFor({ reference }, '', { ...marta, active: false }, now))).toMatchObject(gone);
  });

  it('stands in each tick of the page that hands a shift over', () => {
    expect([toShown({ _id: 'case', keeper: anna }), toShown({ _id: 'case' })]).toEqual(['case:anna', 'case:']);
    expect(parseShown('case:anna')).toEqual({ caseFileId: 'case', keeperId: 'anna' });
    expect(parseShown('case:')).toEqual({ caseFileId: 'case', keeperId: '' });
  });
});

describe('who has a case file before them', () => {
  const visit = (staffId: string, since: number, at: number): CaseVisit => ({
    ...{ _id: `case/${staffId}`, caseFileId: 'case', name: staffId, since: minutesAgo(since), at: minutesAgo(at) },
  });
  const hers = { caseFileId: 'case', staffId: 'anna', name: 'Anna' };

  it('has it since the first page, as long as no more than ten minutes lie between two', () => {
    const begun = { _id: 'case/anna', caseFileId: 'case', name: 'Anna', since: now, at: now };
    expect(nextVisit([], hers, now)).toEqual(begun);
    expect(nextVisit([visit('marta', 30, 5)], hers, now)).toEqual(begun);
    expect(nextVisit([visit('anna', 30, 10)], hers, now)).toEqual({ ...begun, since: minutesAgo(30) });
    expect(nextVisit([visit('anna', 30, 10.1)], hers, now)).toEqual(begun);
  });

  it('is everybody else of the last ten minutes, whoever came first standing first', () => {
    const visits = [visit('eva', 5, 1), visit('anna', 40, 1), visit('marta', 20, 10), visit('iryna', 60, 11)];
    expect(whoElse(visits, 'case/anna', now)).toEqual([
      { by: 'marta', at: minutesAgo(20) },
      { by: 'eva', at: minutesAgo(5) },
    ]);
  });
});
