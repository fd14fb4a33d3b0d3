import { describe, expect, it } from '@jest/globals';
import { findSaid, standingWords, type EscortWord, type EscortWordKind } from '../../src/escort/escort-word.ts';
import { offerWords } from '../../src/escort/offer-words.ts';

const FROM = new Date('2026-11-26T12:30:00Z');
const window = { from: FROM, to: new Date('2026-11-26T13:10:00Z') };
const at = (hours: number): Date => new Date(FROM.getTime() + hours * 3_600_000);
const word = (kind: EscortWordKind, more: Partial<EscortWord> = {}): EscortWord => ({
  ...{ _id: kind, slotId: 's', escortId: 'e', kind, at: at(-1) },
  ...more,
});

describe('the buttons on an escort’s page', () => {
  const offered = (hours: number, words: EscortWord[] = [], caseFileIds = ['a', 'b']) =>
    offerWords({ window, seen: 3, caseFileIds, words }, at(hours)).map(
      ({ kind, caseFileId = '' }) => kind + caseFileId,
    );

  it('begin with the likeliest: “I know” days before, “I am there” once the time has come', () => {
    expect(offered(-48)).toEqual(['knows', 'cannot-come']);
    expect(offered(-5)).toEqual(['knows', 'there', 'with-mea', 'with-meb', 'cannot-come']);
    expect(offered(0)).toEqual(['there', 'with-mea', 'with-meb', 'knows', 'cannot-come']);
  });

  it('go one family at a time', () => {
    const words = [word('knows', { seen: 3 }), word('there'), word('with-me', { caseFileId: 'a' })];
    expect(offered(0.1, words)).toEqual(['with-meb', 'handed-overa', 'not-with-mea', 'cannot-come']);
    const both = [...words, word('with-me', { caseFileId: 'b' }), word('handed-over', { caseFileId: 'a' })];
    expect(offered(0.1, both)).toEqual(['handed-overb', 'not-with-meb', 'cannot-come']);
    expect(offered(20, both)).toEqual(['handed-overb', 'not-with-meb']);
  });

  it('undo “she is with me”, and offer it again', () => {
    const slip = [word('there'), word('with-me', { caseFileId: 'a' }), word('not-with-me', { caseFileId: 'a' })];
    expect(offered(0.1, slip, ['a'])).toEqual(['with-mea', 'knows', 'cannot-come']);
    const again = [...slip, word('with-me', { caseFileId: 'a' })];
    expect(offered(0.1, again, ['a'])).toEqual(['handed-overa', 'not-with-mea', 'knows', 'cannot-come']);
  });

  it('ask again of a family what was said days before he can have met it', () => {
    const early = [word('with-me', { caseFileId: 'a', at: at(-48) }), word('there')];
    expect(offered(0.1, early, ['a'])).toEqual(['with-mea', 'knows', 'cannot-come']);
  });

  it('keep “I cannot come” until the window’s end, whatever was said', () => {
    const all = [word('knows', { seen: 3 }), word('there'), word('cannot-come')];
    for (const hours of [-200, -5, 0, 0.66]) {
      expect(offered(hours, all).at(-1)).toBe('cannot-come');
      expect(offered(hours, []).at(-1)).toBe('cannot-come');
    }
    expect(offered(0.67, all)).not.toContain('cannot-come');
  });

  it('ask again after the meeting has changed', () => {
    expect(offered(-48, [word('knows', { seen: 3 })])).toEqual(['cannot-come']);
    expect(offered(-48, [word('knows', { seen: 2 })])).toEqual(['knows', 'cannot-come']);
  });
});

describe('a word that was said already', () => {
  it('holds while he has not undone it, and of a family only from six hours before', () => {
    const kinds = (words: EscortWord[], now = at(1)) => standingWords(words, window, now).map(({ kind }) => kind);
    const [withMe, not] = [word('with-me', { caseFileId: 'a' }), word('not-with-me', { caseFileId: 'a' })];
    expect(kinds([withMe, not])).toEqual(['not-with-me']);
    expect(kinds([withMe, not, withMe])).toEqual(['with-me']);
    expect(kinds([withMe, { ...not, caseFileId: 'b' }])).toEqual(['with-me', 'not-with-me']);
    expect(kinds([{ ...withMe, at: at(-6) }])).toEqual(['with-me']);
    const early = [{ ...withMe, at: new Date(at(-6).getTime() - 1) }];
    expect([kinds(early), kinds(early, at(-7))]).toEqual([[], ['with-me']]);
    expect(kinds([word('cannot-come', { at: at(-48) })])).toEqual(['cannot-come']);
  });

  it('is the same of the same family only', () => {
    const words = [word('with-me', { caseFileId: 'a' })];
    expect(findSaid(words, { kind: 'with-me', caseFileId: 'a' })).toBe(words[0]);
    expect(findSaid(words, { kind: 'with-me', caseFileId: 'b' })).toBeUndefined();
  });

  it('is news again once he has changed his mind in between', () => {
    const [cannot, knows] = [word('cannot-come'), word('knows', { seen: 3 })];
    expect(findSaid([knows, cannot], { kind: 'cannot-come' })).toBe(cannot);
    expect(findSaid([cannot, knows], { kind: 'cannot-come' })).toBeUndefined();
    expect(findSaid([knows, cannot], { kind: 'knows', seen: 3 })).toBeUndefined();
  });
});
