import { describe, it, expect } from '@jest/globals';
import { languages, type Localized } from '../../src/platform/language.ts';
import { loadReference } from '../../src/route/load-route.ts';
import { UNSAFE } from '../support/unsafe-words.ts';

const reference = loadReference(process.cwd());
const routes = [...reference.routes.values()];
const stages = routes.flatMap((route) => [...route.stages.values()]);

/** Every text of the route that may stand on a traveller's phone or card. */
const travellerTexts: Localized[] = [
  ...routes.map((route) => route.travellerTitle),
  ...[...reference.defaults.values()].map(({ rule }) => rule),
  ...stages.flatMap(({ guidance: { traveller } }) => [
    traveller.title,
    ...traveller.do,
    ...traveller.carry,
    ...traveller.troubles.flatMap((trouble) => [trouble.title, ...trouble.do]),
  ]),
];

describe('what stands on a phone that may be searched', () => {
  it.each(languages)('names nothing of why she travels, in %s', (language) => {
    const found = travellerTexts.map((text) => text[language]).filter((text) => UNSAFE[language].test(text));
    expect(found).toEqual([]);
  });

  it('would be noticed: the guide, which is honest, does name it in every language', () => {
    for (const language of languages) {
      const guide = stages.flatMap(({ guidance }) => [guidance.guide.title, ...guidance.guide.text]);
      expect(guide.some((text) => UNSAFE[language].test(text[language]))).toBe(true);
    }
  });

  it('ends with the words that she is expected', () => {
    const last = stages.find(({ kind }) => kind === 'handover');
    expect(last?.guidance.traveller.title.en).toBe('Kyiv: you are expected');
  });
});

describe('what a tired reader can take in', () => {
  const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?])\s+/);
  const wordsIn = (sentence: string): number =>
    sentence.split(/[\s—–]+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
  const spoken = stages.flatMap(({ guidance: { traveller } }) => [
    ...traveller.do,
    ...traveller.troubles.flatMap((trouble) => trouble.do),
  ]);

  it.each(languages)('has short sentences in %s', (language) => {
    const lengths = spoken.flatMap((text) => sentencesOf(text[language])).map(wordsIn);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(18);
    expect(lengths.reduce((sum, length) => sum + length, 0) / lengths.length).toBeLessThanOrEqual(10);
  });

  it('says at every stage what to do when something goes wrong, the lost phone among it', () => {
    for (const { key, guidance } of stages) {
      const kinds = guidance.traveller.troubles.map(({ kind }) => kind);
      expect({ key, kinds }).toEqual({ key, kinds: expect.arrayContaining(['phone-lost']) });
      expect(kinds.length).toBeGreaterThan(1);
    }
  });

  it('is the same text in no two languages', () => {
    for (const text of spoken) expect(new Set(languages.map((language) => text[language])).size).toBe(3);
  });
});
